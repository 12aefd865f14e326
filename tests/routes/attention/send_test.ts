import { assertEquals, assertNotMatch, assertStringIncludes } from "@std/assert";
import { attentionCases } from "../../../db/schema.ts";
import { csrfOf, testApp } from "../../support/app.ts";
import { folioIn, FORM, sendCaseForm } from "../../support/attention/cases.ts";
import { createAffiliate } from "../../support/people.ts";
import { postFrom, textOf } from "../../support/staff.ts";

const PQRS = "/afiliados/atencion/pqrs";
const FAMILY = "/afiliados/familia";
const HEAD = {
  documentNumber: "9990000101",
  firstName: "Marta",
  state: "AC",
  email: "marta@correo.example",
};
const CHILD = {
  documentType: "TI",
  documentNumber: "9990000103",
  firstName: "Samuel",
  bornOn: "2015-06-01",
  headDocumentType: "CC",
  headDocumentNumber: HEAD.documentNumber,
  kind: "beneficiario",
  state: "AC",
} as const;

Deno.test("who acts for a child sends the child's PQRS in her own name, and gets its news", async () => {
  await using portal = await testApp();
  const childId = await createAffiliate(portal.services, CHILD);
  const head = await portal.signInAffiliate(HEAD);
  const family = await textOf(head, FAMILY);
  const [, persona = ""] = /name="persona" value="([\w-]+)"/.exec(family) ?? [];
  await (await postFrom(head, FAMILY, FAMILY, { accion: "actuar", persona })).body?.cancel();
  const form = await textOf(head, `${PQRS}/nueva?tipo=peticion`);
  assertStringIncludes(form, "Marta Camila Pérez Rojas, por Samuel Camila Pérez Rojas");
  const fields = { ...FORM, quien: "known", csrf: csrfOf(form) };
  const folio = folioIn(await (await sendCaseForm(head, `${PQRS}/nueva`, fields)).text());
  const [row] = await portal.db.select().from(attentionCases);
  assertEquals([row?.affiliateId, row?.documentNumber], [childId, CHILD.documentNumber]);
  assertEquals(row?.email, HEAD.email);
  const thread = await textOf(head, `${PQRS}/${folio}`);
  assertStringIncludes(thread, "<strong>Marta Camila Pérez Rojas</strong>");
  await (await postFrom(head, FAMILY, FAMILY, { accion: "volver" })).body?.cancel();
  assertNotMatch(await textOf(head, PQRS), new RegExp(folio));
});
