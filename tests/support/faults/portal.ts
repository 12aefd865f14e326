import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { type Db, openDatabase } from "../../../db/client.ts";
import { migrateDatabase } from "../../../db/migrate.ts";
import { createApiToken } from "../../../db/programs/tokens.ts";
import { parseNit } from "../../../domain/nit.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { command, readUntil, temporaryFolder } from "../../db/support/process.ts";
import { A, load, PROVIDERS } from "../files.ts";
import { assertEachQuick } from "../../lib/support/duration.ts";
import { freePort } from "../free_port.ts";
import { addPerson, PASSWORD } from "../people.ts";
import { until } from "../sqld/until.ts";

const TOKEN = `zs_${"x".repeat(32)}`;
const SENTENCE = "No podemos responder ahora mismo. Inténtelo de nuevo en unos minutos.";
const LIMIT_MS = 5000;
/** No answer is waited for any longer; how soon one must come, `askEverything` asserts. */
const MAX_WAIT_MS = 60_000;
export const SIGN_IN = { tipo: "prestador", usuario: A, contrasena: PASSWORD };

/** The process on a database with a provider that can sign in and has a token. */
export async function withPortal(url: string) {
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

export async function signIn(origin: string): Promise<string> {
  const answer = await send(origin, "/zona-ser", { form: SIGN_IN });
  assertEquals(answer.status, 303, answer.text);
  return answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ");
}

type Wish = { form?: Record<string, string>; cookie?: string; token?: string };

type Answer = { path: string; status: number; headers: Headers; text: string };

export async function send(
  origin: string,
  path: string,
  { form, cookie = "", token }: Wish = {},
): Promise<Answer> {
  const answer = await fetch(origin + path, {
    ...(form && { method: "POST", body: new URLSearchParams(form) }),
    headers: { origin, cookie, ...(token && { authorization: `Bearer ${token}` }) },
    redirect: "manual",
    signal: AbortSignal.timeout(MAX_WAIT_MS),
  });
  return { path, status: answer.status, headers: answer.headers, text: await answer.text() };
}

type Portal = Awaited<ReturnType<typeof withPortal>>;

/** Pages, fragments, forms and the API, all at once; each must answer within the five seconds. */
export async function askEverything({ origin, cookie }: Portal): Promise<Answer[]> {
  const wishes: [path: string, wish: Wish][] = [
    ["/portal", { cookie }],
    ["/pagos?desde=01/01/2026&hasta=31/03/2026", { cookie }],
    ["/export.xlsx?desde=01/01/2026&hasta=31/03/2026", { cookie }],
    ["/zona-ser", { form: SIGN_IN }],
    ["/clave", { form: { usuario: A } }],
    ["/api/v1/me", { token: TOKEN }],
    ["/api/v1/vouchers?from=2026-01-01&to=2026-03-31", { token: TOKEN }],
  ];
  const answers: Answer[] = [];
  const asks = wishes.map(([path, wish], index) => async () => {
    answers[index] = await send(origin, path, wish);
  });
  await assertEachQuick(LIMIT_MS, asks);
  return answers;
}

export function assertUnavailable(answers: Answer[]): void {
  for (const { path, status, headers, text } of answers) {
    assertEquals(status, 503, `${path}: ${text}`);
    assertMatch(headers.get("retry-after") ?? "", /^\d+$/, path);
    assertStringIncludes(text, SENTENCE, path);
    const type = path.startsWith("/api/") ? /problem\+json/ : /text\/html/;
    assertMatch(headers.get("content-type") ?? "", type);
  }
}

/** By itself, as soon as the machine has time for it. */
export async function assertWorks({ origin, cookie }: Portal): Promise<void> {
  await until(async () => {
    const answers = [
      await send(origin, "/portal", { cookie }),
      await send(origin, "/api/v1/me", { token: TOKEN }),
    ];
    assertEquals(answers.map(({ status }) => status), [200, 200]);
    return true;
  });
}
