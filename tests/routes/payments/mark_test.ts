import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { auditEvents } from "../../../db/schema.ts";
import { A, B, csrfOf, type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import { aFile, aVoucher, load, VOUCHERS_HEADER } from "../../support/files.ts";
import { ALL_MARCH, somePayments } from "../../support/payments.ts";
import { postFrom, textOf } from "../../support/staff.ts";

const DETAIL = `/pagos/1003?${ALL_MARCH}`;
const FORM = `/pagos/1003/trabajado?${ALL_MARCH}`;
const NOTE = "La FEV-1 va con la nota 7 <b>";

async function markIt(browser: TestBrowser, form: Record<string, string>, page = FORM) {
  return await postFrom(browser, page, page, { visto: "0", ...form });
}

async function seenAt(browser: TestBrowser): Promise<string> {
  return /name="visto" value="(\d+)"/.exec(await textOf(browser, FORM))?.[1] ?? "";
}

Deno.test("one click on a voucher marks it for the team, and it is filtered by that", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signInMember("contador");
  const detail = await textOf(browser, DETAIL);
  assertStringIncludes(detail, "Marcar como trabajado");
  assert(!detail.includes("Por trabajar"));
  const answer = await postFrom(browser, DETAIL, FORM, { visto: "0", accion: "marcar" });
  assertEquals([answer.status, answer.headers.get("location")], [
    303,
    `${DETAIL}#detalle-titulo`,
  ]);
  const other = await portal.signIn();
  const marked = await textOf(other, DETAIL);
  assertStringIncludes(marked, "Quitar la marca");
  assertStringIncludes(marked, "01/04/2026 10:00");
  assertStringIncludes(marked, "Trabajados · 1");
  const worked = await textOf(other, `/pagos?${ALL_MARCH}&solo=trabajados`);
  assert(worked.includes('id="ver-1003"') && !worked.includes('id="ver-1002"'));
  const rest = await textOf(other, `/pagos?${ALL_MARCH}&solo=por-trabajar`);
  assert(!rest.includes('id="ver-1003"') && rest.includes('id="ver-1002"'));
});

Deno.test("a note is written and changed, and stands escaped on the voucher", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  assertEquals((await markIt(browser, { nota: NOTE })).status, 303);
  const detail = await textOf(browser, DETAIL);
  assertStringIncludes(detail, "La FEV-1 va con la nota 7 &lt;b&gt;");
  assertStringIncludes(detail, "Nota de su equipo");
  const visto = await seenAt(browser);
  assertEquals((await markIt(browser, { nota: "", trabajado: "si", visto })).status, 303);
  assert(!(await textOf(browser, DETAIL)).includes("nota 7"));
});

Deno.test("too long a note and one that somebody else changed come back as they were typed", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const long = await markIt(browser, { nota: "x".repeat(1001), trabajado: "si" });
  const text = await long.text();
  assertEquals(long.status, 422);
  assertStringIncludes(text, "x".repeat(1001));
  assertStringIncludes(text, 'id="nota-error"');
  assertStringIncludes(text, "checked");
  await markIt(await portal.signInMember("contador"), { nota: "La mía" });
  const late = await markIt(browser, { nota: "La otra" });
  const both = await late.text();
  assertEquals(late.status, 409);
  for (const part of ["La otra</textarea>", "“La mía”", 'id="nota-error"']) {
    assertStringIncludes(both, part);
  }
});

Deno.test("T1: no voucher of another provider is marked or named", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  for (const number of ["B-1", "NO-HAY"]) {
    const page = `/pagos/${number}/trabajado?${ALL_MARCH}`;
    assertEquals((await browser.get(page)).status, 404);
    const answer = await postFrom(browser, FORM, page, { accion: "marcar", visto: "0" });
    assertEquals(answer.status, 404);
  }
  assert(!(await textOf(await portal.signIn(B), `/pagos?${ALL_MARCH}`)).includes("Trabajado"));
});

Deno.test("who may only look sees the marks of the team, and makes none", async () => {
  await using portal = await testApp(somePayments());
  await markIt(await portal.signIn(), { nota: NOTE, trabajado: "si" });
  const reader = await portal.signInMember("consulta");
  const detail = await textOf(reader, DETAIL);
  assert(detail.includes("nota 7") && !detail.includes("Quitar la marca"));
  assertEquals((await reader.get(FORM)).status, 403);
});

Deno.test("nobody at the EPS sees a mark: not on a page, in a file, by a filter, or in the log", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  await markIt(browser, { nota: NOTE, trabajado: "si" });
  await (await browser.get(`/export.csv?${ALL_MARCH}&solo=trabajados`)).text();
  for (const role of ["administrador", "tesoreria", "auditor"] as const) {
    const staff = await portal.signInStaff(role);
    const own = `/funcionario/pagos/${A}`;
    for (const path of [`?${ALL_MARCH}`, `/1003?${ALL_MARCH}`, `/1003?${ALL_MARCH}&columnas=20`]) {
      const html = await textOf(staff, own + path);
      assert(html.includes("1003") && !/rabajad|nota 7|Nota de su/.test(html), path);
    }
    for (const solo of ["trabajados", "por-trabajar"]) {
      assertEquals((await staff.get(`${own}?${ALL_MARCH}&solo=${solo}`)).status, 422);
      assertEquals((await staff.get(`${own}/export.csv?${ALL_MARCH}&solo=${solo}`)).status, 422);
    }
    assertEquals((await staff.get(`${own}/1003/trabajado?${ALL_MARCH}`)).status, 404);
    assert(!/rabajad|nota 7/.test(await textOf(staff, `${own}/export.csv?${ALL_MARCH}`)));
  }
  await portal.services.background.settled();
  const events = JSON.stringify(await portal.db.select().from(auditEvents));
  assert(!/rabajad|worked|mark|nota 7/i.test(events), events);
});

Deno.test("a correction after the mark is said beside it", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  await markIt(browser, { trabajado: "si" });
  portal.clock.nowMs += 1000;
  const corrected = aVoucher({ number: "1003", paid: "950,00", unapplied: "100,00" });
  const nowMs = portal.clock.nowMs;
  await load(portal.db, [aFile("c.csv", VOUCHERS_HEADER, corrected)], { nowMs });
  assertStringIncludes(await textOf(browser, DETAIL), "El comprobante se corrigió después");
});

Deno.test("a drawn view carries the form's code of the session that gets it, and no other", async () => {
  await using portal: TestApp = await testApp(somePayments());
  const part = { "hx-request": "true", "hx-target": "section#detalle" };
  const people = [await portal.signInMember("contador"), await portal.signInMember("contador")];
  const codes = [];
  for (const person of people) codes.push(csrfOf(await (await person.get(DETAIL, part)).text()));
  assert(codes.every((code) => code !== "") && codes[0] !== codes[1]);
  for (const [index, code] of codes.entries()) {
    const csrf = String(code);
    const form = { csrf, accion: "marcar", visto: "0" };
    const wrong = await people[1 - index]?.post(FORM, form);
    assertEquals(wrong?.status, 403);
  }
  assertEquals(
    (await people[0]?.post(FORM, { csrf: String(codes[0]), accion: "marcar", visto: "0" }))?.status,
    303,
  );
});
