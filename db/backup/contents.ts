import { DatabaseSync } from "node:sqlite";

/** A publication of a load, as people call it: `2026-0132`, and when it was (ms since 1970). */
export type Publication = { id: string; number: string; publishedAt: number };

/** What a copy of the database holds, to compare it with its source or its log. */
export type Contents = {
  publications: number;
  newest: Publication | undefined;
  /**
   * Current vouchers that stand, and the sum of their Valor Pago in centavos, which of a country is
   * more than a number holds.
   */
  vouchers: number;
  paidAmount: bigint;
  /** The number of the last audit event. */
  lastEvent: number;
};

/** A backup that cannot be taken or restored like this; the message is for the operator. */
export class BackupRefused extends Error {}

/**
 * Looks at a database that nobody else has open. Throws BackupRefused where a page, an index or a
 * foreign key of it is not as it must be.
 */
export function checkContents(path: string): Contents {
  using database = openToRead(path);
  const problem = problemOf(database);
  if (problem !== undefined) throw new BackupRefused(`la base de datos está dañada: ${problem}`);
  const published = publicationsIn(database);
  const { vouchers, paidAmount } = one(database, VOUCHERS);
  return {
    publications: published.length,
    newest: published.at(-1),
    vouchers: Number(vouchers),
    paidAmount: BigInt(String(paidAmount)),
    lastEvent: Number(one(database, "SELECT max(id) AS id FROM audit_events").id ?? 0),
  };
}

/** The publications of a database in their order. */
export function publicationsOf(path: string): Publication[] {
  using database = openToRead(path);
  return publicationsIn(database);
}

/** When its newest migration was written (ms since 1970); 0 where it has none. */
export function schemaOf(path: string): number {
  using database = openToRead(path);
  const sql = "SELECT max(created_at) AS newest FROM __drizzle_migrations";
  return Number(one(database, sql).newest ?? 0);
}

const VOUCHERS =
  `SELECT count(*) AS vouchers, CAST(coalesce(sum(paid_amount), 0) AS TEXT) AS paidAmount
  FROM voucher_revisions WHERE is_current = 1 AND state = 'standing'`;
const PUBLICATIONS = `SELECT id, year || '-' || printf('%04d', number) AS number,
  published_at AS publishedAt FROM loads WHERE published_at IS NOT NULL ORDER BY published_at, id`;

function openToRead(path: string): DatabaseSync {
  return new DatabaseSync(path, { readOnly: true });
}

function publicationsIn(database: DatabaseSync): Publication[] {
  return database.prepare(PUBLICATIONS).all().map(({ id, number, publishedAt }) => ({
    id: String(id),
    number: String(number),
    publishedAt: Number(publishedAt),
  }));
}

/** With SQLite's own 2 MB of cache a check of a large database reads most of its pages many times. */
const CACHE_KIB = 64 * 1024;

function problemOf(database: DatabaseSync): string | undefined {
  try {
    database.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
    const { integrity_check: integrity } = one(database, "PRAGMA integrity_check(1)");
    if (integrity !== "ok") return String(integrity);
    const [orphan] = database.prepare("PRAGMA foreign_key_check").all();
    return orphan && `${orphan.table} nombra una fila de ${orphan.parent} que no está`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function one(database: DatabaseSync, sql: string): Record<string, unknown> {
  return database.prepare(sql).get() ?? {};
}
