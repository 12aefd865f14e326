import type { Db } from "../../../db/client.ts";

/** Gives every affiliate with an account a second factor, a recovery code and a passkey. */
export async function addSecondFactor(db: Db): Promise<void> {
  await db.$client.batch([
    `UPDATE users SET totp_secret = 'secret', totp_confirmed_at = 1 WHERE affiliate_id IS NOT NULL`,
    `INSERT INTO recovery_codes (code_sha256, user_id, created_at)
     SELECT 'code ' || id, id, 1 FROM users WHERE affiliate_id IS NOT NULL`,
    `INSERT INTO passkeys (id, user_id, public_key, counter, transports, name, created_at)
     SELECT 'key ' || id, id, 'key', 0, '', 'phone', 1 FROM users WHERE affiliate_id IS NOT NULL`,
  ], "write");
}

/** Whether each affiliate with an account still has them, by number; throws where only some are left. */
export async function secondFactorsOf(db: Db): Promise<boolean[]> {
  const { rows } = await db.$client.execute(`
    SELECT (u.totp_secret IS NOT NULL) + EXISTS (SELECT 1 FROM recovery_codes WHERE user_id = u.id)
      + EXISTS (SELECT 1 FROM passkeys WHERE user_id = u.id) AS count
    FROM users AS u WHERE u.affiliate_id IS NOT NULL ORDER BY u.affiliate_id`);
  return rows.map(({ count }) => {
    if (count !== 0 && count !== 3) throw new Error(`${count} of 3 are left`);
    return count === 3;
  });
}
