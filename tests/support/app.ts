import type { Hono } from "hono";
import { createAuditLog } from "../../db/audit/events.ts";
import { sealChain } from "../../db/audit/seal.ts";
import { deliverOutbox } from "../../db/mail/delivery.ts";
import { deliverWebhooks } from "../../db/programs/webhook_sending.ts";
import type { Mail } from "../../lib/mail/message.ts";
import { createPdfWriter } from "../../lib/pdf/writer.ts";
import { createApp } from "../../routes/app.tsx";
import { createBackground } from "../../routes/after_answer.ts";
import type { Env, Services } from "../../routes/context.ts";
import { checkAnswers } from "./api/checked_answers.ts";
import { sendingOf } from "./webhooks/webhooks.ts";
import { totpCode } from "./totp.ts";
import { createTokenLimit } from "../../routes/programs/token_limit.ts";
import { createQueues } from "../../routes/queues.ts";
import {
  anAffiliate,
  createAccount,
  createAffiliate,
  createMember,
  createStaff,
  PASSWORD,
  PASSWORDS,
} from "./people.ts";
import type { StaffRole, TeamRole } from "../../domain/accounts/role.ts";
import { A, B, load, PROVIDERS } from "./files.ts";
import { copyOf, sharedTemplateOf, type TestDatabase } from "./database.ts";
import type { Sheet } from "../../domain/loads/files.ts";

export const ORIGIN = "http://localhost:8000";
export const NOW = Date.parse("2026-04-01T15:00:00Z");
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

export type LogLine = { level: string; event: string; details: Record<string, unknown> };

export type TestApp = AsyncDisposable & {
  app: Hono<Env>;
  services: Services;
  db: Services["db"];
  folder: string;
  path: string;
  address: TestDatabase["address"];
  /** Every mail that was sent so far. */
  mails: Mail[];
  logged: LogLine[];
  clock: { nowMs: number };
  /** A browser at an address of its own: keeps cookies, says that its requests are our pages'. */
  browser(address?: string): TestBrowser;
  /** A browser that signed in through the real form. */
  signIn(nit?: string): Promise<TestBrowser>;
  /** A browser of a member of a team, made for it. */
  signInMember(role: TeamRole, nit?: string): Promise<TestBrowser>;
  /** A browser of an affiliate, made for it. */
  signInAffiliate(changes?: Parameters<typeof anAffiliate>[0]): Promise<TestBrowser>;
  /** A browser of a member of the staff, made for it, through password and code. */
  signInStaff(role: StaffRole): Promise<TestBrowser>;
};

export type TestBrowser = {
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(
    path: string,
    form: Record<string, string>,
    headers?: Record<string, string>,
  ): Promise<Response>;
  /** A form with files, as the browser sends it; a stream is sent as it comes. */
  upload(path: string, body: BodyInit, headers?: Record<string, string>): Promise<Response>;
  cookies: Map<string, string>;
};

const SECRETS = ["a secret of thirty-two bytes or more"];

const withProviders = sharedTemplateOf("providers", async (db) => {
  await sealChain(db, SECRETS, NOW - YEAR_MS);
  await load(db, [PROVIDERS()]);
});

/** The whole portal with A and B that can sign in, and C that has no address; plus more files. */
export async function testApp(
  files: Sheet[] = [],
  settings: Partial<Services["settings"]> = {},
  parts: Partial<Pick<Services, "mailer" | "background" | "tokenLimit" | "passwords" | "queues">> =
    {},
): Promise<TestApp> {
  const database = await copyOf(await withProviders());
  const { db, folder, path, address } = database;
  if (files.length > 0) await load(db, files);
  const clock = { nowMs: NOW };
  const mails: Mail[] = [];
  const logged: LogLine[] = [];
  // Thrown where nobody waits, they would end the tests of all files of this isolate.
  const failures: unknown[] = [];
  const services: Services = {
    db,
    auditLog: createAuditLog(db, settings.sessionSecrets ?? SECRETS),
    log: (level, event, details) => logged.push({ level, event, details }),
    now: () => clock.nowMs,
    mailer: {
      send: (mail) => {
        mails.push(mail);
        return Promise.resolve();
      },
    },
    background: createBackground((error) => failures.push(error)),
    queues: createQueues(),
    tokenLimit: createTokenLimit(),
    passwords: PASSWORDS,
    writePdf: createPdfWriter(),
    deliver: () => deliverOutbox(db, services.mailer, services.now),
    tellPrograms: () => {
      const { now, auditLog, settings: { sessionSecrets } } = services;
      return deliverWebhooks(db, sendingOf(db, { now, auditLog, sessionSecrets }));
    },
    ...parts,
    settings: {
      baseUrl: ORIGIN,
      previewHosts: [],
      sessionSecrets: SECRETS,
      trustedProxies: [],
      allowsLoopback: false,
      keepDraftDays: 30,
      keepEnrolmentDays: 365,
      eps: {
        name: "Mutual Ser",
        nit: "806008394-7",
        phone: "01 8000 116882",
        hours: "lunes a viernes 8:00–12:30 y 13:30–17:00",
      },
      ...settings,
    },
  };
  const app = await createApp(services);
  checkAnswers(app, services);
  let members = 0;
  const browser = (hostname = "127.0.0.1") => {
    const remoteAddr = { transport: "tcp", hostname, port: 50_000 };
    return createBrowser(
      services.settings.baseUrl,
      (url, init) => app.request(url, init, { remoteAddr }),
    );
  };
  return {
    app,
    services,
    db,
    folder,
    path,
    address,
    mails,
    logged,
    clock,
    browser,
    async signIn(nit = A) {
      await createAccount(services, nit);
      const one = browser();
      await enter(services, one, { tipo: "prestador", usuario: nit });
      return one;
    },
    async signInMember(role, nit = A) {
      const email = `${role}${members++}@equipo.example`;
      await createMember(services, email, [[nit, role]]);
      const one = browser();
      await enter(services, one, { tipo: "prestador", usuario: email });
      return one;
    },
    async signInAffiliate(changes = {}) {
      await createAffiliate(services, changes);
      const { documentType: tipoDocumento, documentNumber: usuario } = anAffiliate(changes);
      const one = browser();
      await enter(services, one, { tipo: "afiliado", tipoDocumento, usuario });
      return one;
    },
    async signInStaff(role) {
      const email = `${role}${members++}@eps.example`;
      const { secret } = await createStaff(services, email, role);
      const one = browser();
      await enter(services, one, { tipo: "funcionario", usuario: email });
      const answer = await one.post("/zona-ser/codigo", { codigo: totpCode(secret, clock.nowMs) });
      await answer.body?.cancel();
      if (answer.headers.get("location") !== "/funcionario") throw new Error("no code was taken");
      return one;
    },
    async [Symbol.asyncDispose]() {
      await services.background.settled();
      await database[Symbol.asyncDispose]();
      if (failures.length > 0) throw failures[0];
    },
  };
}

/** Signs in; what goes on after the answer is over, too. */
async function enter(
  { background }: Services,
  browser: TestBrowser,
  who: Record<string, string>,
): Promise<void> {
  const answer = await browser.post("/zona-ser", { ...who, contrasena: PASSWORD });
  await answer.body?.cancel();
  if (answer.status !== 303) throw new Error(`sign-in answered ${answer.status}`);
  await background.settled();
}

/** A browser of the portal at `origin`, whose requests `ask` brings there. */
export function createBrowser(
  origin: string,
  ask: (url: string, init: RequestInit) => Response | Promise<Response>,
): TestBrowser {
  const cookies = new Map<string, string>();
  const send = async (path: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    const jar = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    if (jar !== "") headers.set("cookie", jar);
    const answer = await ask(origin + path, { ...init, headers });
    for (const cookie of answer.headers.getSetCookie()) keep(cookies, cookie);
    return answer;
  };
  return {
    cookies,
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, form, headers = {}) =>
      send(path, {
        method: "POST",
        body: new URLSearchParams(form),
        headers: { origin, "sec-fetch-site": "same-origin", ...headers },
      }),
    upload: (path, body, headers = {}) =>
      send(path, {
        method: "POST",
        body,
        headers: { origin, "sec-fetch-site": "same-origin", ...headers },
      }),
  };
}

function keep(cookies: Map<string, string>, header: string): void {
  const [pair = ""] = header.split(";");
  const [name = "", value = ""] = pair.split("=");
  if (/max-age=0/i.test(header) || value === "") cookies.delete(name);
  else cookies.set(name, value);
}

/** The code that a page's forms carry. */
export function csrfOf(html: string): string {
  return /name="csrf" value="([^"]*)"/.exec(html)?.[1] ?? "";
}

export { A, B, createAccount, PASSWORD };
