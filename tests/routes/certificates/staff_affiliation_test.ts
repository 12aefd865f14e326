import { assertEquals, assertMatch, assertNotMatch, assertStringIncludes } from "@std/assert";
import { affiliates, certificates } from "../../../db/schema.ts";
import { testApp } from "../../support/app.ts";
import { readPdf } from "../../support/papers/pdf.ts";
import { anAffiliate } from "../../support/people.ts";
import {
  eventsOf,
  locationOf,
  postFrom,
  searchAffiliate,
  seeAffiliate,
  textOf,
} from "../../support/staff.ts";

const DOCUMENT = anAffiliate().documentNumber;
const WHY = "Vino a la oficina con su cédula y pide el certificado.";

Deno.test("L8: whoever comes to an office gets the certificate from the staff, after a reason that she is told", async () => {
  await using portal = await testApp();
  const holder = await portal.signInAffiliate({ state: "AC" });
  const staff = await portal.signInStaff("atencion");
  const record = await seeAffiliate(staff, DOCUMENT, WHY);
  assertStringIncludes(await textOf(staff, record), `${record}/certificado`);
  const page = `${record}/certificado`;
  const answer = await postFrom(staff, page, page, {});
  assertEquals(answer.headers.get("content-type"), "application/pdf");
  const { text } = await readPdf(new Uint8Array(await answer.arrayBuffer()));
  assertStringIncludes(text, "María Camila Pérez Rojas");
  const views = await eventsOf(portal, "affiliateViewed");
  assertEquals(views.slice(-2).map(({ detail }) => detail.what), ["certificate", "certificate"]);
  const [issued] = await eventsOf(portal, "certificateIssued");
  assertEquals([issued?.affiliateId, issued?.userId], [1, views[0]?.userId]);
  const seen = await textOf(holder, "/afiliados/mi-afiliacion/quien-vio");
  assertMatch(seen, /Expidió un certificado/);
  assertStringIncludes(seen, WHY);
  await (await postFrom(holder, "/afiliados/certificado", "/afiliados/certificado", {})).body
    ?.cancel();
  assertEquals(await portal.db.$count(certificates), 1, "the same day, the same certificate");
});

Deno.test("L8: without a reason, or with the handle of another session, the staff gets no certificate", async () => {
  await using portal = await testApp();
  await portal.db.insert(affiliates).values(anAffiliate({ state: "AC" }));
  const staff = await portal.signInStaff("afiliaciones");
  const record = await searchAffiliate(staff, DOCUMENT);
  const asked = await postFrom(staff, "/funcionario/afiliados", `${record}/certificado`, {});
  assertMatch(await locationOf(asked), /\/motivo\?/);
  const colleague = await portal.signInStaff("afiliaciones");
  const foreign = await postFrom(colleague, "/funcionario/afiliados", `${record}/certificado`, {});
  assertEquals(foreign.status, 404);
  assertNotMatch(await foreign.text(), /María|9990000101/);
  assertEquals(await portal.db.$count(certificates), 0);
});
