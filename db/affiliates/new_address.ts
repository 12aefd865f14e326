import type { Notice } from "../../domain/notices/notice.ts";
import { endAccounts, type EndedAccess } from "../accounts/end_access.ts";
import { enqueueEach } from "../mail/outbox.ts";

/*
 * An affiliate whose address on file is changed registers again: whoever reads the old mailbox, or got
 * the new one put on file, must know the password that goes with its link. Her second factor and
 * passkeys go, too: whoever read the old mailbox may have set them up. That mailbox is told once,
 * however many affiliates it was of.
 */

/** The changes of the load `:id` to the address of an affiliate; cost by what it changed. */
const OF_MOVED = `FROM load_record_changes AS c
  CROSS JOIN affiliates AS a ON a.document_type = substr(c.code, 1, 2)
    AND a.document_number = substr(c.code, 4)
  WHERE c.load_id = :id AND c.kind = 'affiliates'
    AND c.previous IS NOT NULL AND a.email IS NOT c.previous ->> 'email'`;
const MOVED = `SELECT a.id ${OF_MOVED}`;
const LEFT = `SELECT 'hands:' || :id || ':a' || min(a.id) AS dedupe_key,
    c.previous ->> 'email' AS to_address
  ${OF_MOVED} AND c.previous ->> 'email' IS NOT NULL GROUP BY c.previous ->> 'email'`;

/** The statements that end the access of those whose address the load `id` changed. */
export function endAccessOfMoved(id: string, nowMs: number) {
  return endAccessOf(MOVED, { id }, nowMs);
}

/** The statement that writes to the addresses that the load `id` took from affiliates. */
export function tellMailboxesLeft(id: string, notice: Notice, nowMs: number) {
  return enqueueEach({ query: LEFT, args: { id } }, { kind: "hands", ...notice }, nowMs);
}

/** What `endAccessOfMoved` does, for the affiliates whose ids the subquery `moved` gives by `args`. */
export function endAccessOf(moved: string, args: EndedAccess["args"], nowMs: number) {
  const users = `SELECT id FROM users WHERE affiliate_id IN (${moved})`;
  const links = `affiliate_id IN (${moved})`;
  return endAccounts({ links, users, newcomers: users, args }, nowMs);
}
