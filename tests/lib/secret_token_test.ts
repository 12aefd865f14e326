import { assertEquals, assertMatch } from "@std/assert";
import { newSecretToken, sha256 } from "../../lib/secret_token.ts";

Deno.test("a token is 192 random bits that fit into a link", () => {
  const token = newSecretToken();
  assertMatch(token, /^[A-Za-z0-9_-]{32}$/);
  assertEquals(Uint8Array.fromBase64(token, { alphabet: "base64url" }).length, 24);
});

Deno.test("a token has the prefix that was asked for", () => {
  assertMatch(newSecretToken("zs_"), /^zs_[A-Za-z0-9_-]{32}$/);
});

Deno.test("no token comes twice, and none is a UUID", () => {
  const tokens = Array.from({ length: 1000 }, () => newSecretToken());
  assertEquals(new Set(tokens).size, 1000);
});

Deno.test("what is stored of a text is its SHA-256 in hexadecimal", () => {
  assertEquals(
    sha256("abc"),
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
  assertEquals(
    sha256(""),
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  );
});
