import { assert, assertEquals } from "@std/assert";
import { issueCertificate } from "../../../db/certificates/issue.ts";
import { affiliates, medicineRequests } from "../../../db/schema.ts";
import { testApp, type TestBrowser } from "../../support/app.ts";
import { giveSlot, slotIds } from "../../support/appointments/agendas.ts";
import { CALLBACK, someAppointments } from "../../support/appointments/every.ts";
import { addDeliveryPoints, aMedicineRequest, REQUEST } from "../../support/medicines/lines.ts";
import { aCertificate } from "../../support/papers/certificates.ts";
import { postFrom } from "../../support/staff.ts";

const OTHERS = "MD-2026-BBBB3333";

async function download(browser: TestBrowser) {
  const text = await (await browser.get("/cuenta/datos.json")).text();
  return { text, data: JSON.parse(text) };
}

Deno.test("L7: an affiliate downloads her medicines, appointments, calls and certificates", async () => {
  await using portal = await testApp();
  const browser = await portal.signInAffiliate();
  await addDeliveryPoints(portal.db);
  const collected = { way: "point", address: null, phone: null, pointCode: "P1" } as const;
  await portal.db.insert(medicineRequests).values(aMedicineRequest(collected));
  await someAppointments(portal.db, portal.clock.nowMs);
  await issueCertificate(portal.db, aCertificate());
  const { data } = await download(browser);
  assertEquals(data.solicitudesDeMedicamentos, [{
    radicado: REQUEST,
    formula: "F-90",
    fechaDeLaFormula: "30/03/2026",
    medicamento: "Metformina 850 mg, 60 tabletas",
    direccion: null,
    telefono: null,
    puntoDeEntrega: "Farmacia Centro",
    estado: "Recibida",
    entregaProgramada: null,
    motivo: null,
    fecha: "01/04/2026 09:00",
  }]);
  const [appointment] = data.citas;
  assertEquals([appointment.sede, appointment.estado, appointment.correo], [
    "IPS Caribe",
    "Apartada",
    "a@correo.example",
  ]);
  const [call] = data.solicitudesDeLlamada;
  assertEquals([call.radicado, call.tipo, call.fechaPrometida], [
    CALLBACK,
    "Odontología",
    "08/04/2026",
  ]);
  assertEquals(data.certificadosVigentes, [
    { codigo: "ABCDEFGH2345", expedidoEl: "05/03/2026 10:00" },
  ]);
});

Deno.test("L7: of what she asked for somebody else an affiliate gets the radicado, of others nothing", async () => {
  await using portal = await testApp();
  const browser = await portal.signInAffiliate();
  await portal.signInAffiliate({ documentNumber: "9990000102" });
  const another = { formId: "b", affiliateId: 2, asked: "Insulina de otra persona" };
  await portal.db.insert(medicineRequests).values([
    aMedicineRequest({ ...another, folio: OTHERS }),
    aMedicineRequest({ ...another, formId: "c", requestedBy: 2 }),
  ]);
  await someAppointments(portal.db, portal.clock.nowMs);
  const [, second = 0] = await slotIds(portal.db);
  await giveSlot(portal.db, second, 2);
  await issueCertificate(portal.db, aCertificate({ owner: { affiliateId: 2 } }));
  const { text, data } = await download(browser);
  assertEquals(data.medicamentosPedidosParaOtros, [
    { radicado: OTHERS, fecha: "01/04/2026 09:00" },
  ]);
  assertEquals([data.solicitudesDeMedicamentos, data.certificadosVigentes], [[], []]);
  assertEquals(data.citas.length, 1);
  for (const foreign of ["Insulina", REQUEST, "ABCDEFGH2345"]) assert(!text.includes(foreign));
});

Deno.test("L7: contact data that she asked to have on file is hers, and of what others asked the radicado", async () => {
  await using portal = await testApp();
  const browser = await portal.signInAffiliate();
  const other = await portal.signInAffiliate({ documentNumber: "9990000102", phone: "3" });
  const own = "/afiliados/mi-afiliacion/contacto";
  const wish = { correo: "", telefono: "300 555 0101", direccion: "Calle 1 # 2-03" };
  await (await postFrom(browser, own, own, wish)).body?.cancel();
  await (await postFrom(other, own, own, { ...wish, telefono: "300 555 0999" })).body?.cancel();
  const outside = { tipoDocumento: "CC", documento: "9990000101", nacimiento: "05/03/1962" };
  const reach = { correo: "desconocida@correo.example", telefono: "300 555 0777" };
  const asked = await portal.browser().post("/afiliados/registro/solicitud", {
    ...outside,
    ...reach,
  });
  await asked.body?.cancel();
  const { text, data } = await download(browser);
  assertEquals(
    data.solicitudesDeContacto.map(({ radicado: _, fecha: __, ...rest }: Record<string, string>) =>
      rest
    ),
    [
      {
        desdeSuCuenta: "sí",
        correo: null,
        telefono: wish.telefono,
        direccion: wish.direccion,
        estado: "Por decidir",
        decididaEl: null,
      },
      { desdeSuCuenta: "no", estado: "Por decidir", decididaEl: null },
    ],
  );
  for (const foreign of ["desconocida@", "0777", "0999"]) assert(!text.includes(foreign), foreign);
});

Deno.test("L7: whoever is no longer on file gets nothing of an affiliate's care", async () => {
  await using portal = await testApp();
  const browser = await portal.signInAffiliate();
  await portal.db.insert(medicineRequests).values(aMedicineRequest());
  assertEquals((await download(browser)).data.solicitudesDeMedicamentos.length, 1);
  await portal.db.delete(affiliates);
  assert(!(await (await browser.get("/cuenta/datos.json")).text()).includes("Metformina"));
});
