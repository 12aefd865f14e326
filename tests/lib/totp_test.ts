import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { newTotpSecret, totpAddress, totpStep } from "../../lib/totp.ts";
import { totpCode } from "../support/totp.ts";

/** The secret of RFC 6238, appendix B: "12345678901234567890" in base32. */
const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const STEP_MS = 30_000;

Deno.test("codes are those of RFC 6238, the last six digits", () => {
  const cases: [number, string][] = [
    [59, "287082"],
    [1111111109, "081804"],
    [1111111111, "050471"],
    [1234567890, "005924"],
    [2000000000, "279037"],
    [20000000000, "353130"],
  ];
  for (const [seconds, code] of cases) {
    assertEquals(totpStep(SECRET, code, seconds * 1000), Math.floor(seconds / 30));
  }
});

Deno.test("a code belongs to its step, and is accepted one step early or late, not two", () => {
  const nowMs = 1111111111 * 1000;
  const step = Math.floor(nowMs / STEP_MS);
  const taken = [-2, -1, 0, 1, 2].map((steps) =>
    totpStep(SECRET, totpCode(SECRET, nowMs + steps * STEP_MS), nowMs)
  );
  assertEquals(taken, [undefined, step - 1, step, step + 1, undefined]);
});

Deno.test("spaces do not count, anything but six digits is no code", () => {
  const nowMs = 59_000;
  assertEquals(totpStep(SECRET, " 287 082 ", nowMs), 1);
  for (const typed of ["", "28708", "2870820", "28708a", "٢٨٧٠٨٢", "287082\u0000", "2.87e5"]) {
    assertEquals(totpStep(SECRET, typed, nowMs), undefined, typed);
  }
});

Deno.test("a secret is 160 random bits in base32, and another one each time", () => {
  const secret = newTotpSecret();
  assertMatch(secret, /^[A-Z2-7]{32}$/);
  assertNotEquals(secret, newTotpSecret());
  assertEquals(totpStep(secret, totpCode(secret, 1_000_000), 1_000_000), 33);
});

Deno.test("an authenticator reads issuer, label and secret, whatever signs they hold", () => {
  const address = new URL(totpAddress(SECRET, "Zona Ser Mutual Ser", "ana@ips.example"));
  assertEquals(address.protocol, "otpauth:");
  assertEquals(address.searchParams.get("secret"), SECRET);
  assertEquals(address.searchParams.get("issuer"), "Zona Ser Mutual Ser");
  assertMatch(decodeURIComponent(address.href), /Zona Ser Mutual Ser:ana@ips\.example/);
  const strange = new URL(totpAddress(SECRET, "A&B=C?", "x#y&secret=AAAA"));
  assertEquals(strange.searchParams.getAll("secret"), [SECRET]);
});
