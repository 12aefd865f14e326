import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { createApiToken } from "../db/programs/tokens.ts";
import { type Db, openDatabase } from "../db/client.ts";
import { migrateDatabase } from "../db/migrate.ts";
import { parseNit } from "../domain/nit.ts";
import { sha256 } from "../lib/secret_token.ts";
import { holdLock } from "./db/support/lock_holder.ts";
import { command, readUntil, temporaryFolder } from "./db/support/process.ts";
import { startSqld } from "./db/support/sqld.ts";
import { A, load, PROVIDERS } from "./support/files.ts";
import { freePort } from "./support/free_port.ts";
import { addPerson, PASSWORD } from "./support/people.ts";

/* A real process whose real database is killed, stopped or locked while people use it (D1, D2). */

const SQLD_EXISTS = Deno.build.os === "linux" && Deno.build.arch === "x86_64";
const TOKEN = `zs_${"x".repeat(32)}`;
const SENTENCE = "No podemos responder ahora mismo. Inténtelo de nuevo en unos minutos.";
const LIMIT_MS = 5000;
const SIGN_IN = { tipo: "prestador", usuario: A, contrasena: PASSWORD };

/** The process on a database with a provider that can sign in and has a token. */
async function withPortal(url: string) {
  const db = await openDatabase({ url });
  await migrateDatabase(db);
  await load(db, [PROVIDERS()]);
  await addPerson(db, { kind: "representative" }, [[A, "representante"]]);
  await giveToken(db);
  db.$client.close();
  const folder = await temporaryFolder();
  const port = freePort();
  const process = command("main.ts", ["--listen"], {
    DATABASE_URL: url,
    SESSION_SECRETS: "a secret that has thirty-two bytes",
    MAIL_URL: `file:${folder.path}/outbox`,
    PORT: String(port),
  }).spawn();
  await readUntil(process.stdout, (text) => text.includes("\n"));
  const log = process.stderr.cancel();
  const origin = `http://localhost:${port}`;
  const cookie = await signIn(origin);
  return {
    origin,
    cookie,
    async [Symbol.asyncDispose]() {
      process.kill("SIGTERM");
      await Promise.all([process.status, log]);
      await folder[Symbol.asyncDispose]();
    },
  };
}

async function giveToken(db: Db): Promise<void> {
  const nit = parseNit(A);
  assert(nit);
  const token = { tokenSha256: sha256(TOKEN), name: "prueba", expiresOn: null, createdAt: 0 };
  await createApiToken(db, { nit, ...token });
}

async function signIn(origin: string): Promise<string> {
  const answer = await send(origin, "/zona-ser", { form: SIGN_IN });
  assertEquals(answer.status, 303, answer.text);
  return answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ");
}

type Wish = { form?: Record<string, string>; cookie?: string; token?: string };

type Answer = { path: string; status: number; headers: Headers; text: string };

/** Asks, and fails where the whole answer has not come within the five seconds. */
async function send(
  origin: string,
  path: string,
  { form, cookie = "", token }: Wish = {},
): Promise<Answer> {
  const answer = await fetch(origin + path, {
    ...(form && { method: "POST", body: new URLSearchParams(form) }),
    headers: { origin, cookie, ...(token && { authorization: `Bearer ${token}` }) },
    redirect: "manual",
    signal: AbortSignal.timeout(LIMIT_MS),
  });
  return { path, status: answer.status, headers: answer.headers, text: await answer.text() };
}

type Portal = Awaited<ReturnType<typeof withPortal>>;

/** Pages, fragments, forms and the API, all at once. */
function askEverything({ origin, cookie }: Portal) {
  return Promise.all([
    send(origin, "/portal", { cookie }),
    send(origin, "/pagos?desde=01/01/2026&hasta=31/03/2026", { cookie }),
    send(origin, "/export.xlsx?desde=01/01/2026&hasta=31/03/2026", { cookie }),
    send(origin, "/zona-ser", { form: SIGN_IN }),
    send(origin, "/clave", { form: { usuario: A } }),
    send(origin, "/api/v1/me", { token: TOKEN }),
    send(origin, "/api/v1/vouchers?from=2026-01-01&to=2026-03-31", { token: TOKEN }),
  ]);
}

function assertUnavailable(answers: Answer[]): void {
  for (const { path, status, headers, text } of answers) {
    assertEquals(status, 503, `${path}: ${text}`);
    assertMatch(headers.get("retry-after") ?? "", /^\d+$/, path);
    assertStringIncludes(text, SENTENCE, path);
    const type = path.startsWith("/api/") ? /problem\+json/ : /text\/html/;
    assertMatch(headers.get("content-type") ?? "", type);
  }
}

async function assertWorks({ origin, cookie }: Portal): Promise<void> {
  const answers = [
    await send(origin, "/portal", { cookie }),
    await send(origin, "/api/v1/me", { token: TOKEN }),
  ];
  assertEquals(answers.map(({ status }) => status), [200, 200]);
}

Deno.test("D1, D2: a database that stops answering makes 503 of everything in time, and goes on", {
  ignore: !SQLD_EXISTS,
}, async () => {
  await using server = await startSqld();
  await using portal = await withPortal(server.url);
  await assertWorks(portal);
  await server.signal("SIGSTOP");
  const answers = await askEverything(portal);
  const ready = await send(portal.origin, "/ready");
  await server.signal("SIGCONT");
  assertUnavailable(answers);
  assertEquals([ready.status, ready.text], [503, "unavailable"]);
  await assertWorks(portal);
});

Deno.test("D1, D2: a database that was killed makes 503 of everything in time", {
  ignore: !SQLD_EXISTS,
}, async () => {
  await using server = await startSqld();
  await using portal = await withPortal(server.url);
  await server.signal("SIGKILL");
  assertUnavailable(await askEverything(portal));
});

Deno.test("D1: a file that another process holds locked makes 503 of what writes in time; pages are read", async () => {
  await using folder = await temporaryFolder();
  const path = `${folder.path}/zona-ser.db`;
  await using portal = await withPortal(`file:${path}`);
  const { origin, cookie } = portal;
  const holder = await holdLock(path);
  const answers = await Promise.all([
    send(origin, "/zona-ser", { form: SIGN_IN }),
    send(origin, "/clave", { form: { usuario: A } }),
    send(origin, "/export.csv?desde=01/01/2026&hasta=31/03/2026", { cookie }),
  ]);
  await assertWorks(portal);
  await holder.release();
  assertUnavailable(answers);
  assert(await signIn(origin));
});
