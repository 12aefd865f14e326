import { assert, assertEquals } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { getTableName, is } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import { copyDatabase } from "../../db/backup/copy.ts";
import { fillRemote } from "../../db/backup/remote.ts";
import { type Db, openDatabase } from "../../db/client.ts";
import { openPrepared } from "../../db/commands/command.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import * as schema from "../../db/schema.ts";
import { temporaryFolder } from "./support/process.ts";
import { SQLD_EXISTS, startSqld } from "./support/sqld.ts";
import { compareUpgraded } from "./support/upgrade/comparison.ts";
import { MOVES } from "./support/upgrade/moves.ts";
import { freshSchema, walkThroughMigrations } from "./support/upgrade/walk.ts";

const SECRETS = ["a secret of thirty-two bytes or more"];

Deno.test("D13: a database of every earlier migration, with rows in every table, comes to the newest schema with all of them", async () => {
  await using folder = await temporaryFolder();
  const newest = freshSchema();
  for (const { tag, database } of walkThroughMigrations()) {
    const [before, after] = [`${folder.path}/${tag}.before.db`, `${folder.path}/${tag}.db`];
    database.prepare("VACUUM INTO ?").run(before);
    await Deno.copyFile(before, after);
    const { db } = await openPrepared({
      database: { url: `file:${after}` },
      sessionSecrets: SECRETS,
    });
    await readAll(db);
    db.$client.close();
    assertUpgraded({ tag, before, after }, newest);
  }
});

Deno.test(
  "a database at a server comes from an earlier migration to the newest schema with all of its rows",
  { ignore: !SQLD_EXISTS },
  async () => {
    await using folder = await temporaryFolder();
    await using sqld = await startSqld();
    const [before, after] = [`${folder.path}/before.db`, `${folder.path}/after.db`];
    for (const { tag, database } of walkThroughMigrations()) {
      if (tag === AT_SERVER) database.prepare("VACUUM INTO ?").run(before);
    }
    await fillRemote(await openDatabase(sqld), before);
    const db = await openDatabase(sqld);
    await migrateDatabase(db);
    await readAll(db);
    db.$client.close();
    await copyDatabase(sqld, after);
    assertUpgraded({ tag: AT_SERVER, before, after }, freshSchema());
  },
);

Deno.test("an upgrade that loses a row, changes a value or drops something is found", async () => {
  await using folder = await temporaryFolder();
  const before = `${folder.path}/before.db`;
  for (const { database } of walkThroughMigrations()) {
    database.prepare("VACUUM INTO ?").run(before);
    break;
  }
  const after = async (change: string) => {
    const path = `${folder.path}/${crypto.randomUUID()}.db`;
    await Deno.copyFile(before, path);
    using database = new DatabaseSync(path);
    database.exec(`PRAGMA foreign_keys = OFF; ${change}`);
    const { damage, gone, lost } = compareUpgraded(path, before, MOVES);
    return { damage: damage.length, gone, lost };
  };
  const unchanged = { damage: 0, gone: [], lost: [] };
  assertEquals(await after(""), unchanged);
  const renamed =
    "UPDATE providers SET legal_name = 'x' WHERE id = (SELECT max(id) FROM providers)";
  assertEquals(await after(renamed), { ...unchanged, lost: ["providers"] });
  const shorter =
    "DELETE FROM settlements WHERE revision_id = (SELECT max(revision_id) FROM settlements)";
  assertEquals(await after(shorter), { ...unchanged, lost: ["settlements"] });
  assertEquals(await after("DROP TABLE settlements"), { ...unchanged, gone: ["settlements"] });
  const orphans = await after("UPDATE settlements SET revision_id = 10000 + revision_id");
  assertEquals([orphans.damage > 0, orphans.lost], [true, ["settlements"]]);
});

/** It has what most of the later ones moved. */
const AT_SERVER = "0025_places_of_municipality";

type Copies = { tag: string; before: string; after: string };

function assertUpgraded({ tag, before, after }: Copies, newest: string[]): void {
  const moves = MOVES.filter(({ migration }) => tag < migration);
  const { schema, damage, gone, lost } = compareUpgraded(after, before, moves);
  const expected = moves.flatMap((move) => move.gone);
  assertEquals(
    gone.filter((one) => !expected.includes(one)),
    [],
    `${tag}: nobody says where it went`,
  );
  assertEquals({ damage, lost }, { damage: [], lost: [] }, tag);
  assertEquals(schema, newest, tag);
}

/** Reads every row as the portal does: what is stored as JSON must be JSON. */
async function readAll(db: Db): Promise<void> {
  const tables = Object.values(schema).filter((one) => is(one, SQLiteTable));
  const read = await Promise.all(tables.map(async (table) => await db.select().from(table)));
  const rows = Object.fromEntries(tables.map((table, index) => [getTableName(table), read[index]]));
  assert(rows.providers?.length);
}
