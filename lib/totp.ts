import { Secret, TOTP } from "otpauth";

const STEP_SECONDS = 30;
const SECRET_BYTES = 20;

/** A new secret for time-based codes (TOTP, RFC 6238), in base32. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What an authenticator reads from a QR code. */
export function totpAddress(secret: string, issuer: string, label: string): string {
  return totpOf(secret, issuer, label).toString();
}

/**
 * The time step that a code of six digits belongs to: now, the one before or the one after;
 * undefined where it belongs to none of them. Spaces are ignored.
 */
export function totpStep(secret: string, typed: string, nowMs: number): number | undefined {
  const token = typed.replace(/\s/g, "");
  if (!/^\d{6}$/.test(token)) return undefined;
  const delta = totpOf(secret).validate({ token, timestamp: nowMs, window: 1 });
  return delta === null ? undefined : Math.floor(nowMs / 1000 / STEP_SECONDS) + delta;
}

function totpOf(secret: string, issuer = "", label = "") {
  const key = Secret.fromBase32(secret);
  return new TOTP({ secret: key, issuer, label, digits: 6, period: STEP_SECONDS });
}
