import {
  assert,
  assertEquals,
  assertMatch,
  assertNotMatch,
  assertStringIncludes,
} from "@std/assert";
import { affiliates } from "../../../db/schema.ts";
import { testApp } from "../../support/app.ts";
import { anAffiliate } from "../../support/people.ts";
import { seeAffiliate, textOf } from "../../support/staff.ts";

const PAGE = "/afiliados/mi-afiliacion";
const SEEN = `${PAGE}/quien-vio`;
const WHY = "Preguntó en la oficina por su estado.";
const OWN = { documentType: "CC", documentNumber: "9990000101" };
const OF_HEAD = { headDocumentType: "CC", headDocumentNumber: "9990000101" };

Deno.test("an affiliate reads what is on file of her, and no title or cache has it", async () => {
  await using portal = await testApp();
  const holder = await portal.signInAffiliate({ email: "maria@correo.example", kind: "cabeza" });
  const answer = await holder.get(PAGE);
  const html = await answer.text();
  assertEquals(answer.headers.get("cache-control"), "no-store");
  const shown = ["María Camila Pérez Rojas", "9990000101", "05/03/1962", "maria@correo.example"];
  for (const text of [...shown, "Suspendido por mora", "Centro de Salud El Bosque"]) {
    assertStringIncludes(html, text);
  }
  assertEquals(/<title>([^<]*)/.exec(html)?.[1], "Mi afiliación · Mutual Ser");
});

Deno.test("a head reads the names of her group, a beneficiary that of the head alone", async () => {
  await using portal = await testApp();
  const child = anAffiliate({
    ...OF_HEAD,
    documentType: "RC",
    documentNumber: "9990000104",
    kind: "beneficiario",
    firstName: "Samuel",
    kinship: "Hijo",
  });
  const stranger = anAffiliate({ documentNumber: "9990000109", firstName: "Ajena" });
  await portal.db.insert(affiliates).values([child, stranger]);
  const head = await textOf(await portal.signInAffiliate(OWN), PAGE);
  assertStringIncludes(head, "Samuel Camila Pérez Rojas");
  assertNotMatch(head, /Ajena|9990000104|9990000109/);
  const spouse = { ...OF_HEAD, documentNumber: "9990000102", firstName: "Pedro" } as const;
  const other = await portal.signInAffiliate({ ...spouse, kind: "beneficiario" });
  const html = await textOf(other, PAGE);
  assertMatch(html, /La cabeza de su grupo es <strong>María Camila/);
  assertNotMatch(html, /Samuel/);
});

Deno.test("L8: an affiliate reads who of the staff saw her data, when and why, and who asked by her document", async () => {
  await using portal = await testApp();
  const holder = await portal.signInAffiliate(OWN);
  const other = await portal.signInAffiliate({ documentNumber: "9990000102" });
  assertStringIncludes(await textOf(holder, SEEN), "Nadie más los vio.");
  await seeAffiliate(await portal.signInStaff("atencion"), OWN.documentNumber, WHY);
  const asked = { tipoDocumento: "CC", documento: OWN.documentNumber, nacimiento: "05/03/1962" };
  await (await portal.browser().post("/afiliados/consulta", asked)).body?.cancel();
  const html = await textOf(holder, SEEN);
  assertMatch(html, /Luz atencion\d@eps\.example, Atención al afiliado/);
  for (const text of ["Vio los datos de un afiliado: su afiliación", `Motivo: ${WHY}`]) {
    assertStringIncludes(html, text);
  }
  assertStringIncludes(html, "Alguien que escribió su documento y su fecha de nacimiento");
  assert(html.indexOf("Consultó una afiliación") < html.indexOf("Vio los datos"), "newest first");
  assertNotMatch(html, /#\d+|9990000101/);
  assertStringIncludes(await textOf(other, SEEN), "Nadie más los vio.");
});

Deno.test("what is older than a year is not shown", async () => {
  await using portal = await testApp();
  const created = await portal.signInAffiliate(OWN);
  await created.get(PAGE);
  await seeAffiliate(await portal.signInStaff("afiliaciones"), OWN.documentNumber, WHY);
  portal.clock.nowMs += 367 * 24 * 60 * 60 * 1000;
  const form = { tipo: "afiliado", tipoDocumento: "CC", usuario: OWN.documentNumber };
  const later = portal.browser();
  await later.post("/zona-ser", { ...form, contrasena: "tres tigres comen trigo" });
  assertStringIncludes(await textOf(later, SEEN), "Nadie más los vio.");
});
