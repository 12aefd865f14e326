import { assertEquals, assertNotEquals } from "@std/assert";
import { seal, sealForAddress, unseal, unsealFromAddress } from "../../lib/sealed.ts";

const OLD = "an old secret of thirty-two bytes or more";
const NEW = "a new secret of thirty-two bytes or more";
const TEXT = "JBSWY3DPEHPK3PXP ñ 🐯";

Deno.test("a sealed text can be read for its purpose, and shows nothing of itself", async () => {
  const sealed = await seal([NEW], "totp of 1", TEXT);
  assertEquals(await unseal([NEW], "totp of 1", sealed), TEXT);
  assertEquals(sealed.includes("JBSWY"), false);
  assertEquals(
    Uint8Array.fromBase64(sealed).length,
    12 + new TextEncoder().encode(TEXT).length + 16,
  );
  assertEquals(await unseal([NEW], "x", await seal([NEW], "x", "")), "");
});

Deno.test("the same text is sealed differently each time", async () => {
  assertNotEquals(await seal([NEW], "x", TEXT), await seal([NEW], "x", TEXT));
});

Deno.test("for another purpose, or with another secret, it cannot be read", async () => {
  const sealed = await seal([NEW], "totp of 1", TEXT);
  assertEquals(await unseal([NEW], "totp of 2", sealed), undefined);
  assertEquals(await unseal([OLD], "totp of 1", sealed), undefined);
  assertEquals(await unseal([], "totp of 1", sealed), undefined);
});

Deno.test("S12: what an old secret sealed can be read while it is in the list, and new texts are sealed with the newest", async () => {
  const before = await seal([OLD], "x", TEXT);
  assertEquals(await unseal([NEW, OLD], "x", before), TEXT);
  assertEquals(await unseal([NEW], "x", before), undefined);
  const after = await seal([NEW, OLD], "x", TEXT);
  assertEquals(await unseal([NEW], "x", after), TEXT);
  assertEquals(await unseal([OLD], "x", after), undefined);
});

Deno.test("one flipped bit, wherever it is, or a missing end makes it unreadable", async () => {
  const bytes = Uint8Array.fromBase64(await seal([NEW], "x", "secreto"));
  for (const place of bytes.keys()) {
    const changed = bytes.slice();
    changed[place] = (changed[place] ?? 0) ^ 1;
    assertEquals(await unseal([NEW], "x", changed.toBase64()), undefined, String(place));
  }
  for (const length of [0, 11, 12, 27, bytes.length - 1]) {
    assertEquals(await unseal([NEW], "x", bytes.slice(0, length).toBase64()), undefined);
  }
});

Deno.test("for an address it is sealed in letters that need no escaping, and anything else is read as nothing", async () => {
  const texts = Array.from({ length: 60 }, (_, length) => "ñ?".repeat(length));
  for (const text of texts) {
    const sealed = await sealForAddress([NEW], "x", text);
    assertEquals(encodeURIComponent(sealed), sealed);
    assertEquals(await unsealFromAddress([NEW], "x", sealed), text);
    assertEquals(await unsealFromAddress([NEW], "y", sealed), undefined);
  }
  for (
    const typed of ["", "a", "abcde", "ab cd", "ab+/", "=", "%00", "á".repeat(40), "_".repeat(60)]
  ) {
    assertEquals(await unsealFromAddress([NEW], "x", typed), undefined, typed);
  }
});
