import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import { createRandom } from "../../../../db/demo/random.ts";
import { A_DAY, type Column, type Reference, type Table } from "./tables.ts";

/*
 * Rows for any table, from what the database says of it alone: values are tried, and whichever
 * constraint the database names has its columns tried anew.
 */

type Row = Map<string, SQLInputValue>;
type Random = () => number;

const MAX_TRIES = 400;

/**
 * Adds rows to a table: one with as little as it takes, one with each column that may be empty, and
 * one with each value that a CHECK names, wherever the database takes such a row. Throws where it
 * took none.
 */
export function fillTable(database: DatabaseSync, table: Table): void {
  const random = randomFrom(table.name);
  const add = (pinned: Row, share: number) => addRow(database, table, { pinned, share, random });
  const added = [add(new Map(), 1), add(new Map(), 0)];
  for (const { name, isNullable } of table.columns) {
    const values = literalsOf(table, name);
    if (isNullable && values.length === 0) added.push(addWith(database, table, name, random));
    for (const value of values) added.push(add(new Map([[name, value]]), 0.5));
  }
  if (!added.includes(true)) throw new Error(`no row was found that ${table.name} takes`);
}

/** A row whose column of that name is not empty. */
function addWith(database: DatabaseSync, table: Table, name: string, random: Random): boolean {
  const column = table.columns.find((one) => one.name === name);
  const isReference = table.references.some(({ columns }) => columns.includes(name));
  const pinned = column && !isReference ? new Map([[name, anyValue(column, random)]]) : new Map();
  return addRow(database, table, { pinned, share: 0.5, random });
}

type Wish = { pinned: Row; share: number; random: Random };

/** Tries values until the database takes a row; `share` is how many of those that may be empty are. */
function addRow(database: DatabaseSync, table: Table, { pinned, share, random }: Wish): boolean {
  const names = table.columns.map(({ name }) => name);
  const insert = database.prepare(
    `INSERT INTO "${table.name}" (${names.map((name) => `"${name}"`)}) VALUES (${
      names.map(() => "?")
    })`,
  );
  const begin = () => {
    const row: Row = new Map();
    for (const column of table.columns) {
      row.set(column.name, valueOf(table, column, { share, random }));
    }
    for (const reference of table.references) {
      refer(database, table, reference, row, { share, random });
    }
    return new Map([...row, ...pinned]);
  };
  let row = begin();
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    try {
      insert.run(...names.map((name) => row.get(name) ?? null));
      return true;
    } catch (error) {
      const named = namedBy(error, table).filter((column) => !pinned.has(column.name));
      if (named.length === 0 || tries % 40 === 39) row = begin();
      const one = pick(named, random);
      if (!one) continue;
      const reference = table.references.find(({ columns }) => columns.includes(one.name));
      const half = { share: 0.5, random };
      if (reference) refer(database, table, reference, row, half);
      else row.set(one.name, valueOf(table, one, half));
      for (const [name, value] of pinned) row.set(name, value);
    }
  }
  return false;
}

/** The columns that a failure speaks of; none where it does not say. */
function namedBy(error: unknown, table: Table): Column[] {
  const message = error instanceof Error ? error.message : "";
  const check = /CHECK constraint failed: (\w+)/.exec(message)?.[1];
  const names = check === undefined
    ? [...message.matchAll(/\w+\.(\w+)/g)].map(([, name]) => name)
    : table.checks.find(({ name }) => name === check)?.columns ?? [];
  return table.columns.filter(({ name }) => names.includes(name));
}

function valueOf(
  table: Table,
  column: Column,
  { share, random }: Omit<Wish, "pinned">,
): SQLInputValue {
  if (column.isNullable && random() < share) return null;
  const literals = literalsOf(table, column.name);
  return literals.length > 0 && random() < 0.7
    ? pick(literals, random) ?? null
    : anyValue(column, random);
}

/** The values that CHECKs name beside a column, of its own kind. */
function literalsOf(table: Table, name: string): (string | number)[] {
  const kind = table.columns.find((column) => column.name === name)?.kind;
  return table.checks
    .filter(({ columns }) => columns.includes(name))
    .flatMap(({ literals }) => literals)
    .filter((value) => (typeof value === "string") === (kind === "text"));
}

/** Digits are text, a number and JSON at once, so that a migration may read them as any of these. */
function anyValue({ name, kind }: Column, random: Random): SQLInputValue {
  const number = Math.floor(random() * 1e12);
  if (kind === "blob") return new TextEncoder().encode(String(number));
  if (kind !== "text") return pick([0, 1, Math.floor(random() * 1000), number], random) ?? 0;
  // So a day is called everywhere, also where no CHECK asks for one.
  if (name.endsWith("_on")) return A_DAY;
  const digits = String(number);
  return pick([digits, digits, digits, digits.padStart(64, "1"), "[]", "{}"], random) ?? "";
}

/** Names a row of the other table, any; or none where that may be, and where there is none. */
function refer(
  database: DatabaseSync,
  table: Table,
  { table: parent, columns, named }: Reference,
  row: Row,
  { share, random }: Omit<Wish, "pinned">,
): void {
  const mayBeEmpty = table.columns.some(({ name, isNullable }) =>
    isNullable && columns.includes(name)
  );
  const sql = `SELECT ${named.map((name) => `"${name}"`)} FROM "${parent}"`;
  const others = mayBeEmpty && random() < share ? [] : database.prepare(sql).all();
  const other = pick(others, random);
  columns.forEach((name, index) => {
    const column = table.columns.find((one) => one.name === name);
    const value = other?.[named[index] ?? ""] ?? null;
    if (value !== null || column?.isNullable) row.set(name, value);
  });
}

function pick<One>(list: One[], random: Random): One | undefined {
  return list[Math.floor(random() * list.length)];
}

/** The same numbers for the same name. */
function randomFrom(name: string): Random {
  const seed = [...name].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), 7);
  return createRandom(seed).number;
}
