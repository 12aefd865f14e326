import { endAccounts } from "../accounts/end_access.ts";

/*
 * An affiliate whose address on file is changed registers again: whoever reads the old mailbox, or got
 * the new one put on file, must know the password that goes with its link.
 */

/** Whether the load `:id` changed the address of the affiliate `a`. */
const IS_CHANGED = `EXISTS (
  SELECT 1 FROM load_record_changes AS c
  WHERE c.load_id = :id AND c.kind = 'affiliates'
    AND c.code = a.document_type || ' ' || a.document_number
    AND c.previous IS NOT NULL AND a.email IS NOT c.previous ->> 'email')`;

/** The statements that end the access of those whose address the load `id` changed; cost by accounts. */
export function endAccessOfMoved(id: string, nowMs: number) {
  const users = `SELECT u.id FROM users AS u JOIN affiliates AS a ON a.id = u.affiliate_id
    WHERE u.affiliate_id IS NOT NULL AND ${IS_CHANGED}`;
  const links = `affiliate_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM affiliates AS a WHERE a.id = activation_tokens.affiliate_id AND ${IS_CHANGED})`;
  return endAccounts({ links, users, args: { id } }, nowMs);
}
