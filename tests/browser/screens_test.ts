/// <reference lib="dom" />
import { assert, assertEquals } from "@std/assert";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { inquiries, medicineRequests, pendingMedicines } from "../../db/schema.ts";
import { createAccount, PASSWORD } from "../support/app.ts";
import { addressOf, fillSignIn, signInStaff, type Visit, visit } from "../support/browser.ts";
import { aSentEnrolment, SENT } from "../support/enrolment/rows.ts";
import { A, somePlaces } from "../support/files.ts";
import { aMedicineRequest, aPendingMedicine, HANDLE, REQUEST } from "../support/medicines/lines.ts";
import { judgePage, judgeScreen, WIDTHS } from "../support/screens.ts";
import { APPOINTMENT, CALLBACK, DRAFT, someAppointments } from "../support/appointments/every.ts";
import { anAffiliate, createAffiliate } from "../support/people.ts";
import { anInquiry, aProposal, FOLIO, PDF, staffDoes } from "../support/inquiries.ts";
import { someDeliveries } from "../support/webhooks/deliveries.ts";
import { WEBHOOK } from "../support/webhooks/webhooks.ts";
import { ALL_MARCH, somePayments } from "../support/payments.ts";

const PUBLIC = [
  "/",
  "/afiliados",
  "/afiliados/consulta",
  "/afiliados/atencion?departamento=13",
  "/afiliados/puntos-de-entrega",
  "/afiliados/atencion/pqrs",
  "/afiliados/atencion/pqrs/nueva?tipo=queja",
  "/afiliados/atencion/pqrs/nueva?tipo=reclamo&nombre=si",
  "/afiliados/atencion/pqrs/estado",
  "/afiliados/puntos-de-entrega?departamento=13",
  "/afiliados/afiliarse",
  "/afiliados/afiliarse/retomar",
  "/afiliados/afiliarse/enlace?x",
  "/zona-ser",
  "/registro",
  "/registro/solicitud",
  "/afiliados/registro",
  "/afiliados/registro/solicitud",
  "/verificar",
  "/verificar/ABCD-EFGH-2345",
  "/politicas",
  "/ayuda",
  "/ayuda/detalle",
  "/ayuda/medicamentos",
  "/api",
  "/api/ejemplos",
  "/activar?x",
  "/clave",
  "/invitacion?x",
  "/nada",
];
const PRIVATE = [
  "/portal",
  "/certificados?anio=2026",
  `/pagos?${ALL_MARCH}`,
  `/pagos/1002?${ALL_MARCH}&pagina=2`,
  `/pagos/1003?${ALL_MARCH}&columnas=20`,
  "/pagos?desde=31/02/2026&hasta=",
  "/pagos?desde=01/01/2020&hasta=31/01/2020",
  `/pagos?${ALL_MARCH}&filtros=si&orden=-valor-pago`,
  `/pagos?${ALL_MARCH}&texto=${"x".repeat(101)}`,
  "/buscar?q=fev+1",
  `/pagos/1003/trabajado?${ALL_MARCH}`,
  `/facturas?${ALL_MARCH}`,
  `/facturas?${ALL_MARCH}&filtros=si&orden=-saldo`,
  "/facturas/FEV-000001?comprobante=1003&linea=1",
  "/cruce",
  "/conciliaciones",
  "/estado-de-cuenta",
  "/estado-de-cuenta/saldos",
  "/cuenta",
  "/cuenta/segundo-factor",
  "/cuenta/llaves",
  "/cuenta/correo",
  "/cuenta/datos",
  "/cuenta/programas",
  "/cuenta/programas/avisos",
  `/cuenta/programas/avisos/${WEBHOOK}`,
  "/cuenta/ips",
  "/equipo",
  "/equipo/actividad",
  "/consultas",
  "/consultas?estado=cerrada",
  "/consultas/nueva?comprobante=1003&tipo=aplicar-saldo",
  `/consultas/${FOLIO}`,
  `/consultas/${FOLIO}/acta`,
];
const AFFILIATE = [
  "/afiliados/inicio",
  "/afiliados/familia",
  "/afiliados/mi-afiliacion",
  "/afiliados/mi-afiliacion/contacto",
  "/afiliados/mi-afiliacion/quien-vio",
  "/afiliados/certificado",
  "/afiliados/medicamentos",
  `/afiliados/medicamentos/pendientes/${HANDLE}/domicilio`,
  `/afiliados/medicamentos/pendientes/${HANDLE}/punto`,
  "/afiliados/medicamentos/solicitar",
  `/afiliados/medicamentos/solicitudes/${REQUEST}`,
  "/cuenta",
  "/afiliados/citas",
  `/afiliados/citas/${APPOINTMENT}`,
  `/afiliados/citas/${APPOINTMENT}/cancelar`,
  `/afiliados/citas/llamadas/${CALLBACK}`,
  "/afiliados/citas/nueva",
  `/afiliados/citas/nueva/${DRAFT}/tipo`,
  `/afiliados/citas/nueva/${DRAFT}/hora`,
  `/afiliados/citas/nueva/${DRAFT}/hora?fecha=2026-04-07`,
  `/afiliados/citas/nueva/${DRAFT}/datos`,
  `/afiliados/citas/nueva/${DRAFT}/llamada`,
];
const STAFF = [
  "/funcionario",
  "/funcionario/solicitudes",
  "/funcionario/datos",
  "/funcionario/consultas?estado=todas",
  `/funcionario/consultas/${FOLIO}`,
];
const ATTENTION = ["/funcionario/medicamentos", `/funcionario/medicamentos/${REQUEST}`];

const ENROLMENTS = [
  "/funcionario",
  "/funcionario/contactos",
  "/funcionario/afiliaciones",
  "/funcionario/afiliaciones?estado=aprobadas",
  `/funcionario/afiliaciones/${SENT}/motivo`,
  `/funcionario/afiliaciones/${SENT}`,
];

Deno.test(`P9: every screen is accessible and never wider than ${WIDTHS.join(", ")} px, light and dark`, async () => {
  await visit([...somePayments(), ...somePlaces()], {}, async (visit) => {
    const { page, origin } = visit;
    for (const path of PUBLIC) await judgeScreen(page, origin + path);
    await signIn(visit);
    await anInquiry(visit.portal.db, aProposal());
    await someDeliveries(visit.portal.db);
    await staffDoes(visit.portal.db, "accepted");
    for (const path of PRIVATE) await judgeScreen(page, origin + path);
    await signInAffiliate(visit);
    await someAppointments(visit.portal.db, visit.portal.clock.nowMs);
    for (const path of AFFILIATE) await judgeScreen(page, origin + path);
    await signInStaff(visit, "administrador");
    for (const path of STAFF) await judgeScreen(page, origin + path);
    await signInStaff(visit, "atencion");
    await page.goto(`${origin}/funcionario/medicamentos/${REQUEST}`);
    await page.getByLabel("Motivo").fill("Revisa lo que pidió a domicilio.");
    await page.locator("main button[type=submit]").click();
    await page.waitForURL(`**/funcionario/medicamentos/${REQUEST}`);
    for (const path of ATTENTION) await judgeScreen(page, origin + path);
    await aSentEnrolment(visit.portal.db);
    await signInStaff(visit, "afiliaciones");
    await page.goto(`${origin}/funcionario/afiliaciones/${SENT}`);
    await page.getByLabel("Motivo").fill("Reviso la solicitud para decidir.");
    await page.locator("main button[type=submit]").click();
    await page.waitForURL(`**/funcionario/afiliaciones/${SENT}`);
    for (const path of ENROLMENTS) await judgeScreen(page, origin + path);
    assertEquals(visit.complaints, []);
  });
});

/** An affiliate instead of whoever was signed in; the type of document is asked of her alone. */
async function signInAffiliate({ page, origin, portal }: Visit): Promise<void> {
  await createAffiliate(portal.services);
  await portal.db.insert(pendingMedicines).values(aPendingMedicine());
  await portal.db.insert(medicineRequests).values(aMedicineRequest());
  await page.context().clearCookies();
  await page.goto(`${origin}/zona-ser`);
  assertEquals(await page.getByLabel("Tipo Documento").isVisible(), false);
  await page.getByLabel("Tipo Usuario").selectOption("afiliado");
  await page.getByLabel("Tipo Documento").selectOption("CC");
  await fillSignIn(page, anAffiliate().documentNumber);
  await page.waitForURL("**/afiliados/inicio");
}

Deno.test("money is proposed for invoices without a script, and a double click proposes once", async () => {
  await visit(somePayments(), { javaScriptEnabled: false }, async (visit) => {
    const { page, origin, portal } = visit;
    await signIn(visit);
    await page.goto(`${origin}/pagos/1003?${ALL_MARCH}`);
    await page.getByRole("link", { name: "Reportar", exact: true }).click();
    assertEquals(await page.getByLabel("Factura 1").isVisible(), false);
    await page.getByLabel("Aplicar saldo pendiente").check();
    await page.getByLabel("Factura 1").fill("FEV-9");
    await page.getByLabel("Valor 1").fill("60,00");
    await chooseFile(page);
    await page.getByRole("button", { name: "Enviar consulta" }).click();
    await page.getByText("No conocemos la factura FEV-9").waitFor();
    assertEquals(await page.getByLabel("Valor 1").inputValue(), "60,00");
    await chooseFile(page);
    await page.getByRole("button", { name: "Enviar así" }).dblclick();
    await page.getByText("Recibimos su consulta.").waitFor();
    await page.getByRole("link", { name: "soporte.pdf" }).waitFor();
    assertEquals(await portal.db.$count(inquiries), 1);
  });
});

async function chooseFile(page: Page): Promise<void> {
  await page.getByLabel("Adjuntos").setInputFiles({
    name: "soporte.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from(PDF),
  });
}

Deno.test("an expired session leads back to what was clicked, and into the form with what was typed", async () => {
  await visit(somePayments(), {}, async (visit) => {
    const { page, origin, portal } = visit;
    await signIn(visit);
    await page.goto(`${origin}/pagos/1002?${ALL_MARCH}`);
    portal.clock.nowMs += 31 * 60 * 1000;
    await page.getByRole("link", { name: "2", exact: true }).click();
    await page.getByText("Su sesión terminó por seguridad.").waitFor();
    await fillSignIn(page, A);
    await page.getByText("22–42 de 43 facturas").waitFor();
    await page.getByRole("link", { name: "Reportar", exact: true }).click();
    await page.getByLabel("Valor distinto").check();
    await page.getByLabel("Cuéntenos").fill("Falta la mitad.");
    await chooseFile(page);
    portal.clock.nowMs += 31 * 60 * 1000;
    await page.getByRole("button", { name: "Enviar consulta" }).click();
    await page.getByText("lo que escribió lo espera").waitFor();
    assert(!(await addressOf(page)).includes("mitad"));
    await fillSignIn(page, A);
    await page.getByText("Los archivos debe escogerlos otra vez.").waitFor();
    await judgePage(page);
    assertEquals(await page.getByLabel("Cuéntenos").inputValue(), "Falta la mitad.");
    assertEquals(await page.getByLabel("Valor distinto").isChecked(), true);
    await chooseFile(page);
    await page.getByRole("button", { name: "Enviar consulta" }).click();
    await page.getByText("Recibimos su consulta.").waitFor();
    assertEquals(visit.complaints, []);
  });
});

Deno.test("a double click on Aceptar registers once and shows one answer", async () => {
  await visit([], {}, async ({ page, origin, outbox }) => {
    await page.goto(`${origin}/registro`);
    await page.getByLabel("Nit IPS").fill(A);
    await page.getByRole("button", { name: "Consultar" }).click();
    await page.getByLabel("Cédula").fill("10678452101");
    await page.getByRole("button", { name: "Validar" }).click();
    await page.getByLabel("Ver y Aceptar las Políticas del Sitio").check();
    await page.getByLabel("Contraseña", { exact: true }).fill(PASSWORD);
    await page.getByLabel("Confirmar Contraseña").fill(PASSWORD);
    await page.getByRole("button", { name: "Aceptar" }).dblclick();
    await page.getByText("Registro recibido.").waitFor();
    assert([...Deno.readDirSync(outbox)].length <= 1);
  });
});

Deno.test("P4: an injected element with hx-* attributes does nothing", async () => {
  await visit([], {}, async (visit) => {
    const { page, origin } = visit;
    await signIn(visit);
    await page.goto(`${origin}/pagos`);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.evaluate(() => {
      const slipped = document.createElement("div");
      slipped.setAttribute("hx-get", "/slipped");
      slipped.setAttribute("hx-trigger", "load");
      document.querySelector("#pagos")?.append(slipped);
      Reflect.get(globalThis, "htmx").process(slipped);
    });
    await page.getByRole("button", { name: "Buscar" }).click();
    await page.waitForURL(/desde=/);
    assert(!asked.includes("/slipped"), asked.join(" "));
  });
});

Deno.test("S11: nothing of a session stays in the browser's storage, and Back after leaving shows no amounts", async () => {
  await visit(somePayments(), {}, async (visit) => {
    const { page, origin } = visit;
    await signIn(visit);
    await page.goto(`${origin}/pagos?${ALL_MARCH}`);
    const stored = await page.evaluate(() => localStorage.length + sessionStorage.length);
    assertEquals(stored, 0);
    await page.getByRole("button", { name: "Cerrar sesión" }).click();
    await page.getByText("Cerró la sesión.").waitFor();
    await page.goBack();
    await page.getByRole("button", { name: "Inicio de Sesión" }).waitFor();
    assert(!(await page.content()).includes("51.900,50"));
  });
});

async function signIn({ page, portal, origin }: Visit): Promise<void> {
  await createAccount(portal.services, A);
  await page.goto(`${origin}/zona-ser`);
  await fillSignIn(page, A);
  await page.getByRole("heading", { name: "Módulos Portal" }).waitFor();
}
