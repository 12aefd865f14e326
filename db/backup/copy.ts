import { DatabaseSync } from "node:sqlite";
import { type DatabaseAddress, fileOf, isEmbedded } from "../client.ts";
import { statementsOf } from "./statements.ts";

/**
 * Writes a database as it stands at one moment into a new file for this user alone, while others
 * go on writing. Nothing but the file is changed; a remote database is read as its dump. Throws
 * where the file is there already, or the database cannot be read.
 */
export async function copyDatabase(database: DatabaseAddress, path: string): Promise<void> {
  using _ = await Deno.open(path, { write: true, createNew: true, mode: 0o600 });
  if (isEmbedded(database.url)) await copyEmbedded(database.url, path);
  else await copyRemote(database, path);
}

/**
 * By the client: the runtime's own SQLite may not attach a file, which this does, where the process
 * has not every permission.
 */
async function copyEmbedded(url: string, path: string): Promise<void> {
  // It would make an empty database of a name that is not there.
  await Deno.stat(fileOf(url));
  const { createClient } = await import("@libsql/client/sqlite3");
  const client = createClient({ url });
  try {
    await client.execute({ sql: "VACUUM INTO ?", args: [path] });
  } finally {
    client.close();
  }
}

async function copyRemote({ url, authToken }: DatabaseAddress, path: string): Promise<void> {
  const address = `${url.replace(/^libsql:/, "https:").replace(/\/$/, "")}/dump`;
  const headers: HeadersInit = authToken ? { Authorization: `Bearer ${authToken}` } : {};
  const answer = await fetch(address, { headers, redirect: "error" });
  if (!answer.ok || !answer.body) {
    await answer.body?.cancel();
    const { status } = answer;
    throw new Error(`the database gives no dump: ${status}`, { cause: { status } });
  }
  using database = new DatabaseSync(path);
  let last = "";
  for await (const statement of statementsOf(answer.body.pipeThrough(new TextDecoderStream()))) {
    database.exec(statement);
    last = statement;
  }
  if (!/^COMMIT;/.test(last.trim())) throw new Error("the dump of the database was cut off");
}
