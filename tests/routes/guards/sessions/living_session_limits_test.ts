import { assertEquals, assertNotMatch, assertStringIncludes } from "@std/assert";
import { actingConsents, affiliates } from "../../../../db/schema.ts";
import { type TestApp, testApp, type TestBrowser } from "../../../support/app.ts";
import {
  anAgenda,
  aWholeAgenda,
  giveSlot,
  slotIds,
} from "../../../support/appointments/agendas.ts";
import { withReplica } from "../../../support/faults/copied_portal.ts";
import { anAffiliate } from "../../../support/people.ts";
import { postFrom } from "../../../support/staff.ts";

const MINE = "/afiliados/mi-afiliacion";
const FAMILY = "/afiliados/familia";
const HEAD = { documentNumber: "9990000101", firstName: "Marta", state: "AC" };
const ADULT = anAffiliate({
  documentNumber: "9990000102",
  firstName: "Pedro",
  headDocumentType: "CC",
  headDocumentNumber: HEAD.documentNumber,
  kind: "beneficiario",
  state: "AC",
});

Deno.test("D4, D6, L8: a yes that was taken back elsewhere, of which the replica knows, shows nothing more with the primary gone", async () => {
  await using portal = await testApp();
  const head = await actingForAdult(portal);
  await using copied = await withReplica(portal);
  assertStringIncludes(await (await head.get(MINE)).text(), ADULT.documentNumber);
  copied.setDown(true);
  assertStringIncludes(await (await head.get(MINE)).text(), ADULT.documentNumber);
  copied.setDown(false);
  await portal.db.update(actingConsents).set({ withdrawnAt: 1 });
  await copied.catchUp();
  copied.setDown(true);
  const answer = await head.get(MINE);
  assertEquals(answer.status, 503);
  assertNotMatch(await answer.text(), new RegExp(ADULT.documentNumber));
});

Deno.test("D6: what would be saved without the mark is not given by the replica", async () => {
  await using portal = await testApp(aWholeAgenda(anAgenda()));
  const browser = await portal.signInAffiliate();
  const [person] = await portal.db.select().from(affiliates);
  const [slot = 0] = await slotIds(portal.db);
  await giveSlot(portal.db, slot, person?.id);
  await using copied = await withReplica(portal);
  const page = `/afiliados/citas/a${slot}`;
  assertEquals((await browser.get(page)).status, 200);
  copied.setDown(true);
  assertStringIncludes(await (await browser.get(page)).text(), "Datos a la fecha de");
  const answer = await browser.get(`${page}/cita.ics`);
  const { headers } = answer;
  assertEquals([answer.status, headers.get("content-disposition")], [503, null]);
  assertStringIncludes(headers.get("content-security-policy") ?? "", "default-src");
  assertEquals(headers.get("content-type"), "text/html; charset=UTF-8");
  assertStringIncludes(await answer.text(), "No podemos responder ahora mismo.");
});

/** A head who acts for an adult of her group, who allowed it. */
async function actingForAdult(portal: TestApp): Promise<TestBrowser> {
  const head = await portal.signInAffiliate(HEAD);
  await portal.db.insert(affiliates).values(ADULT);
  const people = await portal.db.select().from(affiliates);
  const idOf = (number: string) =>
    people.find(({ documentNumber }) => documentNumber === number)?.id ?? 0;
  const [personId, headId] = [idOf(ADULT.documentNumber), idOf(HEAD.documentNumber)];
  await portal.db.insert(actingConsents).values({ personId, headId, givenAt: 1 });
  const html = await (await head.get(FAMILY)).text();
  const [, persona = ""] = /name="persona" value="([\w-]+)"/.exec(html) ?? [];
  const begun = await postFrom(head, FAMILY, FAMILY, { accion: "actuar", persona });
  assertEquals(begun.headers.get("location"), "/afiliados/inicio");
  return head;
}
