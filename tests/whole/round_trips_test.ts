import { assert, assertEquals } from "@std/assert";
import type { Db } from "../../db/client.ts";
import { affiliates, medicineRequests, pendingMedicines } from "../../db/schema.ts";
import { APPOINTMENT, CALLBACK, DRAFT, someAppointments } from "../support/appointments/every.ts";
import { anAffiliate } from "../support/people.ts";
import {
  addDaughter,
  AFILIARSE,
  answerAll,
  ANSWERS,
  beginEnrolment,
} from "../support/enrolment/applicant.ts";
import { ORIGIN, type TestApp, testApp, type TestBrowser } from "../support/app.ts";
import { anInquiry, aProposal, FOLIO } from "../support/inquiries.ts";
import { aFile, aVoucher, load, VOUCHERS_HEADER } from "../support/files.ts";
import { aMedicineRequest, aPendingMedicine, HANDLE, REQUEST } from "../support/medicines/lines.ts";
import { bringList, CHOICES } from "../support/reconciliation/lists.ts";
import { someDeliveries } from "../support/webhooks/deliveries.ts";
import { WEBHOOK } from "../support/webhooks/webhooks.ts";
import { ALL_MARCH, somePayments } from "../support/payments.ts";

const LIST = "Factura\tSaldo\nFEV-2\t2.500,00\nNO-1\t10,00";

const PAGES = [
  "/portal",
  "/pagos",
  `/pagos?${ALL_MARCH}`,
  `/pagos/1002?${ALL_MARCH}&pagina=2`,
  `/pagos/1001?${ALL_MARCH}`,
  `/pagos/1001/cambios?${ALL_MARCH}`,
  `/pagos?${ALL_MARCH}&filtros=si&texto=100&orden=-valor-pago`,
  `/pagos/1002?${ALL_MARCH}&texto=100`,
  "/buscar?q=FEV1",
  `/pagos/1003/trabajado?${ALL_MARCH}`,
  `/facturas?${ALL_MARCH}`,
  `/facturas?${ALL_MARCH}&filtros=si&texto=fev&orden=-saldo`,
  "/facturas/FEV-000001?comprobante=1003&linea=1",
  "/estado-de-cuenta",
  "/estado-de-cuenta/saldos",
  "/certificados?anio=2026",
  "/cuenta/programas",
  "/calendario?campo=desde",
  "/afiliados/atencion?departamento=13",
  "/afiliados/puntos-de-entrega?departamento=13",
  "/afiliados/atencion/pqrs",
  "/consultas",
  `/consultas/${FOLIO}`,
  "/consultas/nueva?comprobante=1003",
  "/cuenta/programas/avisos",
  `/cuenta/programas/avisos/${WEBHOOK}`,
];

Deno.test("no page of a provider goes to the database more than twice, the session included", async () => {
  await using portal = await testApp(somePayments());
  const corrected = aVoucher({ number: "1001", paidOn: "10/03/2026", paid: "3001,50" });
  await load(portal.db, [aFile("c.csv", VOUCHERS_HEADER, corrected)]);
  const browser = await portal.signIn();
  await anInquiry(portal.db, aProposal());
  await someDeliveries(portal.db);
  await assertTwoTrips(portal, browser.cookies, [...PAGES, await bringList(browser, LIST)]);
});

Deno.test("a cruce asks for its list, for its invoices and for what the list lacks", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const result = `${await bringList(browser, LIST)}?${CHOICES}`;
  const trips = countTrips(portal.db);
  assertEquals((await browser.get(result)).status, 200);
  assertEquals(trips.count, 4);
});

const AFFILIATE_PAGES = [
  "/afiliados/inicio",
  "/afiliados/medicamentos",
  `/afiliados/medicamentos/pendientes/${HANDLE}/domicilio`,
  `/afiliados/medicamentos/pendientes/${HANDLE}/punto`,
  "/afiliados/medicamentos/solicitar",
  `/afiliados/medicamentos/solicitudes/${REQUEST}`,
  "/afiliados/citas",
  `/afiliados/citas/${APPOINTMENT}`,
  `/afiliados/citas/${APPOINTMENT}/cita.ics`,
  `/afiliados/citas/${APPOINTMENT}/cancelar`,
  `/afiliados/citas/llamadas/${CALLBACK}`,
  "/afiliados/citas/nueva",
  ...["tipo", "hora", "datos", "llamada"].map((step) => `/afiliados/citas/nueva/${DRAFT}/${step}`),
];

Deno.test("no page of an affiliate goes to the database more than twice, the session included", async () => {
  await using portal = await testApp();
  const { cookies } = await portal.signInAffiliate();
  await portal.db.insert(pendingMedicines).values(aPendingMedicine());
  await portal.db.insert(medicineRequests).values(aMedicineRequest());
  await someAppointments(portal.db, portal.clock.nowMs);
  await assertTwoTrips(portal, cookies, AFFILIATE_PAGES);
});

async function assertTwoTrips(
  portal: TestApp,
  cookies: TestBrowser["cookies"],
  pages: string[],
): Promise<void> {
  const trips = countTrips(portal.db);
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  for (const page of pages) {
    const part = { "hx-request": "true", "hx-target": "section#detalle" };
    for (const further of [{}, part]) {
      const headers: Record<string, string> = { cookie, ...further };
      trips.count = 0;
      const answer = await portal.app.request(ORIGIN + page, { headers });
      assertEquals(answer.status, 200, page);
      await answer.body?.cancel();
      assertEquals(trips.count <= 2, true, `${page}: ${trips.count}`);
    }
  }
}

Deno.test("whoever is sent away while many sign in has asked nothing of the database", async () => {
  await using portal = await testApp();
  const gate = Promise.withResolvers<void>();
  const { signIns } = portal.services.queues;
  const others = Array.from(
    { length: 70 },
    (_, place) => signIns.run(`place ${place}`, () => gate.promise).catch(() => {}),
  );
  const trips = countTrips(portal.db);
  const form = { tipo: "prestador", usuario: "800191045", contrasena: "otra frase cualquiera" };
  const answer = await portal.browser().post("/zona-ser", form);
  assertEquals([answer.status, trips.count], [503, 0]);
  assert(answer.headers.has("retry-after"));
  gate.resolve();
  await Promise.all(others);
  assertEquals((await portal.browser().post("/zona-ser", form)).status, 422);
});

Deno.test("E2: a consulta asks the database as much where nobody is found", async () => {
  await using portal = await testApp();
  await portal.db.insert(affiliates).values(anAffiliate());
  const form = { tipoDocumento: "CC", documento: "9990000101", nacimiento: "05/03/1962" };
  const trips = countTrips(portal.db);
  const counts = [];
  for (const nacimiento of [form.nacimiento, "06/03/1962"]) {
    [trips.count, trips.statements] = [0, 0];
    const answer = await portal.browser().post("/afiliados/consulta", { ...form, nacimiento });
    await answer.body?.cancel();
    counts.push([answer.status, trips.count, trips.statements]);
  }
  const [[, ...found] = [], [, ...missed] = []] = counts;
  assertEquals(counts.map(([status]) => status), [200, 422]);
  assertEquals(found, missed);
  assertEquals(found[0], 4);
});

Deno.test("the last page of a long voucher costs the database as much as the first", async () => {
  await using portal = await testApp(somePayments());
  const { cookies } = await portal.signIn();
  const trips = countTrips(portal.db);
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const counts = [];
  for (const page of [1, 3]) {
    trips.count = trips.statements = 0;
    const path = `${ORIGIN}/pagos/1002?${ALL_MARCH}&pagina=${page}`;
    await (await portal.app.request(path, { headers: { cookie } })).body?.cancel();
    counts.push([trips.count, trips.statements]);
  }
  assertEquals(counts[0], counts[1]);
});

Deno.test("no page of the wizard goes to the database more than once, one that proposes and an answer twice", async () => {
  await using portal = await testApp();
  const browser = await beginEnrolment(portal);
  await answerAll(browser, ANSWERS);
  const handle = await addDaughter(browser);
  const trips = countTrips(portal.db);
  for (
    const path of ["", "/seguir", "/grupo", "/nombre", "/personas", `/personas/${handle}/nombre`]
  ) {
    trips.count = 0;
    await (await browser.get(AFILIARSE + path)).body?.cancel();
    assertEquals(trips.count, 1, path);
  }
  trips.count = 0;
  await (await browser.get(`${AFILIARSE}/ips`)).body?.cancel();
  assertEquals(trips.count, 2);
  trips.count = 0;
  await answerAll(browser, { sisben: ANSWERS.sisben ?? {} });
  assertEquals(trips.count, 2);
});

/** Counts round trips from now on; the database stays the real one. */
function countTrips(db: Db): { count: number; statements: number } {
  const trips = { count: 0, statements: 0 };
  const { $client, $read } = db;
  const { execute, batch } = $client;
  // At a server questions go through the client, too.
  if ($client.protocol === "file") {
    db.$read = (reads) => {
      trips.count++;
      trips.statements += reads.length;
      return $read(reads);
    };
  }
  $client.execute = (...args: Parameters<typeof execute>) => {
    trips.count++;
    trips.statements++;
    return Reflect.apply(execute, $client, args);
  };
  $client.batch = (...args: Parameters<typeof batch>) => {
    trips.count++;
    trips.statements += args[0].length;
    return Reflect.apply(batch, $client, args);
  };
  return trips;
}
