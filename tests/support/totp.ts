import { Secret, TOTP } from "otpauth";

/** The code of an instant in milliseconds, as an authenticator shows it. */
export function totpCode(secret: string, nowMs: number): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 });
  return totp.generate({ timestamp: nowMs });
}
