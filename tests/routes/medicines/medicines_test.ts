import {
  assert,
  assertEquals,
  assertMatch,
  assertNotMatch,
  assertStringIncludes,
} from "@std/assert";
import { affiliates, pendingMedicines } from "../../../db/schema.ts";
import { testApp } from "../../support/app.ts";
import { postFrom, textOf } from "../../support/staff.ts";
import { addDeliveryPoints, aPendingMedicine, HANDLE } from "../../support/medicines/lines.ts";

const PAGE = "/afiliados/medicamentos";
const HOUR_MS = 60 * 60 * 1000;

Deno.test("an affiliate sees what she is owed, oldest first, where, and how long it may take", async () => {
  await using portal = await testApp();
  const { db, clock } = portal;
  await addDeliveryPoints(db);
  await db.insert(pendingMedicines).values([
    aPendingMedicine({ pendingSince: clock.nowMs - HOUR_MS }),
    aPendingMedicine({
      handle: "b",
      medicine: "Insulina Glargina",
      pendingSince: clock.nowMs - 53 * HOUR_MS,
      pointCode: null,
    }),
  ]);
  const browser = await portal.signInAffiliate();
  const page = await (await browser.get(PAGE)).text();
  assert(page.indexOf("Insulina Glargina") < page.indexOf("Losartán 50 mg"));
  assertMatch(page, /El plazo venció hace 5 horas/);
  assertMatch(page, /Faltan 47 horas para que venza el plazo/);
  assertMatch(page, /Le ordenaron<\/dt><dd>60<.*Le entregaron<\/dt><dd>20<.*Le deben<\/dt><dd>40</);
  assertMatch(page, /Farmacia Centro<\/strong>, Calle 1 # 2-3, Cartagena/);
  assertMatch(page, new RegExp(`href="${PAGE}/pendientes/${HANDLE}/domicilio"`));
  assertMatch(page, /dónde se lo deben, llame a la línea/);
});

Deno.test("L8: nobody else's medicine is on an affiliate's page, nor one that is not owed", async () => {
  await using portal = await testApp();
  await portal.db.insert(pendingMedicines).values([
    aPendingMedicine({ documentNumber: "9990000102" }),
    aPendingMedicine({ handle: "b", documentType: "TI" }),
    aPendingMedicine({ handle: "c", isAnnulled: true }),
    aPendingMedicine({ handle: "d", deliveredQuantity: 60 }),
  ]);
  const browser = await portal.signInAffiliate();
  const page = await (await browser.get(PAGE)).text();
  assertMatch(page, /No tiene medicamentos pendientes/);
  assertNotMatch(page, /Losartán/);
});

Deno.test("L10: no address, title or line of the log names a medicine", async () => {
  await using portal = await testApp();
  await portal.db.insert(pendingMedicines).values(aPendingMedicine());
  const browser = await portal.signInAffiliate();
  const answer = await browser.get(PAGE);
  assertEquals(answer.headers.get("cache-control"), "no-store");
  const page = await answer.text();
  const addresses = [...page.matchAll(/(?:href|action)="([^"]*)"|<title>([^<]*)/g)];
  assert(addresses.length > 5);
  for (const [text] of addresses) assertNotMatch(text, /losart|19935311|9990000101|F-77/i);
  assertNotMatch(JSON.stringify(portal.logged), /losart|9990000101/i);
});

Deno.test("L10: what is overdue has one button that opens a claim filled in, by a body", async () => {
  await using portal = await testApp();
  const since = portal.clock.nowMs - 53 * HOUR_MS;
  await portal.db.insert(pendingMedicines).values([
    aPendingMedicine({ pendingSince: since, pointCode: null }),
    aPendingMedicine({ handle: "b", medicine: "Insulina Glargina" }),
  ]);
  const browser = await portal.signInAffiliate();
  const page = await (await browser.get(PAGE)).text();
  assertEquals(page.match(/>Reclamar</g)?.length, 1);
  const [, action = ""] =
    /<form class="claim" method="post" action="([^"]*pqrs[^"]*)"/.exec(page) ?? [];
  const [, tipo = ""] = /name="tipo" value="([^"]*)"/.exec(page) ?? [];
  const [, texto = ""] = /name="texto" value="([^"]*)"/.exec(page) ?? [];
  assertMatch(texto, /^No me han entregado completo Losartán 50 mg/);
  const form = await (await browser.post(action, { tipo, texto })).text();
  assertMatch(form, /<h1>Reclamo<\/h1>/);
  assertMatch(form, /Me deben 40 de 60, de la fórmula F-77/);
});

Deno.test("whoever is affiliated no more asks for no medicine, and sees what she is owed", async () => {
  await using portal = await testApp();
  const browser = await portal.signInAffiliate({ state: "RE" });
  const page = "/afiliados/medicamentos";
  await portal.db.insert(pendingMedicines).values(aPendingMedicine());
  for (const path of [`${page}/solicitar`, `${page}/pendientes/x/domicilio`]) {
    for (const answer of [await browser.get(path), await postFrom(browser, page, path, {})]) {
      assertEquals(answer.status, 409, path);
      assertStringIncludes(await answer.text(), "Esta afiliación terminó");
    }
  }
  const shown = await textOf(browser, page);
  for (const text of ["Esta afiliación terminó", "Le deben"]) assertStringIncludes(shown, text);
  assertNotMatch(shown, /Solicitar medicamentos|Pedir a domicilio|Recoger en otro punto/);
  await portal.db.update(affiliates).set({ state: "AC" });
  assertMatch(await textOf(browser, page), /Solicitar medicamentos[^]*Pedir a domicilio/);
});
