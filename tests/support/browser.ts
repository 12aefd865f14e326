/// <reference lib="dom" />
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import type { TestApp } from "./app.ts";
import { PASSWORD, testApp } from "./app.ts";
import type { StaffRole } from "../../domain/accounts/role.ts";
import type { Sheet } from "../../domain/loads/files.ts";
import { createMailer } from "../../lib/mail/mail.ts";
import type { Mailer } from "../../lib/mail/message.ts";
import { createStaff } from "./people.ts";
import { findBrowser } from "./runs/browser_path.ts";
import { totpCode } from "./totp.ts";

/** So long that nothing of ours takes it, however many share the machine. */
const MAX_WAIT_MS = 120_000;

/** A browser that was started; whoever starts it closes it. */
export async function startBrowser(): Promise<Browser> {
  return await chromium.launch({
    executablePath: await findBrowser(),
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
    timeout: MAX_WAIT_MS,
  });
}

/** One for all visits of an isolate, each in a context of its own, which shares nothing with others. */
let shared: Browser | undefined;
Deno.test.beforeAll(async () => {
  shared = await startBrowser();
});
Deno.test.afterAll(async () => {
  await shared?.close();
});

export type Visit = {
  page: Page;
  portal: TestApp;
  origin: string;
  /** The folder in which mails arrive as `.eml`. */
  outbox: string;
  /** What the browser complained about: broken policies, failed scripts. */
  complaints: string[];
};

/** A real browser on the real portal, served on a port of its own; all of it ends with the visit. */
export async function visit(
  files: Sheet[],
  options: BrowserContextOptions,
  walk: (visit: Visit) => Promise<void>,
): Promise<void> {
  const server = Promise.withResolvers<string>();
  let handle: (request: Request) => Response | Promise<Response> = () =>
    new Response("", { status: 503 });
  const serving = Deno.serve({
    port: 0,
    hostname: "127.0.0.1",
    onListen: ({ port }) => server.resolve(`http://localhost:${port}`),
  }, (request) => handle(request));
  const origin = await server.promise;
  const outbox = await Deno.makeTempDir({ prefix: "zona-ser-outbox-" });
  const mailer: Mailer = createMailer(
    `file:${outbox}`,
    "Zona Ser <zona-ser@mutualser.example>",
  );
  const portal = await testApp(files, { baseUrl: origin }, { mailer });
  handle = (request) => portal.app.fetch(request);
  if (shared === undefined) throw new Error("no browser was started");
  const context = await shared.newContext({ ...options, acceptDownloads: true });
  try {
    context.setDefaultTimeout(MAX_WAIT_MS);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      const isExpected = /status of 4(01|04|10|22)/.test(message.text());
      if (message.type() === "error" && !isExpected) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    await walk({ page, portal, origin, outbox, complaints });
  } finally {
    await context.close();
    await serving.shutdown();
    await portal[Symbol.asyncDispose]();
    await Deno.remove(outbox, { recursive: true });
  }
}

/** The link in the newest mail of a folder; waits for the mail. */
export async function linkInNewestMail(outbox: string): Promise<string> {
  const watcher = Deno.watchFs(outbox);
  let isOpen = true;
  const close = () => {
    if (isOpen) watcher.close();
    isOpen = false;
  };
  const giveUp = setTimeout(close, MAX_WAIT_MS);
  try {
    for (let mail = await newestMail(outbox);; mail = await newestMail(outbox)) {
      const link = /^http\S+\/activar\?\S+$/m.exec(mail ?? "")?.[0];
      if (link) return link;
      if ((await watcher[Symbol.asyncIterator]().next()).done) throw new Error("no mail came");
    }
  } finally {
    clearTimeout(giveUp);
    close();
  }
}

async function newestMail(outbox: string): Promise<string | undefined> {
  const names = [];
  for await (const { name } of Deno.readDir(outbox)) if (name.endsWith(".eml")) names.push(name);
  const newest = names.sort().at(-1);
  return newest && await Deno.readTextFile(`${outbox}/${newest}`);
}

/**
 * The address that the page itself has. `page.url()` is told of an address that a script pushed only
 * after the page has drawn what belongs to it.
 */
export async function addressOf(page: Page): Promise<string> {
  return await page.evaluate(() => location.href);
}

/** Signs a representative in through the page that is open. */
export async function fillSignIn(page: Page, nit: string): Promise<void> {
  await page.getByLabel("Usuario", { exact: true }).fill(nit);
  await page.getByLabel("Contraseña").fill(PASSWORD);
  await page.getByRole("button", { name: "Inicio de Sesión" }).click();
}

/** A member of the staff instead of whoever was signed in, through password and code. */
export async function signInStaff(
  { page, origin, portal }: Visit,
  role: StaffRole,
): Promise<void> {
  const email = `${role}@eps.example`;
  const { secret } = await createStaff(portal.services, email, role);
  await page.context().clearCookies();
  await page.goto(`${origin}/zona-ser`);
  await page.getByLabel("Tipo Usuario").selectOption("funcionario");
  await fillSignIn(page, email);
  await page.getByLabel("Código").fill(totpCode(secret, portal.clock.nowMs));
  await page.getByRole("button", { name: "Entrar" }).click();
  await page.waitForURL("**/funcionario");
}
