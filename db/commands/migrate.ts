import { readConfig, readEnvironment } from "../../lib/config.ts";
import { openMigrated, runCommand } from "./command.ts";
import { migrateDatabase } from "../migrate.ts";

/** `deno task db:migrate`: brings the database of the settings to the newest schema. */
if (import.meta.main) {
  await runCommand(async () => {
    const { database } = await readConfig(await readEnvironment());
    await openMigrated(database, { besideServer: true, prepare: migrateDatabase });
    console.log("La base de datos está al día.");
    return 0;
  });
}
