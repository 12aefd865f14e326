import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { sweepSpent } from "../../../db/sweep.ts";
import { actas, fileParts, files, keptLists } from "../../../db/schema.ts";
import { B, csrfOf, testApp } from "../../support/app.ts";
import { somePayments } from "../../support/payments.ts";
import { askForActa, bringList, CHOICES } from "../../support/reconciliation/lists.ts";

const LIST = "Factura\tSaldo\nFEV-2\t2.500,00\nNO-1\t10,00\n";
const HOUR_MS = 60 * 60_000;

Deno.test("a list leads to an address of its own, which shows the same each time it is opened", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const address = await bringList(browser, LIST);
  assertMatch(address, /^\/cruce\/[0-9a-f]{32}$/);
  const pages = [];
  for (let turn = 0; turn < 2; turn++) {
    const answer = await browser.get(`${address}?${CHOICES}`);
    assertEquals(answer.headers.get("cache-control"), "no-store");
    pages.push(
      /<h2 id="resultado"[^]*<\/main>/.exec(await answer.text())?.[0].replace(
        /name="csrf" value="[^"]*"/g,
        "",
      ),
    );
  }
  assertEquals(pages[0], pages[1]);
  assertStringIncludes(pages[0] ?? "", 'tabindex="-1" aria-describedby="totales"');
  assertStringIncludes(pages[0] ?? "", "Valor Pagado de toda su lista: $\u00a02.000,00.");
  assertStringIncludes(pages[0] ?? "", "hasta el 02/04/2026");
});

Deno.test("T1: a list of somebody else and one that does not exist are the same 404", async () => {
  await using portal = await testApp(somePayments());
  const address = await bringList(await portal.signIn(), LIST);
  const missing = `/cruce/${"0".repeat(32)}`;
  for (const other of [await portal.signInMember("contador"), await portal.signIn(B)]) {
    const said = [];
    for (const path of [address, missing]) {
      for (const further of ["", `?${CHOICES}`, `/cruce.xlsx?${CHOICES}`]) {
        const answer = await other.get(path + further);
        assertEquals(answer.status, 404, path + further);
        said.push(/<main[^]*?<p[^>]*>[^<]*/.exec(await answer.text())?.[0].slice(-60));
      }
      const csrf = csrfOf(await (await other.get("/cruce")).text());
      const answer = await other.post(path, { csrf, corte: "31/03/2026" });
      assertEquals(answer.status, 404, path);
      await answer.body?.cancel();
    }
    assertEquals(new Set(said).size, 1);
  }
  assertEquals(await portal.db.$count(actas), 0);
});

Deno.test("L9: a list ends after a day, says what to do, and its text is removed", async () => {
  await using portal = await testApp(somePayments());
  const address = await bringList(await portal.signIn(), LIST);
  portal.clock.nowMs += 24 * HOUR_MS;
  const answer = await (await portal.signIn()).get(address);
  assertEquals(answer.status, 404);
  const html = await answer.text();
  assertStringIncludes(html, "Las listas se guardan 24 horas");
  assertStringIncludes(html, 'href="/cruce">Empezar otro cruce');
  await sweepSpent(portal.db, portal.clock.nowMs);
  await sweepSpent(portal.db, portal.clock.nowMs + HOUR_MS + 1);
  assertEquals(await storedBy(portal), [0, 0, 0]);
});

Deno.test("of one person's lists the newest ten stay", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const statuses = [];
  const addresses = [];
  for (let turn = 0; turn < 11; turn++) {
    portal.clock.nowMs += 1000;
    addresses.push(await bringList(browser, LIST));
  }
  for (const address of addresses) {
    const answer = await browser.get(address);
    statuses.push(answer.status);
    await answer.body?.cancel();
  }
  assertEquals(statuses, [404, ...Array(10).fill(200)]);
  await sweepSpent(portal.db, portal.clock.nowMs + HOUR_MS + 1);
  assertEquals(await storedBy(portal), [10, 10, 10]);
});

Deno.test("a form of a list that is sent twice, and one of an acta, lead twice to one place", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const csrf = csrfOf(await (await browser.get("/cruce")).text());
  const send = async () => {
    const form = new FormData();
    form.set("csrf", csrf);
    form.set("lista", LIST);
    return (await browser.upload("/cruce", form)).headers.get("location") ?? "";
  };
  const [address = "", again] = await Promise.all([send(), send()]);
  assertEquals(again, address);
  assertEquals(await portal.db.$count(keptLists), 1);
  const result = `${address}?${CHOICES}`;
  const fields = { csrf: csrfOf(await (await browser.get(result)).text()), corte: "31/03/2026" };
  const answers = await Promise.all([browser.post(result, fields), browser.post(result, fields)]);
  assertEquals(answers.map(({ status }) => status), [303, 303]);
  assertEquals(new Set(answers.map(({ headers }) => headers.get("location"))).size, 1);
  assertEquals(await portal.db.$count(actas), 1);
});

Deno.test("whoever signs in again finds her cruce at its address, and the acta's day as she typed it", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const address = await bringList(browser, LIST);
  const result = `${address}?${CHOICES}`;
  const csrf = csrfOf(await (await browser.get(result)).text());
  portal.clock.nowMs += 9 * HOUR_MS;
  const late = await browser.get(result);
  assertEquals(late.status, 303);
  await late.body?.cancel();
  const answer = await browser.post(result, { csrf, corte: "30/03/2026" });
  await answer.body?.cancel();
  const again = await portal.signIn();
  assertEquals((await again.get(result)).status, 200);
  assert((await askForActa(again, address, "31/03/2026")).headers.get("location"));
});

async function storedBy({ db }: Awaited<ReturnType<typeof testApp>>): Promise<number[]> {
  return await Promise.all([keptLists, files, fileParts].map((table) => db.$count(table)));
}
