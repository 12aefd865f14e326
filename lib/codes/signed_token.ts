import { createHmac, timingSafeEqual } from "node:crypto";
import type { JWTPayload } from "jose";
import { setNewest } from "../newest.ts";

const ALGORITHM = "HS256";
/**
 * How many tokens are remembered as correctly signed: a signature that was right once stays right,
 * and checking it costs more than the rest of a request.
 */
const MAX_VERIFIED = 10_000;

/** Signs and reads short-lived tokens of one purpose; a token of another purpose is never read. */
export type TokenSigner = {
  /** `claims` must not be secret; `nowMs` and `lifetimeMs` set `iat` and `exp`. */
  sign(claims: JWTPayload, nowMs: number, lifetimeMs: number): Promise<string>;
  /**
   * The claims; undefined where the token is not ours, was changed, has expired, or is for another
   * purpose.
   */
  read(token: string, nowMs: number): Promise<JWTPayload | undefined>;
};

/** `secrets`: newest first; new tokens use the first, old ones are read with any. */
export function tokenSigner(secrets: string[], purpose: string): TokenSigner {
  const keys = secrets.map((secret) => new TextEncoder().encode(secret));
  const [newest = new Uint8Array()] = keys;
  const verified = new Map<string, JWTPayload>();
  return {
    sign: async (claims, nowMs, lifetimeMs) => {
      const { SignJWT } = await import("jose");
      const issuedAt = Math.floor(nowMs / 1000);
      return await new SignJWT(claims)
        .setProtectedHeader({ alg: ALGORITHM, typ: purpose })
        .setAudience(purpose)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + Math.floor(lifetimeMs / 1000))
        .sign(newest);
    },
    read: async (token, nowMs) => {
      const known = verified.get(token);
      if (known) return isCurrent(known, nowMs) ? known : undefined;
      for (const key of keys) {
        const claims = await readWith(key, token, purpose, nowMs);
        if (!claims) continue;
        setNewest(verified, MAX_VERIFIED, token, claims);
        return claims;
      }
      return undefined;
    },
  };
}

async function readWith(
  key: Uint8Array,
  token: string,
  purpose: string,
  nowMs: number,
): Promise<JWTPayload | undefined> {
  const { errors, jwtVerify } = await import("jose");
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [ALGORITHM],
      audience: purpose,
      typ: purpose,
      requiredClaims: ["exp", "iat"],
      currentDate: new Date(nowMs),
    });
    return isCurrent(payload, nowMs) ? payload : undefined;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Neither expired (as jose judges it) nor issued in the future. */
function isCurrent({ iat = 0, exp = 0 }: JWTPayload, nowMs: number): boolean {
  return exp > Math.floor(nowMs / 1000) && iat <= Math.ceil(nowMs / 1000);
}

/** A code that only we can make for a text: hexadecimal HMAC-SHA-256 under the newest secret. */
export function codeFor(secrets: string[], text: string): string {
  const [newest = ""] = secrets;
  return hmac(newest, text);
}

/** Whether a code was made for the text under any of the secrets, compared in constant time. */
export function isCodeFor(secrets: string[], text: string, code: string): boolean {
  const codes = secrets.map((secret) => hmac(secret, text));
  return codes.some((expected) => isEqualText(expected, code));
}

function hmac(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}

function isEqualText(one: string, other: string): boolean {
  const [bytes, others] = [new TextEncoder().encode(one), new TextEncoder().encode(other)];
  return bytes.length === others.length && timingSafeEqual(bytes, others);
}
