import { assert, assertEquals } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { breaksFor, RELEASED } from "./support/upgrade/older_release.ts";
import { fillTable } from "./support/upgrade/rows.ts";
import { tablesOf } from "./support/upgrade/tables.ts";
import { makeFresh, walkThroughMigrations } from "./support/upgrade/walk.ts";

const CHANGELOG = new URL("../../CHANGELOG.md", import.meta.url);
/** The line of the changelog that says it, with the reason. */
const SAYS_TO_STOP = /^- Stop the older release before this one starts: \w/m;

Deno.test("D13: the release before reads and writes in the newest schema, or the changelog says to stop it first", async () => {
  const [, unreleased = ""] = (await Deno.readTextFile(CHANGELOG)).split(/^## /m);
  assert(unreleased.startsWith("Unreleased"));
  let breaks: string[] | undefined;
  for (const { tag, database } of walkThroughMigrations()) {
    if (tag !== RELEASED) continue;
    using newest = makeFresh();
    breaks = breaksFor(database, newest);
    break;
  }
  assert(breaks, `${RELEASED} is no migration`);
  assert(breaks.length === 0 || SAYS_TO_STOP.test(unreleased), breaks.join("\n"));
});

const OLD = `CREATE TABLE owners (id INTEGER PRIMARY KEY NOT NULL) STRICT;
  CREATE TABLE things (id INTEGER PRIMARY KEY NOT NULL, owner INTEGER REFERENCES owners (id),
    name TEXT NOT NULL, state TEXT NOT NULL,
    CONSTRAINT "things_state" CHECK("state" IN ('open', 'closed'))) STRICT;`;

/** What a migration does, and what the older release then runs into. */
const CHANGES: [string, string[]][] = [
  ["CREATE TABLE more (id INTEGER NOT NULL) STRICT", []],
  ["ALTER TABLE things ADD note TEXT", []],
  ["ALTER TABLE things ADD note TEXT NOT NULL DEFAULT ''", []],
  ["CREATE INDEX by_name ON things (name)", []],
  ["DROP TABLE things; DROP TABLE owners", ["owners is gone", "things is gone"]],
  ["ALTER TABLE things RENAME TO items", ["things is gone"]],
  ["ALTER TABLE things RENAME name TO title", ["things.name is gone"]],
  [
    "DROP TABLE things; CREATE TABLE things (id INTEGER, owner INTEGER, name TEXT, state TEXT, note TEXT NOT NULL)",
    ["things: NOT NULL constraint failed: things.note"],
  ],
  [
    `DROP TABLE things; CREATE TABLE things (id INTEGER, owner INTEGER, name TEXT, state TEXT,
      CONSTRAINT "narrow" CHECK("state" = 'open'))`,
    ["things: CHECK constraint failed: narrow"],
  ],
  ["CREATE UNIQUE INDEX one_state ON things (state)", [
    "things: UNIQUE constraint failed: things.state",
  ]],
  [
    "CREATE TRIGGER no BEFORE INSERT ON things BEGIN SELECT RAISE(ABORT, 'no more'); END",
    ["things: no more"],
  ],
];

Deno.test("what stops an older release is found: something gone, or a row that is refused", () => {
  for (const [change, expected] of CHANGES) {
    using older = new DatabaseSync(":memory:");
    older.exec(OLD);
    for (const table of tablesOf(older)) fillTable(older, table);
    using newest = new DatabaseSync(":memory:");
    newest.exec(OLD);
    newest.exec(change);
    assertEquals(breaksFor(older, newest), expected, change);
  }
});
