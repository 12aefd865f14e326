import { assert, assertEquals } from "@std/assert";
import { type JWTPayload, SignJWT } from "jose";
import { codeFor, isCodeFor, tokenSigner } from "../../../lib/codes/signed_token.ts";

const SECRET = "a secret of thirty-two bytes or more";
const OLD_SECRET = "an older secret, of thirty-two bytes or more";
const NOW = Date.parse("2026-04-01T15:00:00Z");
const NOW_SECONDS = NOW / 1000;
const HOUR = 3_600_000;

/** Claims as somebody else may set them: a name without a value, too. */
type Claims = { [Name in keyof JWTPayload]: JWTPayload[Name] | undefined };

/** A token made by hand, right in all but what the wish changes. */
async function forge(
  wish: { alg?: string; typ?: string; secret?: string; claims?: Claims } = {},
): Promise<string> {
  const { alg = "HS256", typ = "session", secret = SECRET, claims = {} } = wish;
  const whole = { sid: "1", aud: "session", iat: NOW_SECONDS, exp: NOW_SECONDS + 60, ...claims };
  const present = Object.entries(whole).filter(([, value]) => value !== undefined);
  return await new SignJWT(Object.fromEntries(present)).setProtectedHeader({ alg, typ })
    .sign(new TextEncoder().encode(secret));
}

function base64url(value: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}

async function read(token: string, nowMs = NOW): Promise<JWTPayload | undefined> {
  return await tokenSigner([SECRET, OLD_SECRET], "session").read(token, nowMs);
}

Deno.test("a token that was signed is read until it expires", async () => {
  const token = await tokenSigner([SECRET], "session").sign({ sid: "1" }, NOW, HOUR);
  const claims = { sid: "1", aud: "session", iat: NOW_SECONDS, exp: NOW_SECONDS + 3600 };
  assertEquals(await read(token), claims);
  assertEquals(await read(token, NOW + HOUR - 1000), claims);
  assertEquals(await read(token, NOW + HOUR), undefined);
});

Deno.test("the token made by hand is right, so that each change alone is what is refused", async () => {
  assertEquals((await read(await forge()))?.sid, "1");
});

Deno.test("a token of another purpose is not read", async () => {
  const token = await tokenSigner([SECRET], "activation").sign({ sid: "1" }, NOW, HOUR);
  assertEquals(await read(token), undefined);
  assertEquals(await read(await forge({ typ: "activation" })), undefined);
  assertEquals(await read(await forge({ claims: { aud: "activation" } })), undefined);
  assertEquals(await read(await forge({ claims: { aud: undefined } })), undefined);
});

Deno.test("S3: no other algorithm is read, and a token without a signature is not", async () => {
  const [header, payload, signature] = (await forge()).split(".");
  const none = base64url({ alg: "none", typ: "session" });
  const refused = [
    await forge({ alg: "HS384", secret: SECRET.repeat(2) }),
    await forge({ alg: "HS512", secret: SECRET.repeat(2) }),
    `${none}.${payload}.`,
    `${none}.${payload}.${signature}`,
    `${header}.${payload}.`,
    `${header}.${payload}`,
    `${base64url({ alg: "HS512", typ: "session" })}.${payload}.${signature}`,
  ];
  for (const token of refused) assertEquals(await read(token), undefined, token);
});

Deno.test("a changed payload is not read", async () => {
  const [header, , signature] = (await forge()).split(".");
  const claims = { sid: "2", aud: "session", iat: NOW_SECONDS, exp: NOW_SECONDS + 60 };
  assertEquals(await read(`${header}.${base64url(claims)}.${signature}`), undefined);
});

Deno.test("S4: a token must say when it ends and when it was made, in numbers and in time", async () => {
  const refused = [
    { exp: undefined },
    { iat: undefined },
    { exp: NOW_SECONDS - 1 },
    { exp: NOW_SECONDS },
    { iat: NOW_SECONDS + 60, exp: NOW_SECONDS + 120 },
    { nbf: NOW_SECONDS + 60 },
  ];
  for (const claims of refused) {
    assertEquals(await read(await forge({ claims })), undefined, JSON.stringify(claims));
  }
  const payload = base64url({ sid: "1", aud: "session", iat: NOW_SECONDS, exp: "mañana" });
  const header = base64url({ alg: "HS256", typ: "session" });
  const signature = await hs256(`${header}.${payload}`);
  assertEquals(await read(`${header}.${payload}.${signature}`), undefined);
});

async function hs256(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(SECRET);
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytes, algorithm, false, ["sign"]);
  const signature = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(text));
  return new Uint8Array(signature).toBase64({ alphabet: "base64url", omitPadding: true });
}

Deno.test("an old secret still reads, new tokens are signed with the newest", async () => {
  assertEquals((await read(await forge({ secret: OLD_SECRET })))?.sid, "1");
  const token = await tokenSigner([SECRET, OLD_SECRET], "session").sign({ sid: "1" }, NOW, HOUR);
  assert(await tokenSigner([SECRET], "session").read(token, NOW));
  assertEquals(await tokenSigner([OLD_SECRET], "session").read(token, NOW), undefined);
  assertEquals(await read(await forge({ secret: `${SECRET}!` })), undefined);
});

Deno.test("what is no token at all is not read", async () => {
  const texts = ["", ".", "..", "...", "a.b.c", "null", "{}", "ñ.ñ.ñ", "a".repeat(10_000)];
  for (const text of texts) assertEquals(await read(text), undefined, text);
});

Deno.test("a code is made for one text, and an old secret still recognises it", () => {
  const code = codeFor([SECRET, OLD_SECRET], "sesión 1");
  assertEquals(code, codeFor([SECRET], "sesión 1"));
  assert(isCodeFor([SECRET], "sesión 1", code));
  assert(isCodeFor(["a newer secret of thirty-two bytes or more", SECRET], "sesión 1", code));
  const wrong = [code.slice(0, -1), `${code}0`, code.toUpperCase(), "", "0".repeat(64)]
    .concat("ñ".repeat(32));
  for (const one of wrong) assertEquals(isCodeFor([SECRET], "sesión 1", one), false, one);
  assertEquals(isCodeFor([SECRET], "sesión 2", code), false);
  assertEquals(isCodeFor([OLD_SECRET], "sesión 1", code), false);
});
