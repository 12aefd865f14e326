/*
 * A provider whose address on file or legal representative changes is in new hands: links in an old
 * mailbox end, the representative's sessions and open invitations end, and the account must be
 * activated again by a link to the address that is now on file. A new representative does not
 * inherit the second factor and passkeys of the one before.
 */

/** Which providers, as subqueries over their ids that use the arguments of the batch. */
export type NewHands = {
  /** Their address or their representative changed. */
  changed: string;
  /** Their representative changed. */
  newPerson: string;
  args: Record<string, string | number>;
};

/** The statements that end access, for the batch that writes the change. */
export function endAccess(
  { changed, newPerson, args }: NewHands,
  nowMs: number,
): { sql: string; args: Record<string, string | number> }[] {
  const theirs = representativesOf(changed);
  const newcomers = representativesOf(newPerson);
  return [
    ...[
      `UPDATE activation_tokens SET voided_at = :now
       WHERE used_at IS NULL AND voided_at IS NULL AND provider_id IN (${changed})`,
      `UPDATE password_resets SET voided_at = :now
       WHERE used_at IS NULL AND voided_at IS NULL AND user_id IN (${theirs})`,
      `UPDATE email_changes SET voided_at = :now
       WHERE used_at IS NULL AND voided_at IS NULL AND user_id IN (${theirs})`,
      `UPDATE invitations SET voided_at = :now
       WHERE used_at IS NULL AND voided_at IS NULL AND invited_by IN (${theirs})`,
      `UPDATE sessions SET ended_at = :now WHERE ended_at IS NULL AND user_id IN (${theirs})`,
    ].map((sql) => ({ sql, args: { ...args, now: nowMs } })),
    ...[
      `UPDATE users SET activated_at = NULL WHERE id IN (${theirs})`,
      `UPDATE users SET totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = NULL
       WHERE id IN (${newcomers})`,
      `DELETE FROM recovery_codes WHERE user_id IN (${newcomers})`,
      `DELETE FROM passkeys WHERE user_id IN (${newcomers})`,
    ].map((sql) => ({ sql, args })),
  ];
}

function representativesOf(providers: string): string {
  return `SELECT user_id FROM memberships WHERE role = 'representante' AND provider_id IN (${providers})`;
}
