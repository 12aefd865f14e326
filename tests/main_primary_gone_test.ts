import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Db } from "../db/client.ts";
import { valueOf } from "./db/support/contents.ts";
import { assertEachQuick } from "./lib/support/duration.ts";
import { csrfOf, PASSWORD, type TestBrowser } from "./support/app.ts";
import { aFile, aVoucher, load, PROVIDERS, VOUCHERS_HEADER } from "./support/files.ts";
import { type Replicated, startReplicated } from "./support/sqld/replicated.ts";
import {
  addPeople,
  REPRESENTATIVE,
  signIn,
  signInTreasury,
} from "./support/sqld/replicated_people.ts";
import { until } from "./support/sqld/until.ts";
import { aFormId } from "./support/inquiries.ts";
import { onePayment, publishAs, upload } from "./support/uploads.ts";
import { SQLD_EXISTS } from "./db/support/sqld.ts";

/* A real primary that hangs, is killed in the middle of a write, and comes back on the same data. */

const LIMIT_MS = 5000;
const PERIOD = "desde=01/03/2026&hasta=31/03/2026";
const LIST = `/pagos?${PERIOD}`;
const MARK = "Datos a la fecha de";
const SENTENCE = "No podemos responder ahora mismo. Inténtelo de nuevo en unos minutos.";
const MARKS = "SELECT count(*) FROM voucher_marks";
const INQUIRIES = "SELECT count(*) FROM inquiries";
const SESSIONS = "SELECT count(*) FROM sessions";

const secrets: string[] = [];

async function fill(db: Db): Promise<void> {
  const vouchers = ["1001", "1002"].map((number) => aVoucher({ number }));
  await load(db, [PROVIDERS(), aFile("comprobantes.csv", VOUCHERS_HEADER, ...vouchers)]);
  secrets.push(...await addPeople(db));
}

Deno.test(
  "D2, D3, D6: with the primary gone whoever was at work reads on, nothing is half written, and all goes on when it is back",
  {
    ignore: !SQLD_EXISTS,
    sanitizeOps: false,
    sanitizeResources: false,
  },
  async (t) => {
    await using parts = await startReplicated(fill);
    const browser = await signIn(parts, REPRESENTATIVE);
    await assertReads(browser, false);
    await parts.caughtUp(SESSIONS);
    await t.step("a primary that hangs", () => hangs(parts, browser));
    await t.step("a primary that was killed, and is back", () => isBack(parts, browser));
    await t.step("a write whose answer was lost with the primary", () => isOneRow(parts, browser));
    await t.step("a publication that the primary did not survive", () => publishes(parts));
  },
);

async function assertReads(browser: TestBrowser, isMarked: boolean): Promise<void> {
  const answer = await browser.get(LIST);
  const text = await answer.text();
  assertEquals([answer.status, text.includes(MARK)], [200, isMarked], text);
  assertStringIncludes(text, "1002");
}

async function assertUnavailable(answer: Response): Promise<void> {
  assertEquals(answer.status, 503);
  assertStringIncludes(await answer.text(), SENTENCE);
}

async function codeOf(browser: TestBrowser): Promise<string> {
  return csrfOf(await (await browser.get(LIST)).text());
}

const MARK_PATH = `/pagos/1001/trabajado?${PERIOD}`;

/** Once the primary is back, without anybody's help. */
async function readsAgain(browser: TestBrowser): Promise<void> {
  await until(async () => {
    await assertReads(browser, false);
    return true;
  });
}

/** What reads goes on, marked; what writes, and whoever is new, gets 503; all within five seconds. */
async function assertReadsOnly(
  parts: Replicated,
  browser: TestBrowser,
  csrf: string,
): Promise<void> {
  const refused = [
    () => browser.post(MARK_PATH, { csrf, trabajado: "si", nota: "revisado" }),
    () => browser.get(`/export.xlsx?${PERIOD}`),
    () => parts.browser().post("/zona-ser", { ...REPRESENTATIVE, contrasena: PASSWORD }),
  ];
  await assertEachQuick(LIMIT_MS, [
    () => assertReads(browser, true),
    ...refused.map((ask) => async () => await assertUnavailable(await ask())),
  ]);
}

async function hangs(parts: Replicated, browser: TestBrowser): Promise<void> {
  const csrf = await codeOf(browser);
  await parts.far.set({ kind: "stall" });
  await assertReadsOnly(parts, browser, csrf);
  await parts.far.set();
  await readsAgain(browser);
}

async function isBack(parts: Replicated, browser: TestBrowser): Promise<void> {
  const csrf = await codeOf(browser);
  await parts.primary.signal("SIGKILL");
  await assertReadsOnly(parts, browser, csrf);
  await parts.primary.restart();
  await readsAgain(browser);
  const sessions = await valueOf(parts.db, SESSIONS);
  assertEquals([sessions, await valueOf(parts.db, MARKS)], [1, 0]);
  await signIn(parts, REPRESENTATIVE);
  await parts.caughtUp(SESSIONS);
}

/** The inquiry was stored, and nobody was told; its form, with the id that it came with, is sent again. */
async function isOneRow(parts: Replicated, browser: TestBrowser): Promise<void> {
  const form = new FormData();
  const typed = { csrf: await codeOf(browser), comprobante: "1001", tipo: "valor-distinto" };
  const fields = { ...typed, texto: "Esperábamos otro valor.", envio: aFormId() };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  await parts.far.set({ kind: "cut", to: "inquiryOpened" });
  await assertUnavailable(await browser.upload("/consultas/nueva", form));
  assert(parts.far.count() > 0);
  await parts.primary.signal("SIGKILL");
  await parts.far.set();
  await parts.primary.restart();
  const stored = await valueOf(parts.db, INQUIRIES);
  await readsAgain(browser);
  const again = await browser.upload("/consultas/nueva", form);
  assertEquals(again.status, 303, await again.text());
  const opened = "SELECT count(*) FROM audit_events WHERE name = 'inquiryOpened'";
  const rows = [stored, await valueOf(parts.db, INQUIRIES), await valueOf(parts.db, opened)];
  assertEquals(rows, [1, 1, 1]);
}

/** At which answer of the primary it is killed; at the last, it has published, and nobody was told. */
const MOMENTS = [2, 4, 6, "told"] as const;

async function publishes(parts: Replicated): Promise<void> {
  const [loader, publisher] = await signInTreasury(parts, secrets);
  for (const [index, moment] of MOMENTS.entries()) {
    const number = `200${index}`;
    const address = await upload(loader, onePayment(number, "77,00"));
    await until(async () => (await (await publisher.get(address)).text()).includes('name="total"'));
    const isTold = moment === "told";
    await parts.far.set(isTold ? { kind: "cut", to: "loadPublished" } : { kind: "slow" });
    const answers = isTold ? 1 : moment;
    const lost = publishAs(publisher, address, "77,00");
    await until(() => Promise.resolve(parts.far.count() >= answers));
    await parts.primary.signal("SIGKILL");
    await parts.far.set();
    const { status } = await lost;
    assert(status === 503 || status === 303 && !isTold, `${moment}: ${status}`);
    await parts.primary.restart();
    const stored = await assertWhole(parts.db, number);
    if (isTold || status === 303) assertEquals(stored, 1);
    await until(async () => (await publisher.get(address)).status === 200);
    const again = await publishAs(publisher, address, "77,00");
    assertEquals(again.status, 303, await again.text());
    assertEquals(await assertWhole(parts.db, number), 1);
  }
  const events = "SELECT count(*) FROM audit_events WHERE name = 'loadPublished' AND result = 'ok'";
  assertEquals(await valueOf(parts.db, events), MOMENTS.length);
}

/** The voucher and its line are both there, or neither is; answers how many vouchers there are. */
async function assertWhole(db: Db, number: string): Promise<unknown> {
  const current = "FROM voucher_revisions WHERE is_current = 1 AND document_number = ?";
  const vouchers = await valueOf(db, `SELECT count(*) ${current}`, [number]);
  const lines = await valueOf(
    db,
    `SELECT count(*) FROM settlements WHERE revision_id IN (SELECT id ${current})`,
    [number],
  );
  const logged = await valueOf(
    db,
    "SELECT count(*) FROM change_log WHERE document_number = ?",
    [number],
  );
  assertEquals([lines, logged], [vouchers, vouchers]);
  return vouchers;
}
