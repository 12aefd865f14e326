import {
  assert,
  assertEquals,
  assertMatch,
  assertNotMatch,
  assertStringIncludes,
} from "@std/assert";
import { eq } from "drizzle-orm";
import { medicineRequests, pendingMedicines, users } from "../../../db/schema.ts";
import { csrfOf, testApp, type TestBrowser } from "../../support/app.ts";
import { createAffiliate } from "../../support/people.ts";
import { postFrom, textOf } from "../../support/staff.ts";
import { addDeliveryPoints, aPendingMedicine, HANDLE } from "../../support/medicines/lines.ts";

const LIST = "/afiliados/medicamentos";
const HOME = `${LIST}/pendientes/${HANDLE}/domicilio`;
const POINT = `${LIST}/pendientes/${HANDLE}/punto`;
const ADDRESS = { direccion: "Calle 5 # 6-7, barrio El Prado", telefono: "300 123 4567" };

Deno.test("a medicine is asked for at home, and the page of the request says how it stands", async () => {
  await using portal = await withMedicine();
  const browser = await portal.signInAffiliate();
  const form = await (await browser.get(HOME)).text();
  assertMatch(form, /Losartán 50 mg<\/strong>. Le deben 40\./);
  const answer = await send(browser, HOME, ADDRESS);
  assertEquals(answer.status, 303);
  const [request] = await portal.db.select().from(medicineRequests);
  const location = answer.headers.get("location") ?? "";
  assertEquals(location, `${LIST}/solicitudes/${request?.folio}?hecho=recibida`);
  assertMatch(request?.folio ?? "", /^MD-2026-[0-9A-Z]{8}$/);
  const page = await (await browser.get(location)).text();
  assertMatch(page, /Recibimos su solicitud/);
  assertMatch(page, /Recibida/);
  assertStringIncludes(page, ADDRESS.direccion);
  assertStringIncludes(await (await browser.get(LIST)).text(), "Ya lo pidió");
});

Deno.test("another point is chosen among those of the department, without the one that owes it", async () => {
  await using portal = await withMedicine();
  const browser = await portal.signInAffiliate();
  const form = await (await browser.get(POINT)).text();
  assertEquals([...form.matchAll(/<option value="(\w*)"/g)].map(([, code]) => code), ["", "P2"]);
  assertEquals((await send(browser, POINT, { punto: "P2" })).status, 303);
  const [request] = await portal.db.select().from(medicineRequests);
  assertEquals([request?.way, request?.pointCode], ["point", "P2"]);
});

Deno.test("a second request is told that the first is under way, and is led to it", async () => {
  await using portal = await withMedicine();
  const browser = await portal.signInAffiliate();
  const [csrf, envio] = await codesOf(browser, HOME);
  const { headers } = await browser.post(HOME, { csrf, envio, ...ADDRESS });
  const page = headers.get("location")?.replace("recibida", "en-camino") ?? "";
  const second = await browser.post(POINT, { csrf, envio: "0".repeat(32), punto: "P2" });
  assertEquals([second.status, second.headers.get("location")], [303, page]);
  assertMatch(await (await browser.get(page)).text(), /Ya había una solicitud/);
  assertEquals((await browser.get(POINT)).headers.get("location"), page);
  const again = await browser.post(HOME, { csrf, envio, ...ADDRESS });
  assertEquals(again.headers.get("location"), headers.get("location"), "the same form again");
  assertEquals((await portal.db.select().from(medicineRequests)).length, 1);
});

Deno.test("what is missing is told beside its field, and nothing typed is lost", async () => {
  await using portal = await withMedicine();
  const browser = await portal.signInAffiliate();
  const answer = await send(browser, HOME, { direccion: "Calle 5 # 6-7", telefono: "123" });
  assertEquals(answer.status, 422);
  const page = await answer.text();
  assertMatch(page, /id="telefono-error"[^>]*>.*Escriba un teléfono/);
  assertMatch(page, /name="direccion"[^>]*value="Calle 5 # 6-7"/);
  const long = await send(browser, HOME, { ...ADDRESS, direccion: "x".repeat(201) });
  assertMatch(await long.text(), /a lo sumo 200 caracteres/);
  for (const punto of ["", "P3x", "O1"]) {
    assertEquals((await send(browser, POINT, { punto })).status, 422, punto);
  }
  assertEquals(await portal.db.select().from(medicineRequests), []);
});

Deno.test("L8: another person's medicine is not found, to look at or to ask for", async () => {
  await using portal = await withMedicine();
  const browser = await portal.signInAffiliate({ documentNumber: "9990000102" });
  const csrf = csrfOf(await (await browser.get("/cuenta")).text());
  assertEquals((await browser.get(HOME)).status, 404);
  assertEquals((await browser.post(HOME, { csrf, ...ADDRESS })).status, 404);
  assertEquals((await browser.post(POINT, { csrf, punto: "P2" })).status, 404);
  assertEquals(await portal.db.select().from(medicineRequests), []);
});

Deno.test("L1: asking for a medicine is one event, that names the radicado and no medicine", async () => {
  await using portal = await withMedicine();
  const browser = await portal.signInAffiliate();
  const [csrf, envio] = await codesOf(browser, HOME);
  for (let times = 0; times < 2; times++) await browser.post(HOME, { csrf, envio, ...ADDRESS });
  const [request] = await portal.db.select().from(medicineRequests);
  const { rows } = await portal.db.$client.execute(
    "SELECT detail FROM audit_events WHERE name = 'medicineRequested'",
  );
  assertEquals(rows.map(({ detail }) => JSON.parse(String(detail))), [
    { folio: request?.folio, affiliate: request?.affiliateId },
  ]);
});

Deno.test("L8: a head asks for her child's medicine, while she acts for the child, and both are kept", async () => {
  await using portal = await testApp();
  const { db, services } = portal;
  const child = { documentType: "TI", documentNumber: "9990000103", firstName: "Samuel" };
  const childId = await createAffiliate(services, {
    ...child,
    kind: "beneficiario",
    state: "AC",
    bornOn: "2015-06-01",
    headDocumentType: "CC",
    headDocumentNumber: "9990000101",
  });
  await db.insert(pendingMedicines).values(
    aPendingMedicine({ documentType: "TI", documentNumber: child.documentNumber }),
  );
  const head = await portal.signInAffiliate({ state: "AC" });
  assertEquals((await head.get(HOME)).status, 404, "not while she acts for herself");
  const family = await textOf(head, FAMILY);
  const [, persona = ""] = /name="persona" value="([\w-]+)"/.exec(family) ?? [];
  await (await postFrom(head, FAMILY, FAMILY, { accion: "actuar", persona })).body?.cancel();
  assertStringIncludes(await textOf(head, LIST), "Losartán 50 mg");
  assertEquals((await send(head, HOME, ADDRESS)).status, 303);
  const [request] = await db.select().from(medicineRequests);
  const [holder] = await db.select({ affiliateId: users.affiliateId }).from(users)
    .where(eq(users.id, request?.requestedBy ?? 0));
  assertEquals(request?.affiliateId, childId);
  assert(holder && holder.affiliateId !== childId);
  await (await postFrom(head, FAMILY, FAMILY, { accion: "volver" })).body?.cancel();
  assertNotMatch(await textOf(head, LIST), /Losartán/);
});

const FAMILY = "/afiliados/familia";

async function withMedicine() {
  const portal = await testApp();
  await addDeliveryPoints(portal.db);
  await portal.db.insert(pendingMedicines).values(aPendingMedicine());
  return portal;
}

async function codesOf(browser: TestBrowser, path: string): Promise<[csrf: string, id: string]> {
  const page = await (await browser.get(path)).text();
  return [csrfOf(page), /name="envio" value="([^"]+)"/.exec(page)?.[1] ?? ""];
}

async function send(browser: TestBrowser, path: string, form: Record<string, string>) {
  const [csrf, envio] = await codesOf(browser, path);
  return await browser.post(path, { csrf, envio, ...form });
}
