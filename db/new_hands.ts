/*
 * A provider whose address on file or legal representative changes is in new hands: links in an old
 * mailbox end, the representative's sessions end, and the account must be activated anew by a link to
 * the address that is on file now. A new representative does not inherit the second factor and passkeys
 * of the one before. `:changed` is a JSON list of `{nit, email?, representative_id?}`, `:now` an instant.
 */

const NEW_HANDS = `
  SELECT p.id FROM json_each(:changed) AS wanted JOIN providers AS p ON p.nit = wanted.value ->> 'nit'
  WHERE wanted.value -> 'email' IS NOT NULL OR wanted.value -> 'representative_id' IS NOT NULL`;

const NEW_PERSON = `
  SELECT p.id FROM json_each(:changed) AS wanted JOIN providers AS p ON p.nit = wanted.value ->> 'nit'
  WHERE wanted.value -> 'representative_id' IS NOT NULL`;

function representativesOf(providers: string): string {
  return `SELECT user_id FROM memberships WHERE role = 'representante' AND provider_id IN (${providers})`;
}

const THEIRS = representativesOf(NEW_HANDS);
const NEWCOMERS = representativesOf(NEW_PERSON);

/** The statements for the batch that writes the change. */
export function endAccess(
  changed: string,
  nowMs: number,
): { sql: string; args: Record<string, string | number> }[] {
  return END_ACCESS.map((sql) => ({
    sql,
    args: { changed, ...(sql.includes(":now") && { now: nowMs }) },
  }));
}

const END_ACCESS = [
  `UPDATE activation_tokens SET voided_at = :now
   WHERE used_at IS NULL AND voided_at IS NULL AND provider_id IN (${NEW_HANDS})`,
  `UPDATE password_resets SET voided_at = :now
   WHERE used_at IS NULL AND voided_at IS NULL AND user_id IN (${THEIRS})`,
  `UPDATE email_changes SET voided_at = :now
   WHERE used_at IS NULL AND voided_at IS NULL AND user_id IN (${THEIRS})`,
  `UPDATE sessions SET ended_at = :now WHERE ended_at IS NULL AND user_id IN (${THEIRS})`,
  `UPDATE users SET activated_at = NULL WHERE id IN (${THEIRS})`,
  `UPDATE users SET totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = NULL
   WHERE id IN (${NEWCOMERS})`,
  `DELETE FROM recovery_codes WHERE user_id IN (${NEWCOMERS})`,
  `DELETE FROM passkeys WHERE user_id IN (${NEWCOMERS})`,
];
