import { type DatabaseAddress, type Db, openDatabase } from "../../../db/client.ts";
import { migrateDatabase } from "../../../db/migrate.ts";

/** Databases of tests at a server that holds many (many_databases.ts). */
export type Databases = {
  /** A migrated database that holds what `fill` puts into it; answers its name. */
  make(fill: (db: Db) => Promise<unknown>): Promise<string>;
  /** A new database that holds what the one of that name does. */
  copy(name: string): Promise<Copy>;
};

type Copy = { db: Db; address: DatabaseAddress; remove: () => Promise<void> };

/** The databases of the server that the environment names; undefined where it names none. */
export function databasesOf(environment: Deno.Env): Databases | undefined {
  const server = environment.get("TEST_SQLD");
  if (server === undefined) return undefined;
  const admin = environment.get("TEST_SQLD_ADMIN");
  const authToken = environment.get("TEST_SQLD_TOKEN") ?? "";
  const newName = () => `t${crypto.randomUUID().replaceAll("-", "")}`;
  const open = async (name: string) => {
    const address = { url: `${server}/dev/${name}/`, authToken };
    return { db: await openDatabase(address), address };
  };
  const ask = async (method: string, path: string) => {
    const answer = await fetch(`${admin}/v1/namespaces/${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  };
  return {
    async make(fill) {
      const name = newName();
      await ask("POST", `${name}/create`);
      const { db } = await open(name);
      await migrateDatabase(db);
      await fill(db);
      db.$client.close();
      return name;
    },
    async copy(from) {
      const name = newName();
      await ask("POST", `${from}/fork/${name}`);
      return { ...await open(name), remove: () => ask("DELETE", name) };
    },
  };
}
