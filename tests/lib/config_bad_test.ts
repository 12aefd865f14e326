import { assertMatch, assertRejects } from "@std/assert";
import { ConfigError, readConfig } from "../../lib/config.ts";

Deno.test("values that only look right are refused", async () => {
  const bad = [
    ["TRUSTED_PROXIES", "banana"],
    ["MAIL_FROM", "a@b.co, c@d.co"],
    ["MAIL_FROM", "a@b@c"],
    ["DATABASE_URL", "libsql:"],
    ["MAIL_URL", "smtp:x y"],
  ];
  for (const [name = "", value = ""] of bad) {
    const settings = { SESSION_SECRETS: "x".repeat(32), [name]: value };
    const error = await assertRejects(() => readConfig(settings), ConfigError);
    assertMatch(error.message, new RegExp(`^${name}: `));
  }
});
