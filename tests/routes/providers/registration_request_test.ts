import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { activationTokens, auditEvents, registrationRequests } from "../../../db/schema.ts";
import { findRegistrant } from "../../../db/providers/registrant.ts";
import { A, csrfOf, type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import { aFile, aVoucher, C, VOUCHERS_HEADER } from "../../support/files.ts";

const RIGHT = {
  nit: C,
  documento: "9001",
  valor: "1.234,50",
  cedula: "32654987",
  nombre: "Carmen Barrios",
  telefono: "605 555 0132",
  correo: "gerencia@lab.example",
};

const paymentsOfC = () => [
  aFile(
    "c.csv",
    VOUCHERS_HEADER,
    aVoucher({ nit: C, number: "9001", paid: "1234,50" }),
    aVoucher({ nit: C, number: "OLD", paidOn: "31/03/2025", paid: "1234,50" }),
    aVoucher({ nit: C, number: "VOID", paid: "1234,50", state: "Anulado" }),
  ),
];

Deno.test("E1: whatever a request says, its answer is the same, and no mail goes anywhere", async () => {
  await using portal = await testApp(paymentsOfC());
  const cases = [
    RIGHT,
    { ...RIGHT, valor: "1.234,51" },
    { ...RIGHT, documento: "no-hay" },
    { ...RIGHT, nit: "800191045" },
    { ...RIGHT, nit: A },
  ];
  const answers = await Promise.all(cases.map(async (form, index) => {
    const answer = await portal.browser(`10.0.0.${index}`).post("/registro/solicitud", form);
    return [answer.status, plain(await answer.text())];
  }));
  for (const answer of answers) assertEquals(answer, answers[0]);
  assertEquals(answers[0]?.[0], 200);
  await portal.services.background.settled();
  assertEquals(portal.mails, []);
});

Deno.test("a right payment is one of the last twelve months that stands, to the centavo", async () => {
  await using portal = await testApp(paymentsOfC());
  const cases: [wish: Partial<typeof RIGHT>, isRight: boolean][] = [
    [{}, true],
    [{ valor: "1234,50" }, true],
    [{ valor: "1234.50" }, true],
    [{ valor: "1.234,51" }, false],
    [{ documento: "OLD" }, false],
    [{ documento: "VOID" }, false],
    [{ nit: A }, false],
  ];
  for (const [index, [wish]] of cases.entries()) {
    const correo = `caso${index}@lab.example`;
    const form = { ...RIGHT, ...wish, correo, nombre: `caso ${index}` };
    await portal.browser(`10.0.1.${index}`).post("/registro/solicitud", form);
  }
  const kept = await portal.db.select().from(registrationRequests);
  for (const [index, [wish, isRight]] of cases.entries()) {
    const found = kept.find(({ contactName }) => contactName === `caso ${index}`);
    assertEquals(found?.isPaymentRight, isRight, JSON.stringify(wish));
  }
});

Deno.test("each field says for itself what is missing, in the order of the form, and nothing typed is lost", async () => {
  await using portal = await testApp();
  const typed = { ...RIGHT, nit: "900777111-0", valor: "mil", correo: "sin arroba" };
  const answer = await portal.browser().post("/registro/solicitud", typed);
  const html = await answer.text();
  assertEquals(answer.status, 422);
  assertStringIncludes(html, "Revise 3 datos para enviar la solicitud");
  for (const value of ["900777111-0", "mil", "sin arroba", "Carmen Barrios"]) {
    assertStringIncludes(html, `value="${value}"`);
  }
  const links = [...html.matchAll(/<a href="#(\w+)">/g)].map(([, field]) => field);
  assertEquals(links.filter((field) => field !== "contenido"), ["nit", "valor", "correo"]);
});

Deno.test("a double click is one request with one folio", async () => {
  await using portal = await testApp(paymentsOfC());
  const browser = portal.browser();
  const answers = await Promise.all([1, 2].map(() => browser.post("/registro/solicitud", RIGHT)));
  const texts = await Promise.all(answers.map((answer) => answer.text()));
  const folios = texts.map((html) => /SR-2026-\w{8}/.exec(html)?.[0]);
  assertEquals(folios[0], folios[1]);
  const kept = await portal.db.select().from(registrationRequests);
  assertEquals(kept.map(({ folio }) => folio), [folios[0]]);
});

Deno.test("requests from one place cost a wait after some", async () => {
  await using portal = await testApp();
  const browser = portal.browser();
  const statuses = [];
  for (let count = 0; count < 7; count++) {
    statuses.push((await browser.post("/registro/solicitud", RIGHT)).status);
  }
  assertEquals(statuses, [200, 200, 200, 200, 200, 200, 429]);
});

Deno.test("once the staff has put the address on file, and not before, the provider registers", async () => {
  await using portal = await testApp(paymentsOfC());
  const { staff, address } = await withRequest(portal);
  const page = await (await staff.get(address)).text();
  assertStringIncludes(page, "Laboratorio C Ltda.");
  assertStringIncludes(page, "Coincide");
  const form = { csrf: csrfOf(page), accion: "aprobar", correo: "oficial@lab.example" };
  assertEquals((await staff.post(address, { ...form, nota: "" })).status, 422);
  assertEquals((await findRegistrant(portal.db, C))?.email, null);
  const done = await staff.post(address, { ...form, nota: "Llamé al 605 555 0100" });
  assertEquals(done.headers.get("location"), "/funcionario/solicitudes");
  assertEquals((await findRegistrant(portal.db, C))?.email, "oficial@lab.example");
  await portal.services.background.settled();
  assertEquals(portal.mails.map(({ to }) => to), ["oficial@lab.example"]);
  assertEquals((await portal.db.select().from(activationTokens)).length, 0);
});

Deno.test("R1: the staff cannot replace an address that is on file by way of a request", async () => {
  await using portal = await testApp(paymentsOfC());
  const { staff, address } = await withRequest(portal);
  const page = await (await staff.get(address)).text();
  await portal.db.$client.execute({
    sql: "UPDATE providers SET email = 'titular@lab.example' WHERE nit = ?",
    args: [C],
  });
  const form = { csrf: csrfOf(page), accion: "aprobar", nota: "x" };
  const answer = await staff.post(address, { ...form, correo: "otro@lab.example" });
  assertEquals(answer.status, 422);
  assertStringIncludes(await answer.text(), "ya tiene un correo registrado");
  assertEquals((await findRegistrant(portal.db, C))?.email, "titular@lab.example");
});

Deno.test("a refused request stores why; it is decided once; whoever looks at it is recorded", async () => {
  await using portal = await testApp(paymentsOfC());
  const { staff, address } = await withRequest(portal);
  const csrf = csrfOf(await (await staff.get(address)).text());
  const form = { csrf, accion: "rechazar", nota: "El teléfono no es de la IPS" };
  assertEquals((await staff.post(address, form)).status, 303);
  const again = await staff.post(address, { ...form, accion: "aprobar", correo: "x@y.example" });
  assertStringIncludes(await again.text(), "El teléfono no es de la IPS");
  assertEquals((await findRegistrant(portal.db, C))?.email, null);
  await portal.services.background.settled();
  const events = await portal.db.select().from(auditEvents);
  const names = events.map(({ name }) => name);
  assert(names.includes("sensitiveView") && names.includes("registrationRequestDecided"));
  assert(!JSON.stringify(events).includes("32654987"));
});

Deno.test("T1: a request that does not exist is a 404", async () => {
  await using portal = await testApp();
  const staff = await portal.signInStaff("administrador");
  assertEquals((await staff.get("/funcionario/solicitudes/SR-2026-AAAAAAAA")).status, 404);
});

async function withRequest(portal: TestApp): Promise<{ staff: TestBrowser; address: string }> {
  await portal.browser("10.9.9.9").post("/registro/solicitud", RIGHT);
  const staff = await portal.signInStaff("administrador");
  const list = await (await staff.get("/funcionario/solicitudes")).text();
  const address = /href="(\/funcionario\/solicitudes\/SR-[\w-]+)"/.exec(list)?.[1] ?? "";
  return { staff, address };
}

/** An answer without what is new in every one. */
function plain(html: string): string {
  return html.replace(/nonce="[^"]*"/g, "").replace(/SR-\d{4}-\w{8}/g, "");
}
