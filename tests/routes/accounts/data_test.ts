import { eventsOf } from "../../support/staff.ts";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { addCaseStep } from "../../../db/attention/steps.ts";
import { dataRequests, users } from "../../../db/schema.ts";
import { A, B, csrfOf, testApp } from "../../support/app.ts";
import { aCase, CASE } from "../../support/attention/cases.ts";
import { aFormId, anInquiry, FOLIO, staffDoes } from "../../support/inquiries.ts";
import { somePayments } from "../../support/payments.ts";

Deno.test("L7: a person downloads all that is stored about her, no secret and nothing about others", async () => {
  await using portal = await testApp(somePayments());
  await portal.signIn(B);
  const browser = await portal.signIn(A);
  await portal.services.background.settled();
  const answer = await browser.get("/cuenta/datos.json");
  assertStringIncludes(answer.headers.get("content-disposition") ?? "", "Datos_personales_");
  const text = await answer.text();
  const data = JSON.parse(text);
  assertEquals(Object.keys(data).sort(), [
    "actasFirmadas",
    "actividad",
    "autorizaciones",
    "certificadosVigentes",
    "citas",
    "cuenta",
    "llavesDeAcceso",
    "marcasEnComprobantes",
    "medicamentosPedidosParaOtros",
    "mensajesEnConsultas",
    "mensajesEnPqrs",
    "prestadores",
    "responsable",
    "sesiones",
    "solicitudes",
    "solicitudesDeContacto",
    "solicitudesDeLlamada",
    "solicitudesDeMedicamentos",
  ]);
  assertEquals(data.prestadores[0].cedula, "1067845210");
  assertEquals(data.sesiones.length, 1);
  assertEquals(data.actividad[0].que, "Inicio de sesión: con contraseña");
  for (const secret of ["Hospital B", "argon2", "73123456"]) assert(!text.includes(secret), secret);
  for (const cookie of browser.cookies.values()) assert(!text.includes(cookie));
});

Deno.test("L7: a person downloads what she wrote in inquiries, and nobody else's words", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  await portal.signIn(B);
  await anInquiry(portal.db, { authorId: 1, text: "Palabras mías" });
  await staffDoes(portal.db, "answered", { authorId: 2 });
  const data = JSON.parse(await (await browser.get("/cuenta/datos.json")).text());
  const own = { radicado: FOLIO, texto: "Palabras mías", fecha: "01/04/2026 10:00" };
  assertEquals(data.mensajesEnConsultas, [own]);
});

Deno.test("L7: an affiliate downloads what she wrote in her PQRS, and not what she was answered", async () => {
  await using portal = await testApp();
  const browser = await portal.signInAffiliate();
  const [user] = await portal.db.select({ id: users.id }).from(users);
  await aCase(portal.db, { authorId: user?.id ?? 0, text: "Palabras mías" });
  const answer = { folio: CASE, before: "open", after: "answered", step: "answered" } as const;
  const by = { isStaff: true, authorId: null, messageId: aFormId(), fileIds: [] };
  await addCaseStep(portal.db, { ...answer, ...by, text: "Suyas.", createdAt: 0 });
  const data = JSON.parse(await (await browser.get("/cuenta/datos.json")).text());
  const own = { radicado: CASE, texto: "Palabras mías", fecha: "01/04/2026 10:00" };
  assertEquals(data.mensajesEnPqrs, [own]);
});

Deno.test("L7: a member sees her role, and not the representative's cédula or address", async () => {
  await using portal = await testApp();
  const member = await portal.signInMember("contador");
  const text = await (await member.get("/cuenta/datos.json")).text();
  assertStringIncludes(text, "Contador");
  for (const foreign of ["1067845210", "pagos@clinica-a.example", "Marta"]) {
    assert(!text.includes(foreign), foreign);
  }
});

Deno.test("L7: a request gets a folio and a date in business days, and the staff answers it once", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn(A);
  const csrf = csrfOf(await (await browser.get("/cuenta/datos")).text());
  for (const solicitud of ["consulta", "correccion", "supresion"]) {
    const form = { csrf, solicitud, texto: `pido ${solicitud}` };
    await Promise.all([browser.post("/cuenta/datos", form), browser.post("/cuenta/datos", form)]);
  }
  const kept = await portal.db.select().from(dataRequests).orderBy(dataRequests.kind);
  // From Wednesday 1 April 2026: jueves and viernes santo are holidays.
  assertEquals(kept.map(({ kind, dueOn }) => [kind, dueOn]), [
    ["consulta", "2026-04-17"],
    ["correccion", "2026-04-24"],
    ["supresion", "2026-04-24"],
  ]);
  const staff = await portal.signInStaff("administrador");
  const page = await (await staff.get("/funcionario/datos")).text();
  assert(page.indexOf("pido consulta") < page.indexOf("pido correccion"));
  const folio = kept[0]?.folio ?? "";
  const form = { csrf: csrfOf(page), radicado: folio };
  const empty = await staff.post("/funcionario/datos", { ...form, respuesta: " " });
  assertEquals(empty.status, 422);
  assertStringIncludes(await empty.text(), `id="respuesta-${folio}-error"`);
  await staff.post("/funcionario/datos", { ...form, respuesta: "Estos son sus datos." });
  await staff.post("/funcionario/datos", { ...form, respuesta: "Otra cosa." });
  const own = await (await browser.get("/cuenta/datos")).text();
  assertStringIncludes(own, "Estos son sus datos.");
  assert(!own.includes("Otra cosa."));
  await portal.services.background.settled();
  assertEquals(portal.mails.map(({ to }) => to), ["pagos@clinica-a.example"]);
  assert(!portal.mails[0]?.text.includes("Estos son sus datos"));
});

Deno.test("L7: an accepted correction changes the name with its event, which tells auditors what stood there", async () => {
  await using portal = await testApp();
  const [owner, member] = [await portal.signIn(A), await portal.signInMember("contador")];
  const staff = await portal.signInStaff("administrador");
  const names = ["Marta Elena Díaz", "Ana Ruiz Peña"];
  for (const browser of [owner, member]) {
    const csrf = csrfOf(await (await browser.get("/cuenta/datos")).text());
    const form = { csrf, solicitud: "correccion", texto: "Mi nombre está mal escrito." };
    await browser.post("/cuenta/datos", form);
  }
  const page = await (await staff.get("/funcionario/datos")).text();
  const before = [...page.matchAll(/Hoy dice: ([^<]+)\. Vacío/g)].map(([, name = ""]) => name);
  const corrected = before.map((name) => name.startsWith("Ana") ? "Ana Ruiz Peña" : names[0]);
  const folios = [...page.matchAll(/id="nombre-([^"]+)" name="nombre"/g)]
    .map(([, folio = ""]) => folio);
  const answer = { csrf: csrfOf(page), respuesta: "Corregido." };
  for (const [index, radicado] of folios.entries()) {
    const wrong = { ...answer, radicado, nombre: before[index] ?? "" };
    const refused = await staff.post("/funcionario/datos", wrong);
    assertStringIncludes(await refused.text(), `id="nombre-${radicado}-error"`);
    const right = { ...answer, radicado, nombre: corrected[index] ?? "" };
    await Promise.all([
      staff.post("/funcionario/datos", right),
      staff.post("/funcionario/datos", right),
    ]);
  }
  const { rows } = await portal.db.$client.execute(
    `SELECT representative_name AS name FROM providers WHERE nit = '${A}'
     UNION ALL SELECT name FROM users WHERE kind = 'member'`,
  );
  assertEquals(rows.map(({ name }) => name), names);
  const events = (await eventsOf(portal, "dataRequestAnswered"))
    .filter(({ result }) => result === "ok");
  assertEquals(
    events.map(({ detail }) => [detail.before, detail.after]),
    corrected.map((name, index) => [before[index], name]),
  );
  const log = await (await staff.get("/funcionario/auditoria?hecho=dataRequestAnswered")).text();
  assertStringIncludes(log, `antes: ${before[1]}, ahora: ${corrected[1]}`);
  const activity = await (await owner.get("/equipo/actividad")).text();
  assert(!activity.includes("antes:"), "the IPS does not read it");
});

Deno.test("L7: what is late comes first and says so", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn(A);
  const csrf = csrfOf(await (await browser.get("/cuenta/datos")).text());
  await browser.post("/cuenta/datos", { csrf, solicitud: "consulta", texto: "qué datos hay" });
  portal.clock.nowMs = Date.parse("2026-04-20T15:00:00Z");
  const staff = await portal.signInStaff("administrador");
  assertStringIncludes(
    await (await staff.get("/funcionario/datos")).text(),
    "Venció el 17/04/2026",
  );
  assertStringIncludes(await (await staff.get("/funcionario")).text(), "1 vencida");
});

Deno.test("a request without kind or text keeps what was typed and says what is missing", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn(A);
  const csrf = csrfOf(await (await browser.get("/cuenta/datos")).text());
  const answer = await browser.post("/cuenta/datos", { csrf, solicitud: "x", texto: "mi nombre" });
  const html = await answer.text();
  assertEquals(answer.status, 422);
  assertStringIncludes(html, "Escoja qué quiere pedir.");
  assertStringIncludes(html, "mi nombre");
});
