import { assertEquals, assertStringIncludes } from "@std/assert";
import { csrfOf, type TestApp, testApp } from "../../support/app.ts";
import { EMAIL, sentEnrolment } from "../../support/enrolment/applicant.ts";
import { aFile, load } from "../../support/files.ts";
import { giveReason, postFrom, textOf } from "../../support/staff.ts";

const LIST = "/funcionario/afiliaciones";
const REGISTRATION = "/afiliados/registro";
const PHRASE = "mi burro sabe más que yo";
const WHO = { tipoDocumento: "CC", documento: "9.990.000.777", nacimiento: "05/03/1962" };

Deno.test("whoever was approved and loaded from the file registers, and acts for her daughter", async () => {
  await using portal = await testApp();
  await load(portal.db, [aFile("afiliados.csv", ...await approvedFile(portal))]);
  const browser = portal.browser();
  for (
    const form of [
      { paso: "datos", ...WHO },
      { paso: "cuenta", politicas: "si", contrasena: PHRASE, confirmacion: PHRASE },
    ]
  ) await (await browser.post(REGISTRATION, form)).body?.cancel();
  await portal.services.background.settled();
  const mail = portal.mails.at(-1);
  const link = /\/activar\?[\w-]+/.exec(mail?.text ?? "")?.[0] ?? "";
  assertEquals(mail?.to, EMAIL);
  await (await browser.post(link, { contrasena: PHRASE })).body?.cancel();
  const signIn = { tipo: "afiliado", tipoDocumento: "CC", usuario: "9990000777" };
  const entered = await browser.post("/zona-ser", { ...signIn, contrasena: PHRASE });
  assertEquals(entered.headers.get("location"), "/afiliados/inicio");
  const family = await textOf(browser, "/afiliados/familia");
  for (const text of ["Luna Inés Ortiz", "Hijo"]) assertStringIncludes(family, text);
  const [, persona = ""] = /name="persona" value="([^"]+)"/.exec(family) ?? [];
  const acting = await browser.post("/afiliados/familia", {
    csrf: csrfOf(family),
    accion: "actuar",
    persona,
  });
  await acting.body?.cancel();
  const daughters = await textOf(browser, "/afiliados/mi-afiliacion");
  for (const text of ["Luna Inés Ortiz", "Hospital Local"]) assertStringIncludes(daughters, text);
});

/** The lines of the file that an approved request leaves in. */
async function approvedFile(portal: TestApp): Promise<string[]> {
  const { folio } = await sentEnrolment(portal);
  const staff = await portal.signInStaff("afiliaciones");
  const page = `${LIST}/${folio}`;
  await giveReason(staff, page);
  const approve = { accion: "aprobar", codigo: "13001", fecha: "01/04/2026" };
  await (await postFrom(staff, page, page, approve)).body?.cancel();
  await (await postFrom(staff, `${LIST}?estado=aprobadas`, `${LIST}/archivo`, {})).body?.cancel();
  const list = await textOf(staff, `${LIST}?estado=aprobadas`);
  const [file = ""] = /\/funcionario\/afiliaciones\/archivo\/\d+/.exec(list) ?? [];
  return (await textOf(staff, file)).trim().split("\r\n");
}
