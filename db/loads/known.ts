import { and, eq, sql } from "drizzle-orm";
import type { JudgedFiles, Known } from "../../domain/loads/files.ts";
import { voucherKey } from "../../domain/loads/lines/voucher_key.ts";
import type { CorrectedLines } from "../../domain/loads/lines/corrected.ts";
import { settlementTuple } from "../../domain/payments/settlement_tuple.ts";
import type { Db } from "../client.ts";
import { providers, settlements, voucherRevisions } from "../schema.ts";
import { TOTALS, VOUCHER } from "../payments/voucher_row.ts";

/** What is stored of the providers and vouchers that the files of a load name; one round trip. */
export async function findKnown(db: Db, files: JudgedFiles): Promise<Known> {
  const { nits, keys } = namedBy(files);
  const [providerRows, voucherRows] = await db.batch([
    db.select().from(providers).where(and(
      eq(providers.isListed, true),
      sql`${providers.nit} IN (SELECT value FROM json_each(${JSON.stringify(nits)}))`,
    )),
    db.select(KNOWN_VOUCHER)
      .from(voucherRevisions)
      .innerJoin(providers, eq(providers.id, voucherRevisions.providerId))
      .where(sql`${voucherRevisions.id} IN (
        SELECT v.id FROM json_each(${JSON.stringify(keys)}) AS wanted
        CROSS JOIN providers AS named ON named.nit = wanted.value ->> 0
        CROSS JOIN voucher_revisions AS v ON v.provider_id = named.id
          AND v.document_number = wanted.value ->> 1 AND v.is_current = 1)`),
  ]);
  return {
    providers: new Map(providerRows.map((row) => [row.nit, row])),
    vouchers: new Map(voucherRows.map(({ nit, ...known }) => [
      voucherKey(nit, known.voucher.documentNumber),
      known,
    ])),
  };
}

const KNOWN_VOUCHER = {
  nit: providers.nit,
  revisionId: voucherRevisions.id,
  voucher: VOUCHER,
  settlementCount: voucherRevisions.settlementCount,
  settlementsDigest: voucherRevisions.settlementsDigest,
  totals: TOTALS,
};

/**
 * The stored lines at the places of some lines, in their order, as JSON of their tuples; undefined where
 * the revision has no such place. One round trip.
 */
export async function findLinesBefore(
  db: Db,
  corrected: CorrectedLines[],
): Promise<(string | undefined)[]> {
  const spans = corrected.map(({ revisionId, from, count }) => [revisionId, from, from + count]);
  const rows = await db.select().from(settlements)
    .where(sql`(revision_id, line_number) IN (
      SELECT s.revision_id, s.line_number FROM json_each(${JSON.stringify(spans)}) AS span
      CROSS JOIN settlements AS s ON s.revision_id = span.value ->> 0
        AND s.line_number > span.value ->> 1 AND s.line_number <= span.value ->> 2)`);
  const stored = new Map(rows.map((row) => [
    `${row.revisionId}\n${row.lineNumber}`,
    JSON.stringify(settlementTuple(row)),
  ]));
  return corrected.flatMap(({ revisionId, from, count }) =>
    Array.from({ length: count }, (_, index) => stored.get(`${revisionId}\n${from + index + 1}`))
  );
}

function namedBy(files: JudgedFiles): { nits: string[]; keys: string[][] } {
  const nits = new Set<string>(files.providers.keys());
  const keys = new Map<string, string[]>();
  const name = (nit: string, documentNumber: string) => {
    nits.add(nit);
    keys.set(voucherKey(nit, documentNumber), [nit, documentNumber]);
  };
  for (const { record } of files.vouchers.values()) name(record.nit, record.documentNumber);
  for (const { nit, voucherNumber } of files.lines.vouchers.values()) name(nit, voucherNumber);
  return { nits: [...nits], keys: [...keys.values()] };
}
