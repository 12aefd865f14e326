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
  if (isEmbedded(database.url)) copyEmbedded(fileOf(database.url), path);
  else await copyRemote(database, path);
}

function copyEmbedded(source: string, path: string): void {
  // Opened to write: one that only reads cannot look into the log of a server that was killed.
  using database = new DatabaseSync(existing(source));
  database.prepare("VACUUM INTO ?").run(path);
}

/** SQLite would make an empty database of a name that is not there. */
function existing(path: string): string {
  Deno.statSync(path);
  return path;
}

async function copyRemote({ url, authToken }: DatabaseAddress, path: string): Promise<void> {
  const address = `${url.replace(/^libsql:/, "https:").replace(/\/$/, "")}/dump`;
  const headers: HeadersInit = authToken ? { Authorization: `Bearer ${authToken}` } : {};
  const answer = await fetch(address, { headers, redirect: "error" });
  if (!answer.ok || !answer.body) {
    await answer.body?.cancel();
    throw new Error(`the database gives no dump: ${answer.status}`);
  }
  using database = new DatabaseSync(path);
  let last = "";
  for await (const statement of statementsOf(answer.body.pipeThrough(new TextDecoderStream()))) {
    database.exec(statement);
    last = statement;
  }
  if (!/^COMMIT;/.test(last.trim())) throw new Error("the dump of the database was cut off");
}
