import { type Db, openDatabase } from "../../../db/client.ts";
import { migrateDatabase } from "../../../db/migrate.ts";

/** Databases of tests at a server that holds many (many_databases.ts). */
export type Databases = {
  /** A migrated database that holds what `fill` puts into it; answers its name. */
  make(fill: (db: Db) => Promise<unknown>): Promise<string>;
  /** A new database that holds what the one of that name does; answers its address. */
  copy(name: string): Promise<{ db: Db; url: string }>;
};

/** The databases of the server that the environment names; undefined where it names none. */
export function databasesOf(environment: Deno.Env): Databases | undefined {
  const server = environment.get("TEST_SQLD");
  const authToken = environment.get("TEST_SQLD_TOKEN") ?? "";
  if (server === undefined) return undefined;
  const newName = () => `t${crypto.randomUUID().replaceAll("-", "")}`;
  const open = async (name: string) => {
    const url = `${server}/${name}/`;
    return { db: await openDatabase({ url, authToken }), url };
  };
  const ask = async (path: string) => {
    const answer = await fetch(`${server}/v1/namespaces/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  };
  return {
    async make(fill) {
      const name = newName();
      await ask(`${name}/create`);
      const { db } = await open(name);
      await migrateDatabase(db);
      await fill(db);
      db.$client.close();
      return name;
    },
    async copy(from) {
      const name = newName();
      await ask(`${from}/fork/${name}`);
      return await open(name);
    },
  };
}
