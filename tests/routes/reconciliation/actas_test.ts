import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { actaLines, actas, auditEvents } from "../../../db/schema.ts";
import { signedText } from "../../../domain/reconciliation/acta.ts";
import { closeActa, keepDisputes } from "../../../db/reconciliation/acta_steps.ts";
import { findActa } from "../../../db/reconciliation/actas.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { B, csrfOf, type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import { somePayments } from "../../support/payments.ts";
import { askForActa, bringList } from "../../support/reconciliation/lists.ts";

/** One paid, one of another value, two that nobody paid. */
const LIST = "Factura\tSaldo\nfev 1\t1.700,50\nFEV-2\t2.500,00\nNO-1\t10,00\nNO-2\t20,00\n";
const STAFF = "/funcionario";

/** Prepares an acta of the list; answers its address. */
async function prepare(browser: TestBrowser, corte = "31/03/2026"): Promise<string> {
  const answer = await askForActa(browser, await bringList(browser, LIST), corte);
  await answer.body?.cancel();
  assertEquals(answer.status, 303);
  return answer.headers.get("location") ?? "";
}

async function send(
  browser: TestBrowser,
  address: string,
  fields: Record<string, string>,
): Promise<Response> {
  const csrf = csrfOf(await (await browser.get(address)).text());
  const answer = await browser.post(address, { csrf, ...fields });
  return answer;
}

const ANSWERS = {
  "posicion-1": "paid",
  "nota-1": "Comprobante 1002",
  "posicion-2": "pays",
  "fecha-2": "30/04/2026",
  "posicion-3": "rejects",
  "nota-3": "No hay autorización",
};

async function closed(portal: TestApp, browser: TestBrowser): Promise<string> {
  const address = await prepare(browser);
  await send(browser, address, { accion: "enviar" });
  const staff = await portal.signInStaff("tesoreria");
  await send(staff, STAFF + address, { accion: "enviar", ...ANSWERS });
  await send(browser, address, { accion: "cerrar", "desacuerdo-3": "si" });
  return address;
}

Deno.test("an acta goes from a list to both signatures, and says at each step who has it", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const staff = await portal.signInStaff("tesoreria");
  const address = await prepare(browser);
  assertMatch(address, /^\/conciliaciones\/AC-2026-/);
  const draft = await (await browser.get(address)).text();
  for (const words of ["En preparación", "FEV-000002", "NO-1", "NO-2", "Toda la lista"]) {
    assertStringIncludes(draft, words);
  }
  assert(!draft.includes("FEV-000001"), "what is paid is no difference");
  assertEquals((await staff.get(STAFF + address)).status, 404, "the EPS sees no draft");
  const sent = await send(browser, address, { accion: "enviar", "motivo-2": "Radicada en enero" });
  assertEquals(sent.headers.get("location"), `${address}?hecho=enviada`);
  assertStringIncludes(await (await staff.get(`${STAFF}/conciliaciones`)).text(), address);
  assertStringIncludes(await (await staff.get(STAFF + address)).text(), "Radicada en enero");
  await send(staff, STAFF + address, { accion: "enviar", ...ANSWERS });
  const answered = await (await browser.get(address)).text();
  assertStringIncludes(answered, "Se pagará</strong>, a más tardar el 30/04/2026");
  await send(browser, address, { accion: "cerrar", "desacuerdo-3": "si" });
  const done = await (await browser.get(address)).text();
  assertStringIncludes(done, "La IPS no está de acuerdo");
  assertMatch(done, /[0-9a-f]{64}/);
  const names = (await portal.db.select().from(auditEvents)).map(({ name }) => name);
  for (const name of ["actaPrepared", "actaSent", "actaAnswered", "actaClosed"] as const) {
    assert(names.includes(name), name);
  }
});

Deno.test("L7: whoever signed an acta downloads that she did, and not who else signed it", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const folio = (await closed(portal, browser)).split("/").at(-1);
  await portal.services.background.settled();
  const { actasFirmadas } = await (await browser.get("/cuenta/datos.json")).json();
  assertEquals(
    actasFirmadas.map(({ radicado, que }: Record<string, string>) => [radicado, que]),
    [[folio, "La envió"], [folio, "La cerró"]],
  );
});

Deno.test("the hash of a closed acta is that of what both sides said", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const address = await closed(portal, browser);
  const folio = address.split("/").at(-1) ?? "";
  const found = await findActa(portal.db, folio, "staff", { after: 0, limit: 100 });
  assert(found?.acta.sha256);
  const before = { ...found.acta, state: "answered" as const };
  assertEquals(found.acta.sha256, sha256(signedText(before, found.lines)));
});

Deno.test("the next acta begins with what the last one left open, by the payments of its own cut-off", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const address = await closed(portal, browser);
  const next = await send(browser, address, { accion: "siguiente", corte: "01/04/2026" });
  const place = next.headers.get("location") ?? "";
  assertMatch(place, /^\/conciliaciones\/AC-2026-/);
  const html = await (await browser.get(place)).text();
  assertStringIncludes(html, "Sigue a");
  const folio = place.split("/").at(-1) ?? "";
  const lines = (await portal.db.select().from(actaLines)).filter((line) => line.folio === folio);
  assertEquals(lines.map(({ invoiceNumber }) => invoiceNumber), ["NO-1", "NO-2"]);
});

Deno.test("payments after the cut-off do not count", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const address = await prepare(browser, "01/01/2020");
  const html = await (await browser.get(address)).text();
  assertStringIncludes(html, "4 diferencias");
});

Deno.test("what is wrong stands beside its field, and nothing typed is lost", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const list = await bringList(browser, LIST);
  for (
    const [corte, words] of [["", "Escriba la fecha de corte."], ["31/02/2026", "31/02/2026"], [
      "01/01/2027",
      "hasta hoy",
    ]] as const
  ) {
    const answer = await askForActa(browser, list, corte);
    const html = await answer.text();
    assertEquals(answer.status, 422, corte);
    assertStringIncludes(html, 'id="corte-error"');
    assertStringIncludes(html, words);
    assertStringIncludes(html, `value="${corte}"`);
    assertStringIncludes(html, "4 filas de su lista");
  }
  const address = await prepare(browser);
  await send(browser, address, { accion: "enviar" });
  const staff = await portal.signInStaff("tesoreria");
  const wrong = { ...ANSWERS, "fecha-2": "31/02/2026", "nota-3": "" };
  const answer = await send(staff, STAFF + address, { accion: "enviar", ...wrong });
  const html = await answer.text();
  assertEquals(answer.status, 422);
  assertStringIncludes(html, 'id="fecha-2-error"');
  assertStringIncludes(html, 'id="nota-3-error"');
  assertStringIncludes(html, 'value="31/02/2026"');
  const some = { "posicion-1": "paid", "nota-1": "Comprobante 1002" };
  const early = await send(staff, STAFF + address, { accion: "enviar", ...some });
  assertEquals(early.status, 422);
  assertStringIncludes(await early.text(), "Faltan respuestas");
});

Deno.test("T1: an acta of another provider is not found, to read, to download and to write", async () => {
  await using portal = await testApp(somePayments());
  const address = await prepare(await portal.signIn());
  const other = await portal.signIn(B);
  assertEquals((await other.get(address)).status, 404);
  assertEquals((await other.get(`${address}/acta.pdf`)).status, 404);
  const csrf = csrfOf(await (await other.get("/cruce")).text());
  assertEquals((await other.post(address, { csrf, accion: "descartar" })).status, 404);
  assertEquals(await portal.db.$count(actas), 1);
});

Deno.test("an acta that was sent is neither changed nor discarded by its provider", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const address = await prepare(browser);
  const csrf = csrfOf(await (await browser.get(address)).text());
  assertEquals((await browser.post(address, { csrf, accion: "enviar" })).status, 303);
  for (const accion of ["guardar", "enviar", "descartar", "siguiente"]) {
    const answer = await browser.post(address, { csrf, accion, "motivo-2": "Otro motivo" });
    assertEquals(answer.status, 409, accion);
  }
});

Deno.test("a draft can be discarded, and the paper of an acta is a PDF", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const address = await prepare(browser);
  const paper = await browser.get(`${address}/acta.pdf`);
  assertEquals(paper.headers.get("content-type"), "application/pdf");
  assertEquals(new TextDecoder().decode((await paper.bytes()).slice(0, 5)), "%PDF-");
  await send(browser, address, { accion: "descartar" });
  assertEquals([await portal.db.$count(actas), await portal.db.$count(actaLines)], [0, 0]);
});

Deno.test("a list larger than any usual form becomes an acta, and one provider cannot begin them without end", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const rows = Array.from({ length: 1900 }, (_, index) => `NO-${index}-${"0".repeat(40)}\t10,00`);
  const large = await bringList(browser, `Factura\tSaldo\n${rows.join("\n")}\n`);
  const answer = await askForActa(browser, large, "31/03/2026");
  assertEquals(answer.status, 303);
  await answer.body?.cancel();
  const statuses: number[] = [];
  const small = await bringList(browser, LIST);
  for (let turn = 0; turn < 31; turn++) {
    const again = await askForActa(browser, small, "31/03/2026");
    statuses.push(again.status);
    await again.body?.cancel();
  }
  assertEquals([statuses[0], statuses.at(-1)], [303, 422]);
});

Deno.test("an acta is not closed with a hash that a colleague's dispute made untrue", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const address = await prepare(browser);
  await send(browser, address, { accion: "enviar" });
  const staff = await portal.signInStaff("tesoreria");
  await send(staff, STAFF + address, { accion: "enviar", ...ANSWERS });
  const folio = address.split("/").at(-1) ?? "";
  const signed = { name: "x", at: 1 };
  const of = { folio, providerId: 1, signed, sha256: "x", disputes: [] };
  assertEquals(await closeActa(portal.db, { ...of, disputed: [2] }), false);
  await keepDisputes(portal.db, of, [{ number: 2, isDisputed: true }]);
  assertEquals(await closeActa(portal.db, { ...of, disputed: [] }), false);
  assertEquals(await closeActa(portal.db, { ...of, disputed: [2] }), true);
});
