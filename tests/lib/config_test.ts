import { assert, assertEquals, assertMatch, assertNotMatch, assertRejects } from "@std/assert";
import { ConfigError, readConfig } from "../../lib/config.ts";
import { SETTING_NAMES } from "../../lib/config/settings.ts";

const SECRET = "a secret of thirty-two bytes or more";

/** Reads settings over a secret that is given, so that none is made. */
async function read(environment: Record<string, string> = {}) {
  return await readConfig({ SESSION_SECRETS: SECRET, ...environment });
}

Deno.test("every setting but the secret and the insurer has its default", async () => {
  assertEquals(await read(), {
    port: 8000,
    hostname: "127.0.0.1",
    baseUrl: "http://localhost:8000",
    database: { url: "file:data/zona-ser.db" },
    sessionSecrets: [SECRET],
    mail: { url: "file:data/outbox", from: "Zona Ser <zona-ser@localhost.localdomain>" },
    previewHosts: [],
    trustedProxies: [],
    keepPqrsDays: 1826,
    keepFormulasDays: 365,
    allowsLoopback: false,
    keepDraftDays: 30,
    keepEnrolmentDays: 365,
    eps: {},
  });
});

Deno.test("the settings are those of the contract, the e-mail of attention, how long PQRS and enrolments stay, previews, and webhooks for trials", () => {
  assertEquals(SETTING_NAMES.toSorted(), [
    "BACKUP_PASSPHRASE",
    "BASE_URL",
    "DATABASE_AUTH_TOKEN",
    "DATABASE_REPLICA_URL",
    "DATABASE_URL",
    "EPS_EMAIL",
    "EPS_HOURS",
    "EPS_NAME",
    "EPS_NIT",
    "EPS_PHONE",
    "HOST",
    "KEEP_DRAFT_DAYS",
    "KEEP_ENROLMENT_DAYS",
    "KEEP_FORMULAS_DAYS",
    "KEEP_PQRS_DAYS",
    "MAIL_FROM",
    "MAIL_URL",
    "PORT",
    "PREVIEW_HOSTS",
    "SESSION_SECRETS",
    "TRUSTED_PROXIES",
    "WEBHOOKS_TO_LOOPBACK",
  ]);
});

Deno.test("where the disk does not last, a database or mails in a file are refused, also forgotten ones", async () => {
  const remote = { DATABASE_URL: "libsql://pagos.turso.example", MAIL_URL: "smtps://mail.example" };
  const judge = (changed: Record<string, string>) =>
    readConfig({ SESSION_SECRETS: SECRET, ...remote, ...changed }, { diskLasts: false });
  assertEquals((await judge({})).database, { url: remote.DATABASE_URL });
  for (const name of ["DATABASE_URL", "MAIL_URL"]) {
    for (const value of ["", "file:data/x"]) {
      const message = `${name}: file: is lost on Deno Deploy, whose disk does not last`;
      await assertRejects(() => judge({ [name]: value }), ConfigError, message);
    }
  }
});

Deno.test("what is set is read, and an empty value counts as absent", async () => {
  const config = await read({
    PORT: "9000",
    HOST: "",
    BASE_URL: "https://pagos.eps.example",
    DATABASE_URL: "libsql://pagos.turso.example",
    DATABASE_REPLICA_URL: "http://127.0.0.1:8080",
    DATABASE_AUTH_TOKEN: "token",
    SESSION_SECRETS: `${SECRET} 2, ${SECRET}`,
    MAIL_URL: "smtps://user:clave@mail.eps.example:465",
    MAIL_FROM: "Pagos <pagos@eps.example>",
    TRUSTED_PROXIES: "10.0.0.1, ::1, 172.16.0.0/12, 2001:db8::/32",
    EPS_NAME: "Nueva EPS",
    EPS_NIT: "900156264-2",
    EPS_EMAIL: "atencion@eps.example",
  });
  assertEquals([config.port, config.hostname], [9000, "127.0.0.1"]);
  assertEquals(config.baseUrl, "https://pagos.eps.example");
  assertEquals(config.database, {
    url: "libsql://pagos.turso.example",
    replicaUrl: "http://127.0.0.1:8080",
    authToken: "token",
  });
  assertEquals(config.sessionSecrets, [`${SECRET} 2`, SECRET]);
  assertEquals(config.mail.from, "Pagos <pagos@eps.example>");
  assertEquals(config.trustedProxies, ["10.0.0.1", "::1", "172.16.0.0/12", "2001:db8::/32"]);
  const { name, nit, email } = config.eps;
  assertEquals([name, nit, email], ["Nueva EPS", "900156264-2", "atencion@eps.example"]);
});

Deno.test("the address follows the port where none is set", async () => {
  assertEquals((await read({ PORT: "8123" })).baseUrl, "http://localhost:8123");
});

Deno.test("a bad value is one line that names its variable and keeps the value to itself", async () => {
  const bad: [name: string, values: string[]][] = [
    ["PORT", ["abc", "65536", "-1", "0", "00", "80.5", "0x50", " 8000", "８０"]],
    ["BASE_URL", ["pagos.example", "ftp://a.example", "https://a.example/", "https://a.example/x"]],
    ["BASE_URL", ["javascript:alert(1)", "https://user@a.example", "https://a.example?x=1"]],
    ["DATABASE_URL", ["file:", "data/zona-ser.db", "postgres://a.example/x", "http://a.example"]],
    ["DATABASE_URL", ["http://127.0.0.1.evil.example:8080", "http://localhost@evil.example"]],
    ["DATABASE_REPLICA_URL", ["http://a.example", "x", "mysql://a"]],
    ["SESSION_SECRETS", ["short", "x".repeat(31), `${SECRET},short`, `${SECRET},`, ","]],
    ["MAIL_URL", ["mail.example", "file:", "smtp:", "http://mail.example"]],
    ["MAIL_FROM", ["nobody", "a@b\r\nBcc: x@y.co", "Zona Ser <a>", "Zona Ser <a@b> x"]],
    ["KEEP_FORMULAS_DAYS", ["0", "-1", "1.5", "un año", "100000"]],
    ["EPS_NIT", ["806008394", "abc", "806.008.394-7"]],
    ["EPS_NAME", ["Mutual\nSer", "Mutual\tSer"]],
    ["EPS_EMAIL", ["atencion", "a@b", "a@eps.example?bcc=x@y.example", "A <a@eps.example>"]],
  ];
  for (const [name, values] of bad) {
    for (const value of values) {
      const error = await assertRejects(() => read({ [name]: value }), ConfigError);
      assertMatch(error.message, new RegExp(`^${name}: [^\\n]+$`), `${name}=${value}`);
      if (name !== "EPS_NIT") assert(value.length < 6 || !error.message.includes(value));
    }
  }
});

Deno.test("http reaches loopback only, any other address is https or libsql", async () => {
  const accepted = ["http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080"]
    .concat("https://db.example", "libsql://db.example", "file:data/x.db", "file:/srv/x.db");
  for (const url of accepted) assertEquals((await read({ DATABASE_URL: url })).database.url, url);
});

Deno.test("a secret is counted in bytes", async () => {
  assertEquals((await read({ SESSION_SECRETS: "ñ".repeat(16) })).sessionSecrets, ["ñ".repeat(16)]);
  assertEquals((await read({ SESSION_SECRETS: "x".repeat(32) })).sessionSecrets.length, 1);
  const error = await assertRejects(() => read({ SESSION_SECRETS: "x".repeat(31) }), ConfigError);
  assertNotMatch(error.message, /xxx/);
});
