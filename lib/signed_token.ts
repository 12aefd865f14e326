import { timingSafeEqual } from "node:crypto";
import { errors, type JWTPayload, jwtVerify, SignJWT } from "jose";

const ALGORITHM = "HS256";

/** Signs and reads short-lived tokens of one purpose; a token of another purpose is never read. */
export type TokenSigner = {
  /** `claims` must be no secret; `nowMs` and `lifetimeMs` set `iat` and `exp`. */
  sign(claims: JWTPayload, nowMs: number, lifetimeMs: number): Promise<string>;
  /** The claims, or undefined where the token is not ours, changed, expired or for something else. */
  read(token: string, nowMs: number): Promise<JWTPayload | undefined>;
};

/** `secrets`: newest first; new tokens use the first, old ones are read with any. */
export function tokenSigner(secrets: string[], purpose: string): TokenSigner {
  const keys = secrets.map((secret) => new TextEncoder().encode(secret));
  const [newest = new Uint8Array()] = keys;
  return {
    sign: async (claims, nowMs, lifetimeMs) => {
      const issuedAt = Math.floor(nowMs / 1000);
      return await new SignJWT(claims)
        .setProtectedHeader({ alg: ALGORITHM, typ: purpose })
        .setAudience(purpose)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + Math.floor(lifetimeMs / 1000))
        .sign(newest);
    },
    read: async (token, nowMs) => {
      for (const key of keys) {
        const claims = await readWith(key, token, purpose, nowMs);
        if (claims) return claims;
      }
    },
  };
}

async function readWith(
  key: Uint8Array,
  token: string,
  purpose: string,
  nowMs: number,
): Promise<JWTPayload | undefined> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [ALGORITHM],
      audience: purpose,
      typ: purpose,
      requiredClaims: ["exp", "iat"],
      currentDate: new Date(nowMs),
    });
    const isFromTheFuture = (payload.iat ?? 0) > Math.ceil(nowMs / 1000);
    return isFromTheFuture ? undefined : payload;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** A code that only we can make for a text: hexadecimal HMAC-SHA-256 under the newest secret. */
export async function codeFor(secrets: string[], text: string): Promise<string> {
  const [newest = ""] = secrets;
  return await hmac(newest, text);
}

/** Whether a code was made for the text under any of the secrets, compared in constant time. */
export async function isCodeFor(secrets: string[], text: string, code: string): Promise<boolean> {
  const codes = await Promise.all(secrets.map((secret) => hmac(secret, text)));
  return codes.some((expected) => isEqualText(expected, code));
}

async function hmac(secret: string, text: string): Promise<string> {
  const bytes = new TextEncoder().encode(secret);
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytes, algorithm, false, ["sign"]);
  const signature = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(text));
  return new Uint8Array(signature).toHex();
}

function isEqualText(one: string, other: string): boolean {
  const [bytes, others] = [new TextEncoder().encode(one), new TextEncoder().encode(other)];
  return bytes.length === others.length && timingSafeEqual(bytes, others);
}
