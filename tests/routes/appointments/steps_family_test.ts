import { assertEquals, assertStringIncludes } from "@std/assert";
import { affiliates } from "../../../db/schema.ts";
import { testApp, type TestBrowser } from "../../support/app.ts";
import { anAgenda, aWholeAgenda } from "../../support/appointments/agendas.ts";
import { anAffiliate } from "../../support/people.ts";
import { eventsOf, postFrom, textOf } from "../../support/staff.ts";
import { rowsOf } from "../../db/support/contents.ts";

const HEAD = { documentNumber: "9990000101", state: "AC", email: "marta@correo.example" };
const CHILD = {
  documentType: "TI",
  documentNumber: "9990000103",
  firstName: "Samuel",
  bornOn: "2018-05-04",
  state: "AC",
  kind: "beneficiario",
  headDocumentType: "CC",
  headDocumentNumber: HEAD.documentNumber,
} as const;
const FAMILY = "/afiliados/familia";
const HOME = "/afiliados/inicio";
const NEW = "/afiliados/citas/nueva";
const CONTACT = { telefono: "300 123 4567", direccion: "Calle 1", correo: "marta@correo.example" };

async function send(browser: TestBrowser, path: string, form: Record<string, string>) {
  const answer = await postFrom(browser, NEW, path, form);
  await answer.body?.cancel();
  return answer.headers.get("location") ?? "";
}

Deno.test("L8: a head asks for a minor of her group; who acted is kept, and back as herself it is not hers", async () => {
  await using portal = await testApp(aWholeAgenda(anAgenda()));
  const head = await portal.signInAffiliate(HEAD);
  const [child] = await portal.db.insert(affiliates).values(anAffiliate(CHILD))
    .returning({ id: affiliates.id });
  const choosing = `${FAMILY}?volver=${NEW}`;
  const family = await textOf(head, choosing);
  const [, persona = ""] = /name="persona" value="([^"]+)"/.exec(family) ?? [];
  assertStringIncludes(family, `name="volver" value="${NEW}"`);
  const form = { accion: "actuar", persona };
  assertEquals(await send(head, FAMILY, { ...form, volver: "//evil.example" }), HOME);
  assertEquals(await send(head, FAMILY, { ...form, volver: NEW }), NEW);
  const kinds = await send(head, NEW, { sede: "S1" });
  const page = await textOf(head, kinds);
  for (const text of ["Samuel", "(Beneficiario)"]) assertStringIncludes(page, text);
  assertStringIncludes(page, `href="${choosing}"`);
  const hours = await send(head, kinds, { tipoCita: "Medicina general" });
  const [, hora = ""] = /name="hora" value="(\d+)"/.exec(await textOf(head, hours)) ?? [];
  const contact = await send(head, hours, { hora });
  const appointment = await send(head, contact, CONTACT);
  assertStringIncludes(await textOf(head, appointment), "Samuel");
  const [row] = await rowsOf(portal.db, "SELECT affiliate_id, booked_by FROM appointments");
  assertEquals([row?.affiliate_id, Number(row?.booked_by) !== child?.id], [child?.id, true]);
  const [event] = await eventsOf(portal, "appointmentBooked");
  assertEquals(event?.affiliateId, child?.id);
  await send(head, FAMILY, { accion: "volver" });
  for (const path of [appointment, hours, contact]) {
    assertEquals((await head.get(path)).status, 404, path);
  }
});
