import { DEMO_PASSWORD } from "../../db/demo/demo.ts";
import { DEMO_STAFF, DEMO_TOTP_SECRET } from "../../db/demo/people.ts";
import { DEMO_PROVIDERS } from "../../db/demo/providers.ts";
import type { StaffRole } from "../../domain/accounts/role.ts";
import { totpCode } from "../support/totp.ts";
import { startCounter } from "./counter.ts";
import { run, type Started, startServer, stop } from "./process.ts";
import { freePort } from "../support/free_port.ts";

const REPOSITORY = new URL("../../", import.meta.url).pathname;
const LAST_WORDS = "(para probar el registro)";

/** The demo's provider with three years of payments, one without, and one without an account. */
export const PAID = providerThat("tres años");
export const UNPAID = providerThat("sin pagos");
export const NEWCOMER = providerThat("para probar el registro");

export type Portal = AsyncDisposable & {
  process: Started;
  /** Where the portal itself listens. */
  port: number;
  /** The address to use; it goes through the counter. */
  origin: string;
  counter: ReturnType<typeof startCounter>;
  /** One permission a line, as the process asked for it. */
  permissions: string;
};

/** Somebody signed in: the cookie and a code for forms. */
export type Signed = { cookie: string; csrf: string };

/**
 * Starts `main.ts --demo` in a folder of its own, with no network but loopback, behind the counter.
 */
export async function startPortal(folder: string): Promise<Portal> {
  const port = freePort();
  const counter = startCounter(port);
  const permissions = `${folder}/permissions.jsonl`;
  const temporary = `${folder}/tmp`;
  await Deno.mkdir(temporary);
  const net = `--allow-net=127.0.0.1,localhost`;
  const rights = [
    net,
    "--allow-read",
    "--allow-write",
    "--allow-env",
    "--allow-ffi",
    "--allow-sys",
  ];
  const process = await startServer({
    command: Deno.execPath(),
    args: ["run", `--config=${REPOSITORY}deno.json`, ...rights, `${REPOSITORY}main.ts`, "--demo"],
    folder,
    env: {
      PORT: String(port),
      BASE_URL: counter.origin,
      MAIL_URL: `file:${folder}/outbox`,
      TMPDIR: temporary,
      TRUSTED_PROXIES: "127.0.0.1",
      DENO_AUDIT_PERMISSIONS: permissions,
    },
  }, LAST_WORDS);
  return {
    process,
    port,
    origin: counter.origin,
    counter,
    permissions,
    async [Symbol.asyncDispose]() {
      await stop(process);
      await counter[Symbol.asyncDispose]();
    },
  };
}

/** Signs in through the form, as a browser does. */
export async function signIn({ origin }: Portal, nit = PAID.nit): Promise<Signed> {
  const answer = await post(origin, "/zona-ser", {
    tipo: "prestador",
    usuario: nit,
    contrasena: DEMO_PASSWORD,
  });
  return await readSigned(origin, answer);
}

/** Signs an affiliate in by the document. */
export async function signInAffiliate({ origin }: Portal, documentNumber: string): Promise<Signed> {
  const answer = await post(origin, "/zona-ser", {
    tipo: "afiliado",
    tipoDocumento: "CC",
    usuario: documentNumber,
    contrasena: DEMO_PASSWORD,
  });
  return await readSigned(origin, answer);
}

async function readSigned(origin: string, answer: Response): Promise<Signed> {
  const cookie = cookieOf(answer);
  if (answer.status !== 303 || cookie === "") throw new Error(`sign-in answered ${answer.status}`);
  const account = await fetch(`${origin}/cuenta`, { headers: { cookie } });
  const [, csrf = ""] = /name="csrf" value="([^"]*)"/.exec(await account.text()) ?? [];
  return { cookie, csrf };
}

/** Signs somebody of the staff in, with the second factor. */
export async function signInStaff(
  { origin }: Portal,
  wanted: StaffRole = "administrador",
): Promise<Signed> {
  const person = DEMO_STAFF.find(({ role }) => role === wanted);
  if (!person) throw new Error(`the demo has nobody with the role ${wanted}`);
  const begun = await post(origin, "/zona-ser", {
    tipo: "funcionario",
    usuario: person.email,
    contrasena: DEMO_PASSWORD,
  });
  const codigo = totpCode(DEMO_TOTP_SECRET, Date.now());
  const answer = await post(origin, "/zona-ser/codigo", { codigo }, cookieOf(begun));
  const location = answer.headers.get("location");
  if (location !== "/funcionario") throw new Error(`the code led to ${location}`);
  return await readSigned(origin, answer);
}

/** Whether a session still opens a private page. */
export async function isSignedIn({ origin }: Portal, { cookie }: Signed): Promise<boolean> {
  const answer = await fetch(`${origin}/portal`, { headers: { cookie }, redirect: "manual" });
  await answer.body?.cancel();
  return answer.status === 200;
}

/** Sends a form from the portal's own pages and answers without following. */
export async function post(
  origin: string,
  path: string,
  form: Record<string, string>,
  cookie = "",
): Promise<Response> {
  const answer = await fetch(origin + path, {
    method: "POST",
    headers: { origin, ...(cookie && { cookie }) },
    body: new URLSearchParams(form),
    redirect: "manual",
  });
  await answer.body?.cancel();
  return answer;
}

export function cookieOf(answer: Response): string {
  return answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "").join("; ");
}

/** A script's token, made by the command beside the running portal. */
export async function createToken(folder: string): Promise<string> {
  const args = [
    "run",
    `--config=${REPOSITORY}deno.json`,
    "-A",
    `${REPOSITORY}db/commands/token_create.ts`,
  ];
  const { output, code } = await run({
    command: Deno.execPath(),
    args: [...args, PAID.nit, "--name=attack"],
    folder,
    env: { DATABASE_URL: "file:data/demo.db" },
  }, 60);
  const [token] = /^zs_\S+$/m.exec(output) ?? [];
  if (code !== 0 || token === undefined) throw new Error(`token:create: ${output}`);
  return token;
}

/** A small voucher of the demo and one of its invoices, as the API shows them. */
export type Sample = { documentNumber: string; invoiceNumber: string; paidOn: string };

export async function findSample({ origin }: Portal, token: string): Promise<Sample> {
  const headers = { authorization: `Bearer ${token}` };
  const read = async (path: string) => {
    const answer = await fetch(`${origin}/api/v1/vouchers${path}`, { headers });
    return (await answer.json()).items;
  };
  const vouchers: { documentNumber: string; paidOn: string; settlementCount: number }[] =
    await read("?perPage=100");
  const small = vouchers.find((one) => one.settlementCount > 0 && one.settlementCount < 10);
  const [settlement] = await read(`/${small?.documentNumber}/settlements`);
  if (!small || !settlement) throw new Error("the demo has no small voucher");
  return { ...small, invoiceNumber: settlement.invoiceNumber };
}

function providerThat(about: string) {
  const found = DEMO_PROVIDERS.find((one) => one.about.includes(about));
  if (!found) throw new Error(`no demo provider: ${about}`);
  return found;
}
