import { takeBack } from "../db/support/lifecycle.ts";
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { sessions } from "../../db/schema.ts";
import { createKeptViews } from "../../routes/kept_views.ts";
import { A, B, type TestApp, testApp, type TestBrowser } from "../support/app.ts";
import { aFile, aVoucher, load, VOUCHERS_HEADER } from "../support/files.ts";
import { ALL_MARCH, somePayments } from "../support/payments.ts";

const LIST = `/pagos?${ALL_MARCH}`;
const DETAIL = `/pagos/1002?${ALL_MARCH}&pagina=2`;
const PART = { "hx-request": "true", "hx-target": "section#detalle" };

const OWN_TO_EACH = /nonce="[^"]*"|name="csrf" value="[^"]*"/g;

/** What a browser reads, without the code that differs in every answer. */
async function read(browser: TestBrowser, path: string, headers = {}): Promise<string> {
  const answer = await browser.get(path, headers);
  assertEquals(answer.status, 200, path);
  return (await answer.text()).replaceAll(OWN_TO_EACH, "");
}

/** The same, of an address that is asked for twice, so that what was drawn is kept. */
async function keep(browser: TestBrowser, path: string, headers = {}): Promise<string> {
  await read(browser, path, headers);
  return await read(browser, path, headers);
}

/** How many reads were asked of the database while something was done. */
async function countReads({ db }: TestApp, work: () => Promise<unknown>): Promise<number> {
  const { $read } = db;
  let count = 0;
  db.$read = (reads) => {
    count += reads.length;
    return $read(reads);
  };
  await work();
  db.$read = $read;
  return count;
}

Deno.test("a page of payments that was drawn twice is sent again, word for word, and only the session is read", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  for (const [path, headers] of [[LIST, {}], [DETAIL, {}], [DETAIL, PART]] as const) {
    const first = await keep(browser, path, headers);
    const reads = await countReads(portal, async () => {
      assertEquals(await read(browser, path, headers), first);
    });
    assertEquals(reads, 1, path);
  }
});

Deno.test("parts of pages of payments have no sign that would double their memory", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const list = { "hx-request": "true", "hx-target": "div#pagos" };
  for (const [path, headers] of [[LIST, list], [DETAIL, PART]] as const) {
    const html = await read(browser, path, headers);
    assert(html.includes("&ndash;"), path);
    // deno-lint-ignore no-control-regex
    assertEquals(html.match(/[^\u0000-\u00ff]/g), null, path);
  }
});

Deno.test("each answer has a nonce of its own, also where its page was drawn before", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  await keep(browser, DETAIL, PART);
  const nonceOf = async () => {
    const answer = await browser.get(DETAIL, PART);
    const [, allowed = ""] = /'nonce-([^']+)'/.exec(
      answer.headers.get("content-security-policy") ?? "",
    ) ?? [];
    const used = [...(await answer.text()).matchAll(/hx-nonce="([^"]*)"/g)].map(([, code]) => code);
    assert(used.length > 0 && used.every((code) => code === allowed), `${used} ${allowed}`);
    return allowed;
  };
  assertNotEquals(await nonceOf(), await nonceOf());
});

Deno.test("T1: what was drawn for one provider is never given to another, whatever the address", async () => {
  await using portal = await testApp(somePayments());
  const [a, b] = [await portal.signIn(A), await portal.signIn(B)];
  const [ofA, ofB] = [await keep(a, LIST), await keep(b, LIST)];
  assert(ofA.includes("43.000,00") && !ofA.includes("123.456,78"));
  assert(ofB.includes("123.456,78") && !ofB.includes("43.000,00"));
  assertEquals([await read(a, LIST), await read(b, LIST)], [ofA, ofB]);
  await keep(a, DETAIL);
  await keep(a, DETAIL, PART);
  assertEquals((await b.get(DETAIL)).status, 404);
  assertEquals((await b.get(DETAIL, PART)).status, 404);
});

Deno.test("what was drawn for one role is not given to another", async () => {
  await using portal = await testApp(somePayments());
  const [accountant, reader] = [
    await portal.signInMember("contador"),
    await portal.signInMember("consulta"),
  ];
  assert((await keep(accountant, DETAIL, PART)).includes("Reportar"));
  assert(!(await read(reader, DETAIL, PART)).includes("Reportar"));
});

Deno.test("a load and its undo are seen at the next request, and another provider's changes nothing", async () => {
  await using portal = await testApp(somePayments());
  const [a, b] = [await portal.signIn(A), await portal.signIn(B)];
  const [before, ofB] = [await keep(a, LIST), await keep(b, LIST)];
  const more = aVoucher({ number: "1009", paidOn: "22/03/2026", paid: "55,00" });
  const { id } = await load(portal.db, [aFile("c.csv", VOUCHERS_HEADER, more)]);
  assert((await read(a, LIST)).includes("1009"));
  const reads = await countReads(portal, async () => assertEquals(await read(b, LIST), ofB));
  assertEquals(reads, 1);
  await takeBack(portal.db, id, portal.clock.nowMs);
  assertEquals(await read(a, LIST), before);
});

Deno.test("S1: a session that ended is shown nothing of what was drawn while it lived", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  await keep(browser, DETAIL, PART);
  await portal.db.update(sessions).set({ endedAt: 1 });
  assertEquals((await browser.get(DETAIL, PART)).status, 401);
  assertEquals((await browser.get(LIST)).status, 303);
});

Deno.test("the next day is drawn anew: the quick ranges follow the day", async () => {
  await using portal = await testApp(somePayments());
  const today = await keep(await portal.signIn(), LIST, PART);
  portal.clock.nowMs += 24 * 60 * 60 * 1000;
  const tomorrow = await read(await portal.signIn(), LIST, PART);
  assert(today.includes("hasta=01/04/2026") && !today.includes("hasta=02/04/2026"));
  assert(tomorrow.includes("hasta=02/04/2026") && !tomorrow.includes("hasta=01/04/2026"));
});

Deno.test("kept views have a limit: what was used longest ago makes room", () => {
  const views = createKeptViews(30);
  const kept = { view: { title: "" }, pieces: [[""]], length: 10 };
  for (const key of ["a", "b", "c"]) views.keep(key, kept);
  assert(views.find("a") !== undefined);
  views.keep("d", kept);
  assertEquals(["a", "b", "c", "d"].filter((key) => views.find(key)), ["a", "c", "d"]);
  views.keep("e", { ...kept, length: 40 });
  assertEquals(["a", "b", "c", "d", "e"].filter((key) => views.find(key)), []);
});

Deno.test("a view is worth keeping from the second time on, unless many others came between", () => {
  const views = createKeptViews();
  assertEquals([views.isAskedAgain("a"), views.isAskedAgain("a")], [false, true]);
  for (let other = 0; other < 10_000; other++) views.isAskedAgain(`${other}`);
  assertEquals([views.isAskedAgain("a"), views.isAskedAgain("9999")], [false, true]);
});
