import type { CivilDate } from "../../domain/dates.ts";
import type { Cents } from "../../domain/money.ts";
import type { NewLine } from "../../domain/reconciliation/acta.ts";
import type { GroupSum } from "../../domain/reconciliation/sums.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";

export type NewActa = {
  folio: string;
  providerId: number;
  cutoffOn: CivilDate;
  totals: GroupSum[];
  difference: Cents;
  createdAt: number;
  continues: string | null;
  lines: NewLine[];
};

/**
 * Stores an acta that is being prepared, with its differences. Answers false, and stores nothing,
 * where its radicado is there already: the same form was sent twice.
 */
export async function createActa(
  db: Db,
  acta: NewActa,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const { lines, totals, ...about } = acta;
  const [created] = await db.$client.batch([
    {
      sql: CREATE,
      args: {
        ...about,
        createdAt: Math.trunc(about.createdAt),
        totals: JSON.stringify(totals),
        lineCount: lines.length,
      },
    },
    ...entry.statements,
    { sql: ADD_LINES, args: { folio: acta.folio, lines: JSON.stringify(lines) } },
  ], "write");
  return created?.rowsAffected === 1;
}

const CREATE = `
  INSERT INTO actas (folio, provider_id, cutoff_on, state, totals, line_count, difference, created_at,
    continues)
  VALUES (:folio, :providerId, :cutoffOn, 'draft', :totals, :lineCount, :difference, :createdAt,
    :continues)
  ON CONFLICT (folio) DO NOTHING`;
/** Payments may have come between two sendings: an acta that is there gets no lines of the second. */
const ADD_LINES = `
  INSERT INTO acta_lines (folio, number, invoice_number, listed_amount, paid_amount, difference,
    "group", reason)
  SELECT :folio, key + 1, value ->> 'invoiceNumber', value ->> 'listedAmount',
    value ->> 'paidAmount', value ->> 'difference', value ->> 'group', value ->> 'reason'
  FROM json_each(:lines) WHERE NOT EXISTS (SELECT 1 FROM acta_lines WHERE folio = :folio)`;
