import type { ResultSet } from "@libsql/client";
import type { Db } from "../../../db/client.ts";
import { findRegistrant } from "../../../db/providers/registrant.ts";
import type { Provider } from "../../../domain/providers/provider.ts";

export type Values = Record<string, unknown>;

/** The rows of a query as plain objects. */
export async function rowsOf(
  db: Db,
  sql: string,
  args: (string | number)[] = [],
): Promise<Values[]> {
  return objectsOf(await db.$client.execute({ sql, args }));
}

/** The rows of several queries, in one round trip. */
export async function rowsOfEach(db: Db, queries: string[]): Promise<Values[][]> {
  return (await db.$client.batch(queries, "read")).map(objectsOf);
}

function objectsOf({ columns, rows }: ResultSet): Values[] {
  return rows.map((row): Values => Object.fromEntries(columns.map((name) => [name, row[name]])));
}

/** The one value of a query that counts or sums. */
export async function valueOf(
  db: Db,
  sql: string,
  args: (string | number)[] = [],
): Promise<unknown> {
  const { rows } = await db.$client.execute({ sql, args });
  return rows[0]?.[0];
}

/** How many rows every table has. */
export async function countRows(db: Db): Promise<Values> {
  const tables = await rowsOf(db, "SELECT name FROM sqlite_schema WHERE type = 'table'");
  const counts = tables.map(({ name }) => `(SELECT count(*) FROM ${name}) AS ${name}`);
  const [row] = await rowsOf(db, `SELECT ${counts.join(", ")}`);
  return row ?? {};
}

/** What readers may see, without the ids that another database would give otherwise. */
export async function visibleContent(db: Db): Promise<Record<string, Values[]>> {
  const [providers, vouchers, lines] = [
    await rowsOf(db, "SELECT * FROM providers WHERE is_listed = 1 ORDER BY nit"),
    await rowsOf(
      db,
      `SELECT nit, v.* FROM voucher_revisions AS v JOIN providers AS p ON p.id = provider_id
       WHERE is_current = 1 ORDER BY nit, document_number`,
    ),
    await rowsOf(
      db,
      `SELECT nit, document_number, s.* FROM settlements AS s
       JOIN voucher_revisions AS v ON v.id = revision_id AND is_current = 1
       JOIN providers AS p ON p.id = v.provider_id ORDER BY nit, document_number, line_number`,
    ),
  ];
  return {
    providers: providers.map(withoutIds),
    vouchers: vouchers.map(withoutIds),
    settlements: lines.map(withoutIds),
  };
}

/** How much readers may see. */
export async function countVisible(db: Db): Promise<Values | undefined> {
  const [row] = await rowsOf(
    db,
    `SELECT (SELECT count(*) FROM providers WHERE is_listed = 1) AS providers,
       (SELECT count(*) FROM voucher_revisions WHERE is_current = 1) AS vouchers,
       (SELECT count(*) FROM settlements AS s JOIN voucher_revisions AS v
        ON v.id = revision_id AND is_current = 1) AS lines`,
  );
  return row;
}

/** Ids (an account key may hold one), and the version that grows with every load: what another way to the same content has otherwise. */
const IDS = [
  "account_key",
  "data_version",
  "id",
  "provider_id",
  "load_id",
  "replaces_id",
  "revision_id",
];

function withoutIds(row: Values): Values {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !IDS.includes(name)));
}

/** Rows that a load wrote and did not publish. */
export async function countStaged(db: Db): Promise<Values | undefined> {
  const staged = `FROM voucher_revisions AS v WHERE is_current = 0 AND NOT EXISTS
    (SELECT 1 FROM voucher_revisions AS later WHERE later.replaces_id = v.id)`;
  const [row] = await rowsOf(
    db,
    `SELECT (SELECT count(*) ${staged}) AS revisions,
       (SELECT count(*) FROM settlements WHERE revision_id IN (SELECT id ${staged})) AS lines,
       (SELECT count(*) FROM settlements
        WHERE revision_id NOT IN (SELECT id FROM voucher_revisions)) AS orphans`,
  );
  return row;
}

export async function providerOf(db: Db, nit: string): Promise<Provider> {
  const registrant = await findRegistrant(db, nit);
  if (!registrant) throw new Error(`${nit} is not on file`);
  return { id: registrant.id, nit: registrant.nit, legalName: registrant.legalName };
}
