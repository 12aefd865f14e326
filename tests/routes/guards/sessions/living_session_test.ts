import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { endSession } from "../../../../db/accounts/session_ends.ts";
import { formatInstant } from "../../../../domain/dates.ts";
import { READ_ON_MS } from "../../../../domain/accounts/session.ts";
import {
  csrfOf,
  NOW,
  PASSWORD,
  type TestApp,
  testApp,
  type TestBrowser,
} from "../../../support/app.ts";
import { A, aFile, aVoucher, load, VOUCHERS_HEADER } from "../../../support/files.ts";
import { ALL_MARCH, somePayments } from "../../../support/payments.ts";
import { withReplica } from "../../../support/faults/copied_portal.ts";

const LIST = `/pagos?${ALL_MARCH}`;
const MARK = "Datos a la fecha de";
const SENTENCE = "No podemos responder ahora mismo. Inténtelo de nuevo en unos minutos.";

/** A portal with a copy that has the session of a provider, which the primary has just said is alive. */
async function reading() {
  await using stack = new AsyncDisposableStack();
  const portal = stack.use(await testApp(somePayments()));
  const browser = await portal.signIn();
  const copied = stack.use(await withReplica(portal));
  assertEquals((await browser.get("/portal")).status, 200);
  const owned = stack.move();
  return { portal, browser, copied, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

async function statusAndText(browser: TestBrowser, path: string, headers = {}) {
  const answer = await browser.get(path, headers);
  return { status: answer.status, text: await answer.text() };
}

async function assertUnavailable(browser: TestBrowser, path = LIST, headers = {}): Promise<void> {
  const { status, text } = await statusAndText(browser, path, headers);
  assertEquals(status, 503, `${path}: ${text}`);
  assertStringIncludes(text, SENTENCE);
}

async function assertMarked(browser: TestBrowser, path = LIST): Promise<string> {
  const { status, text } = await statusAndText(browser, path);
  assertEquals(status, 200, `${path}: ${text}`);
  assertStringIncludes(text, MARK, path);
  return text;
}

/** The code of a browser's forms. */
async function codeOf(browser: TestBrowser): Promise<string> {
  return csrfOf(await (await browser.get("/cuenta")).text());
}

async function sessionIds({ db }: TestApp): Promise<string[]> {
  const { rows } = await db.$client.execute("SELECT id FROM sessions WHERE ended_at IS NULL");
  return rows.map(({ id }) => String(id));
}

Deno.test("D6: with the primary gone a provider reads on from the replica, each page marked with the date of its data", async () => {
  await using parts = await reading();
  const { portal, browser, copied } = parts;
  const before = await statusAndText(browser, LIST);
  assert(!before.text.includes(MARK));
  copied.setDown(true);
  portal.clock.nowMs = NOW + 60_000;
  const pages = [
    "/portal",
    LIST,
    `/pagos/1002?${ALL_MARCH}&pagina=2`,
    "/buscar?q=FEV1",
    `/facturas?${ALL_MARCH}`,
    "/estado-de-cuenta",
    "/consultas",
    "/calendario?campo=desde",
  ];
  for (const page of pages) await assertMarked(browser, page);
  const text = await assertMarked(browser);
  assertStringIncludes(text, `${MARK} ${formatInstant(NOW)}`);
  assertStringIncludes(text, "1003");
  copied.setDown(false);
  assert(!(await statusAndText(browser, LIST)).text.includes(MARK));
});

Deno.test("D2, D6: nobody new reads on, and whoever was seen reads no longer than five minutes", async () => {
  await using parts = await reading();
  const { portal, browser, copied } = parts;
  const unseen = await portal.signIn();
  await copied.catchUp();
  copied.setDown(true);
  await assertUnavailable(unseen);
  assertEquals(
    (await portal.browser().post("/zona-ser", {
      tipo: "prestador",
      usuario: A,
      contrasena: PASSWORD,
    })).status,
    503,
  );
  portal.clock.nowMs = NOW + READ_ON_MS;
  await assertMarked(browser);
  portal.clock.nowMs++;
  await assertUnavailable(browser);
  portal.clock.nowMs = NOW - 1;
  await assertUnavailable(browser);
});

Deno.test("D3, D6: what writes, and what the log must have before it is sent, answers 503, and nothing is written when the primary is back", async () => {
  await using parts = await reading();
  const { portal, browser, copied } = parts;
  const csrf = await codeOf(browser);
  copied.setDown(true);
  const mark = { csrf, estado: "trabajado", nota: "x" };
  const answer = await browser.post(`/pagos/1003/trabajado?${ALL_MARCH}`, mark);
  assertEquals(answer.status, 503);
  assertStringIncludes(await answer.text(), SENTENCE);
  await assertUnavailable(browser, `/export.xlsx?${ALL_MARCH}`);
  await assertUnavailable(browser, "/export.csv?comprobante=1003");
  await assertMarked(browser);
  copied.setDown(false);
  const { rows } = await portal.db.$client.execute(
    "SELECT (SELECT count(*) FROM voucher_marks) + (SELECT count(*) FROM audit_events WHERE name = 'download') AS n",
  );
  assertEquals(rows[0]?.n, 0);
});

Deno.test("D4, D6: an end that this process wrote, or that the replica has, holds with the primary gone", async (t) => {
  await t.step("one's own sign-out, also one that the primary did not take", async () => {
    await using parts = await reading();
    const { browser, copied } = parts;
    const csrf = await codeOf(browser);
    copied.setDown(true);
    assertEquals((await browser.post("/zona-ser/salir", { csrf })).status, 503);
    await assertUnavailable(browser);
  });
  await t.step("what was done in the session: the primary must say how it stands", async () => {
    await using parts = await reading();
    const { browser, copied } = parts;
    const csrf = await codeOf(browser);
    assertEquals((await browser.post("/cuenta", { csrf, accion: "sesion" })).status, 303);
    copied.setDown(true);
    await assertUnavailable(browser);
  });
  await t.step("another one's session, ended here", async () => {
    await using parts = await reading();
    const { portal, browser, copied } = parts;
    const other = await portal.signIn();
    await copied.catchUp();
    const csrf = await codeOf(other);
    assertEquals((await other.post("/cuenta", { csrf, accion: "otras" })).status, 303);
    copied.setDown(true);
    await assertUnavailable(browser);
  });
  await t.step("a session ended elsewhere, of which the replica knows", async () => {
    await using parts = await reading();
    const { portal, browser, copied } = parts;
    const [id = ""] = await sessionIds(portal);
    await endSession(portal.db, id, NOW);
    await copied.catchUp();
    copied.setDown(true);
    await assertUnavailable(browser);
  });
  await t.step("a role that changed elsewhere, of which the replica knows", async () => {
    await using parts = await reading();
    const { portal, browser, copied } = parts;
    await portal.db.$client.execute("UPDATE memberships SET revoked_at = 1");
    await copied.catchUp();
    copied.setDown(true);
    await assertUnavailable(browser);
  });
});

Deno.test("D5, D6: a replica that is behind what somebody saw does not answer in the primary's place", async () => {
  await using parts = await reading();
  const { portal, browser, copied } = parts;
  const changed = aVoucher({ number: "1003", paid: "77,00" });
  await load(portal.db, [aFile("c.csv", VOUCHERS_HEADER, changed)]);
  copied.setDown(true);
  await assertMarked(browser);
  copied.setDown(false);
  assertEquals((await browser.get("/portal")).status, 200);
  copied.setDown(true);
  await assertUnavailable(browser);
  await copied.catchUp();
  assertStringIncludes(await assertMarked(browser), "77,00");
});

Deno.test("D6: a part of a page never comes without the mark, and never leaves one standing", async () => {
  await using parts = await reading();
  const { browser, copied } = parts;
  const part = { "hx-request": "true", "hx-target": "div#pagos", "hx-boosted": "true" };
  const own = { "hx-request": "true", "hx-target": "div#cambios" };
  const marked = { "zona-ser-copia": "1" };
  copied.setDown(true);
  assertStringIncludes(await assertMarked(browser), "Zona-Ser-Copia");
  const led = await browser.get(LIST, part);
  assertEquals([led.status, led.headers.get("hx-redirect"), await led.text()], [200, LIST, ""]);
  await assertUnavailable(browser, "/calendario?campo=desde", own);
  assertEquals((await browser.get(LIST, { ...part, ...marked })).headers.get("hx-redirect"), null);
  assertEquals((await browser.get("/calendario?campo=desde", { ...own, ...marked })).status, 200);
  copied.setDown(false);
  assertEquals((await browser.get(LIST, { ...part, ...marked })).headers.get("hx-redirect"), LIST);
  assertEquals((await browser.get(LIST, part)).headers.get("hx-redirect"), null);
});

Deno.test("D6: the staff reads on what needs no record, and no provider's payments", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signInStaff("tesoreria");
  await using copied = await withReplica(portal);
  assertEquals((await browser.get("/funcionario")).status, 200);
  copied.setDown(true);
  await assertUnavailable(browser, `/funcionario/pagos/${A}?${ALL_MARCH}`);
});

Deno.test("D6: an affiliate reads on, marked", async () => {
  await using portal = await testApp();
  const browser = await portal.signInAffiliate();
  await using copied = await withReplica(portal);
  assertEquals((await browser.get("/afiliados/inicio")).status, 200);
  copied.setDown(true);
  await assertMarked(browser, "/afiliados/inicio");
});
