import { endProgramsSql } from "../programs/ends.ts";

/** Whose access ends, as SQL that uses the arguments of the batch. */
export type EndedAccess = {
  /** A condition on `activation_tokens`: links in an old mailbox. */
  links: string;
  /** A subquery of the ids of their accounts. */
  users: string;
  /** Of these, who keep no second factor and no passkeys. */
  newcomers: string;
  args: Record<string, string | number | null>;
};

/**
 * The statements that end access, for the batch that writes the change: links and open invitations are
 * void, sessions, tokens and webhooks end, and the account must be activated again by a link to the address
 * that is now on file.
 */
export function endAccounts(
  { links, users, newcomers, args }: EndedAccess,
  nowMs: number,
): { sql: string; args: EndedAccess["args"] }[] {
  return [
    ...[
      `UPDATE activation_tokens SET voided_at = :now
       WHERE used_at IS NULL AND voided_at IS NULL AND ${links}`,
      `UPDATE password_resets SET voided_at = :now
       WHERE used_at IS NULL AND voided_at IS NULL AND user_id IN (${users})`,
      `UPDATE email_changes SET voided_at = :now
       WHERE used_at IS NULL AND voided_at IS NULL AND user_id IN (${users})`,
      `UPDATE invitations SET voided_at = :now
       WHERE used_at IS NULL AND voided_at IS NULL AND invited_by IN (${users})`,
      `UPDATE sessions SET ended_at = :now WHERE ended_at IS NULL AND user_id IN (${users})`,
      ...endProgramsSql({ people: users }),
    ].map((sql) => ({ sql, args: { ...args, now: nowMs } })),
    { sql: `UPDATE users SET activated_at = NULL WHERE id IN (${users})`, args },
    ...[
      `UPDATE users SET totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = NULL
       WHERE id IN (${newcomers})`,
      `DELETE FROM recovery_codes WHERE user_id IN (${newcomers})`,
      `DELETE FROM passkeys WHERE user_id IN (${newcomers})`,
    ].map((sql) => ({ sql, args })),
  ];
}
