import type { DatabaseSync } from "node:sqlite";

export type Kind = "text" | "integer" | "real" | "blob";
export type Column = { name: string; kind: Kind; isNullable: boolean; hasDefault: boolean };
/** Columns that name a row of another table, in the order of the columns that they name. */
export type Reference = { table: string; columns: string[]; named: string[] };
/** What a CHECK is called, which columns it speaks of, and the values that it names. */
export type Check = { name: string; columns: string[]; literals: (string | number)[] };
export type Table = {
  name: string;
  sql: string;
  columns: Column[];
  references: Reference[];
  checks: Check[];
};

/** As the portal stores a day. */
export const A_DAY = "2026-03-15";
const MIGRATIONS = "__drizzle_migrations";

/** The tables of a database as they stand; each comes after those that its rows name. */
export function tablesOf(database: DatabaseSync): Table[] {
  const rows = database.prepare(
    "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  ).all();
  const tables = rows
    .map(({ name, sql }) => ({ name: String(name), sql: String(sql) }))
    .filter(({ name }) => name !== MIGRATIONS)
    .map((table) => describeTable(database, table));
  const byName = new Map(tables.map((table) => [table.name, table]));
  const ordered = new Set<Table>();
  const begun = new Set<Table>();
  const add = (table: Table) => {
    if (begun.has(table)) return;
    begun.add(table);
    for (const { table: name } of table.references) {
      const parent = byName.get(name);
      if (parent) add(parent);
    }
    ordered.add(table);
  };
  tables.forEach(add);
  return [...ordered];
}

function describeTable(
  database: DatabaseSync,
  { name, sql }: { name: string; sql: string },
): Table {
  const columns = database.prepare("SELECT * FROM pragma_table_info(?)").all(name).map((row) => ({
    name: String(row.name),
    kind: kindOf(String(row.type)),
    isNullable: row.notnull === 0 && row.pk === 0,
    hasDefault: row.dflt_value !== null,
  }));
  const references = new Map<unknown, Reference>();
  const named = 'SELECT id, "table", "from", "to" FROM pragma_foreign_key_list(?) ORDER BY id, seq';
  for (const row of database.prepare(named).all(name)) {
    const reference = references.get(row.id) ??
      { table: String(row.table), columns: [], named: [] };
    references.set(row.id, reference);
    reference.columns.push(String(row.from));
    reference.named.push(String(row.to));
  }
  return {
    name,
    sql,
    columns,
    references: [...references.values()],
    checks: checksOf(sql, columns),
  };
}

function kindOf(type: string): Kind {
  const kind = type.toLowerCase();
  return kind === "integer" || kind === "real" || kind === "blob" ? kind : "text";
}

/** The CHECKs of a table, as its SQL has them. */
function checksOf(sql: string, columns: Column[]): Check[] {
  return [...sql.matchAll(/CONSTRAINT\s+["`](\w+)["`]\s+CHECK\s*\(/g)].map((found) => {
    const text = inParentheses(sql, found.index + found[0].length);
    const speaksOf = ({ name }: Column) => new RegExp(`["\`]${name}["\`]`).test(text);
    return {
      name: found[1] ?? "",
      columns: columns.filter(speaksOf).map(({ name }) => name),
      literals: literalsOf(text),
    };
  });
}

/** The text from a place behind a parenthesis up to the one that closes it. */
function inParentheses(sql: string, from: number): string {
  let depth = 1;
  let at = from;
  for (; at < sql.length && depth > 0; at++) {
    if (sql[at] === "(") depth++;
    else if (sql[at] === ")") depth--;
  }
  return sql.slice(from, at - 1);
}

function literalsOf(text: string): (string | number)[] {
  const found = [...text.matchAll(/'((?:[^']|'')*)'|(?<![\w"`])\d+(?![\w"`])/g)];
  const literals = found.map(([whole, quoted]) =>
    quoted === undefined ? Number(whole) : quoted.replaceAll("''", "'")
  );
  return [...new Set(/\bdate\(/.test(text) ? [...literals, A_DAY] : literals)];
}
