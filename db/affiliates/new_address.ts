import { endAccounts, type EndedAccess } from "../accounts/end_access.ts";

/*
 * An affiliate whose address on file is changed registers again: whoever reads the old mailbox, or got
 * the new one put on file, must know the password that goes with its link. Her second factor and
 * passkeys go, too: whoever read the old mailbox may have set them up.
 */

/** The numbers of the affiliates whose address the load `:id` changed; cost by what it changed. */
const MOVED = `SELECT a.id FROM load_record_changes AS c
  CROSS JOIN affiliates AS a ON a.document_type = substr(c.code, 1, 2)
    AND a.document_number = substr(c.code, 4)
  WHERE c.load_id = :id AND c.kind = 'affiliates'
    AND c.previous IS NOT NULL AND a.email IS NOT c.previous ->> 'email'`;

/** The statements that end the access of those whose address the load `id` changed. */
export function endAccessOfMoved(id: string, nowMs: number) {
  return endAccessOf(MOVED, { id }, nowMs);
}

/** The same for the affiliates whose ids the subquery `moved` gives by `args`. */
export function endAccessOf(moved: string, args: EndedAccess["args"], nowMs: number) {
  const users = `SELECT id FROM users WHERE affiliate_id IN (${moved})`;
  const links = `affiliate_id IN (${moved})`;
  return endAccounts({ links, users, newcomers: users, args }, nowMs);
}
