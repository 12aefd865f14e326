import { openDatabase } from "../../../db/client.ts";
import { migrateDatabase } from "../../../db/migrate.ts";

/*
 * Migrates a database and dies by SIGKILL within the transaction, once a part of the statements is
 * done: URL PART (0 to 1).
 */
const [url = "", part = ""] = Deno.args;
const db = await openDatabase({ url });
const migrate = db.$client.migrate.bind(db.$client);
db.$client.migrate = (statements) => {
  const end = {
    get sql(): string {
      Deno.kill(Deno.pid, "SIGKILL");
      return "SELECT 1";
    },
    args: [],
  };
  return migrate(statements.toSpliced(Math.round(statements.length * Number(part)), 0, end));
};
await migrateDatabase(db);
