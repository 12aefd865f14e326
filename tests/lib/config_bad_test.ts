import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { ConfigError, readConfig } from "../../lib/config.ts";

Deno.test("values that only look right are refused", async () => {
  const bad = [
    ["TRUSTED_PROXIES", "banana"],
    ["TRUSTED_PROXIES", "10.0.0.0/33"],
    ["TRUSTED_PROXIES", "10.0.0.1, 10.0.0.0/8/8"],
    ["PREVIEW_HOSTS", "*"],
    ["PREVIEW_HOSTS", "*.net"],
    ["PREVIEW_HOSTS", "a.*.example"],
    ["PREVIEW_HOSTS", "https://a.example"],
    ["PREVIEW_HOSTS", "a.example:8000"],
    ["PREVIEW_HOSTS", "a.example"], // without a BASE_URL of https
    ["MAIL_FROM", "a@b.co, c@d.co"],
    ["MAIL_FROM", "a@b@c"],
    ["MAIL_FROM", "Zona \u202eSer <a@b.co>"],
    ["EPS_NAME", "Mutual \u202eSer"],
    ["EPS_HOURS", "8 a. m.\u2028a 5 p. m."],
    ["DATABASE_URL", "libsql:"],
    ["DATABASE_URL", "file:"],
    ["DATABASE_URL", "file::memory:"],
    ["DATABASE_URL", "file:datos?mode=memory"],
    ["MAIL_URL", "smtp:x y"],
    ["BACKUP_PASSPHRASE", "🔑".repeat(19)],
  ];
  for (const [name = "", value = ""] of bad) {
    const settings = { SESSION_SECRETS: "x".repeat(32), [name]: value };
    const error = await assertRejects(() => readConfig(settings), ConfigError);
    assertMatch(error.message, new RegExp(`^${name}: `));
  }
});

Deno.test("K4: a database is never reached in clear text, except on this machine", async () => {
  const settings = { SESSION_SECRETS: "x".repeat(32) };
  const clear = ["http://db.example", "http://10.0.0.1:8080", "http://localhost.evil.example"]
    .concat(
      "ws://db.example",
      "wss://db.example",
      "ws://127.0.0.1",
      "http://127.0.0.1.evil.example",
    )
    .concat("http://user@db.example", "HTTP://db.example", "ftp://db.example", "db.example");
  for (const url of clear) {
    for (const name of ["DATABASE_URL", "DATABASE_REPLICA_URL"]) {
      const error = await assertRejects(
        () => readConfig({ ...settings, [name]: url }),
        ConfigError,
      );
      assertMatch(error.message, new RegExp(`^${name}: must be`));
    }
  }
  for (const url of ["https://db.example", "libsql://db.example", "http://127.0.0.1:8080"]) {
    assertEquals((await readConfig({ ...settings, DATABASE_URL: url })).database.url, url);
  }
});
