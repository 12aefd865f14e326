import { assertEquals, assertStringIncludes } from "@std/assert";
import { affiliates, users } from "../../../db/schema.ts";
import { eq } from "drizzle-orm";
import { anAffiliate, createAffiliate } from "../../support/people.ts";
import { PASSWORD, testApp } from "../../support/app.ts";

const DOCUMENT = anAffiliate().documentNumber;

Deno.test("an affiliate signs in with her document in any writing and arrives at her modules", async () => {
  await using portal = await testApp();
  await createAffiliate(portal.services);
  for (const usuario of [DOCUMENT, "9.990.000.101", ` ${DOCUMENT} `]) {
    const browser = portal.browser();
    const form = { tipo: "afiliado", tipoDocumento: "CC", usuario, contrasena: PASSWORD };
    const answer = await browser.post("/zona-ser", form);
    assertEquals([answer.status, answer.headers.get("location")], [303, "/afiliados/inicio"]);
    const html = await (await browser.get("/afiliados/inicio")).text();
    assertStringIncludes(html, "Módulos Portal");
    assertStringIncludes(html, "María Camila Pérez Rojas");
    assertStringIncludes(html, "Suspendido por mora");
  }
});

Deno.test("the type is part of the document: another one with the same number is somebody else", async () => {
  await using portal = await testApp();
  await createAffiliate(portal.services);
  for (const tipoDocumento of ["TI", "", "XX"]) {
    const form = { tipo: "afiliado", tipoDocumento, usuario: DOCUMENT, contrasena: PASSWORD };
    const answer = await portal.browser().post("/zona-ser", form);
    const html = await answer.text();
    assertEquals(answer.status, 422);
    assertStringIncludes(html, "El usuario o la contraseña no son correctos");
    assertStringIncludes(html, `value="${DOCUMENT}"`);
  }
});

Deno.test("the page has no document, no doctor and no title that names the person", async () => {
  await using portal = await testApp();
  const browser = await portal.signInAffiliate();
  const answer = await browser.get("/afiliados/inicio");
  const html = await answer.text();
  assertEquals(answer.headers.get("cache-control"), "no-store");
  assertEquals(html.includes(DOCUMENT), false);
  assertStringIncludes(html, "<title>Módulos Portal · Mutual Ser</title>");
});

Deno.test("whom an undo removed has no session and does not sign in; put back, she does", async () => {
  await using portal = await testApp();
  const browser = await portal.signInAffiliate();
  const [row] = await portal.db.select().from(affiliates);
  await portal.db.delete(affiliates);
  assertEquals((await browser.get("/afiliados/inicio")).status, 303);
  const form = {
    tipo: "afiliado",
    tipoDocumento: "CC",
    usuario: DOCUMENT,
    contrasena: PASSWORD,
  };
  assertEquals((await portal.browser().post("/zona-ser", form)).status, 422);
  if (row) await portal.db.insert(affiliates).values(row);
  assertEquals((await portal.browser().post("/zona-ser", form)).status, 303);
});

Deno.test("a forgotten password of an affiliate leads a link to the address on file", async () => {
  await using portal = await testApp();
  await createAffiliate(portal.services, { email: "maria@correo.example" });
  const form = { tipo: "afiliado", tipoDocumento: "CC", usuario: DOCUMENT };
  const answer = await portal.browser().post("/clave", form);
  assertEquals(answer.status, 200);
  await portal.services.background.settled();
  assertEquals(portal.mails.map(({ to }) => to), ["maria@correo.example"]);
  const [mail] = portal.mails;
  assertEquals(JSON.stringify(mail).includes(DOCUMENT), false);
});

Deno.test("a disabled affiliate does not come in, and her session ends at once", async () => {
  await using portal = await testApp();
  const browser = await portal.signInAffiliate();
  await portal.db.update(users).set({ disabledAt: 1 }).where(eq(users.kind, "affiliate"));
  assertEquals((await browser.get("/afiliados/inicio")).status, 303);
});
