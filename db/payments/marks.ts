import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Provider } from "../../domain/providers/provider.ts";
import type { Db } from "../client.ts";
import { question, type Values } from "../question.ts";
import { users, voucherMarks } from "../schema.ts";

/**
 * Whose marks may be seen: the provider's id for its own people, null for anybody else. Marks are
 * asked for by this id, not by that of the provider whose vouchers are shown.
 */
export type Team = number | null;

/** The mark on a voucher; none for whoever is not of the team. */
export const MARK = question(
  {
    isWorked: voucherMarks.isWorked,
    note: voucherMarks.note,
    markedBy: users.name,
    markedAt: voucherMarks.markedAt,
  },
  (select, { team, documentNumber }: Values<{ team: Team; documentNumber: string }>) =>
    select.from(voucherMarks).innerJoin(users, eq(users.id, voucherMarks.markedBy)).where(and(
      sql`${voucherMarks.providerId} = ${team}`,
      eq(voucherMarks.documentNumber, documentNumber),
    )),
);

/** Whether the team is done with a voucher of the list. */
export function isWorked({ team }: Values<{ team: Team }>): SQL {
  return sql`EXISTS (SELECT 1 FROM voucher_marks AS m WHERE m.provider_id = ${team}
    AND m.document_number = voucher_revisions.document_number AND m.is_worked = 1)`;
}

/** Whether the team marks vouchers at all; asked once a query, not for each row. */
export function usesMarks({ team }: Values<{ team: Team }>): SQL {
  return sql`EXISTS (SELECT 1 FROM voucher_marks WHERE provider_id = ${team})`;
}

export type NewMark = {
  documentNumber: string;
  isWorked: boolean;
  /** Undefined leaves the note as it is. */
  note: string | undefined;
  userId: number;
  nowMs: number;
  /** When the mark was made that its writer saw; 0 where there was none. */
  seenAt: number;
};

/**
 * Marks a voucher of the provider for its team. False where it has no such voucher, or where
 * somebody else marked it after its writer had looked: nothing changed then.
 */
export async function markVoucher(db: Db, { id }: Provider, mark: NewMark): Promise<boolean> {
  const { note = null, ...rest } = mark;
  const [written] = await db.$client.batch([
    { sql: WRITE, args: { ...rest, note, provider: id } },
    { sql: NEW_VERSION, args: { provider: id } },
  ], "write");
  return written?.rowsAffected === 1;
}

const WRITE = `
  INSERT INTO voucher_marks (provider_id, document_number, is_worked, note, marked_by, marked_at)
  SELECT :provider, :documentNumber, :isWorked, coalesce(:note, ''), :userId, :nowMs
  WHERE EXISTS (SELECT 1 FROM voucher_revisions WHERE provider_id = :provider
      AND document_number = :documentNumber AND is_current = 1)
    AND :seenAt = coalesce((SELECT marked_at FROM voucher_marks WHERE provider_id = :provider
      AND document_number = :documentNumber), 0)
  ON CONFLICT DO UPDATE SET is_worked = excluded.is_worked, note = coalesce(:note, note),
    marked_by = excluded.marked_by, marked_at = max(excluded.marked_at, marked_at + 1)`;

/** Views of the payments that were drawn before the mark are not sent again. */
const NEW_VERSION = `UPDATE providers SET data_version = data_version + 1
  WHERE id = :provider AND changes() > 0`;
