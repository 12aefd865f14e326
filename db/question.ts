import type { InValue } from "@libsql/client";
import { Column, fillPlaceholders, is, type Placeholder, SQL, sql } from "drizzle-orm";
import { QueryBuilder, type SelectedFields } from "drizzle-orm/sqlite-core";
import type { Db } from "./client.ts";
import type { Cells, Read } from "./reader.ts";

/** What a question is asked with, by name. */
type Named = Record<string, InValue>;

/** The placeholders of a question's values in its SQL, by name. */
export type Values<Given extends Named> = {
  [Name in keyof Given & string]: Placeholder<Name, Given[Name]>;
};

/** A question with its values, ready to be asked alone or together with others. */
export type Asked<Row> = Read & { rowsOf: (cells: Cells[]) => Row[] };

/** Builds a query inside another one. */
export const inner = new QueryBuilder();

/**
 * A question by name: what it selects, and how drizzle writes the rest. Its SQL is written when it
 * is first asked; every later time only its values are filled in, and an embedded database keeps
 * the statement prepared. A group of columns that are all null is null: a left join found nothing.
 */
export function question<Selection extends SelectedFields, Given extends Named, Row>(
  selection: Selection,
  write: (select: Selecting<Selection>, values: Values<Given>) => Written<Row>,
): (values: Given) => Asked<Row> {
  let written: { sql: string; params: unknown[] } | undefined;
  const readRow = rowReader(selection);
  const origin = new Error();
  const rowsOf = (cells: Cells[]) => cells.map(readRow) as Row[];
  return (values) => {
    written ??= write(inner.select(selection), placeholders<Given>()).toSQL();
    const args = fillPlaceholders(written.params, values) as InValue[];
    return { sql: written.sql, args, origin, rowsOf };
  };
}

/**
 * A question that every request asks, with the same values by the same person: an embedded database
 * answers as before for as long as nobody has written anything.
 */
export function often<Given extends Named, Row>(
  asking: (values: Given) => Asked<Row>,
): (values: Given) => Asked<Row> {
  return (values) => ({ ...asking(values), isOften: true });
}

/** Asks a question alone: one round trip. */
export async function ask<Row>(db: Db, asked: Asked<Row>): Promise<Row[]> {
  const [cells = []] = await db.$read([asked]);
  return asked.rowsOf(cells);
}

/** Asks several questions as of one moment, in one round trip; answers in their order. */
export async function askTogether<Rows extends unknown[]>(
  db: Db,
  ...questions: { [Index in keyof Rows]: Asked<Rows[Index]> }
): Promise<{ [Index in keyof Rows]: Rows[Index][] }> {
  const answers = await db.$read(questions);
  return questions.map(({ rowsOf }, index) => rowsOf(answers[index] ?? [])) as AnswersOf<Rows>;
}

type AnswersOf<Rows extends unknown[]> = { [Index in keyof Rows]: Rows[Index][] };
type Selecting<Selection extends SelectedFields> = ReturnType<typeof inner.select<Selection>>;
type Written<Row> = {
  readonly _: { readonly result: Row[] };
  toSQL(): { sql: string; params: unknown[] };
};

/** A placeholder for whatever name is taken from it; the names themselves are not known here. */
function placeholders<Given extends Named>(): Values<Given> {
  const byName = {
    get: (_: object, name: string) => sql.placeholder(name),
    ownKeys: () => {
      throw new TypeError("the values of a question are taken by name, never as the rest");
    },
  };
  return new Proxy({}, byName) as Values<Given>;
}

/** Reads a row whose cells come in the order of the selection. */
function rowReader(selection: SelectedFields): (cells: Cells) => unknown {
  let width = 0;
  const fields = Object.entries(selection).map(([name, field]) => {
    if (is(field, Column) || is(field, SQL) || is(field, SQL.Aliased)) {
      return { name, read: cellReader(field, width++) };
    }
    const group = groupReader(field as Record<string, Field>, width);
    width += Object.keys(field).length;
    return { name, read: group };
  });
  return (cells) => {
    const row: Record<string, unknown> = {};
    for (const { name, read } of fields) row[name] = read(cells);
    return row;
  };
}

type Field = Column | SQL | SQL.Aliased;

function groupReader(group: Record<string, Field>, first: number): (cells: Cells) => unknown {
  const fields = Object.entries(group).map(([name, field], index) => ({
    name,
    read: cellReader(field, first + index),
  }));
  return (cells) => {
    const read: Record<string, unknown> = {};
    let isFound = false;
    for (const { name, read: readCell } of fields) {
      const value = readCell(cells);
      read[name] = value;
      if (value !== null) isFound = true;
    }
    return isFound ? read : null;
  };
}

type Decoder = { mapFromDriverValue(value: unknown): unknown };

/** Most cells are what the driver gives; the others are read as drizzle reads them. */
function cellReader(field: Field, index: number): (cells: Cells) => unknown {
  if (is(field, Column) && PLAIN.includes(field.columnType)) return (cells) => cells[index];
  const decoder = is(field, Column) ? field : decoderOf(is(field, SQL) ? field : field.sql);
  return (cells) => {
    const value = cells[index];
    return value === null ? null : decoder.mapFromDriverValue(value);
  };
}

const PLAIN = ["SQLiteText", "SQLiteInteger", "SQLiteReal"];

/**
 * The decoder set by `mapWith`, else one that returns the value unchanged; drizzle's types do not
 * name it.
 */
function decoderOf(written: SQL): Decoder {
  return Reflect.get(written, "decoder");
}
