import { assertEquals, assertNotMatch, assertStringIncludes } from "@std/assert";
import { eq } from "drizzle-orm";
import { affiliates, appointments } from "../../../db/schema.ts";
import { PASSWORD, type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import { anAgenda, aWholeAgenda, giveSlot, slotIds } from "../../support/appointments/agendas.ts";
import { anAffiliate, createAffiliate } from "../../support/people.ts";
import { eventsOf, postFrom, textOf } from "../../support/staff.ts";

const PAGE = "/afiliados/familia";
const MINE = "/afiliados/mi-afiliacion";
const HEAD = { documentNumber: "9990000101", firstName: "Marta", state: "AC" };
const OF_HEAD = {
  headDocumentType: "CC",
  headDocumentNumber: HEAD.documentNumber,
  kind: "beneficiario",
  state: "AC",
} as const;
const ADULT = { ...OF_HEAD, documentNumber: "9990000102", firstName: "Pedro" };
const CHILD = { ...OF_HEAD, documentType: "TI", documentNumber: "9990000103", firstName: "Samuel" };
const BIRTHDAY = "2008-06-01";

Deno.test("L8: a head acts for a minor of her group, is told so on every page, and comes back", async () => {
  await using portal = await testApp();
  const { head, childId } = await family(portal);
  await begin(head, "Samuel");
  const html = await textOf(head, MINE);
  assertStringIncludes(html, "9990000103");
  assertStringIncludes(html, "Actúa por Samuel");
  assertNotMatch(html, /9990000101/);
  const [event, ...others] = await eventsOf(portal, "actingBegun");
  assertEquals([event?.affiliateId, others.length], [childId, 0]);
  await post(head, { accion: "volver" });
  assertStringIncludes(await textOf(head, MINE), "9990000101");
});

Deno.test("what is done while acting is kept with who did it and for whom", async () => {
  await using portal = await testApp();
  const { head, childId } = await family(portal);
  await begin(head, "Samuel");
  await (await postFrom(head, "/afiliados/certificado", "/afiliados/certificado", {})).body
    ?.cancel();
  const [begun] = await eventsOf(portal, "actingBegun");
  for (const name of ["certificateIssued", "download"]) {
    const [event] = await eventsOf(portal, name);
    assertEquals([event?.userId, event?.affiliateId], [begun?.userId, childId], name);
  }
  await (await postFrom(head, "/cuenta", "/zona-ser/salir", {})).body?.cancel();
  const [left] = await eventsOf(portal, "signOut");
  assertEquals(left?.affiliateId, null, "her own account is nobody else's matter");
});

Deno.test("L8: for an adult a head acts only while the adult's own yes stands", async () => {
  await using portal = await testApp();
  const { head } = await family(portal);
  const adult = await portal.signInAffiliate(ADULT);
  assertStringIncludes(await textOf(head, PAGE), "no ha dado permiso");
  const handle = handleOf(await textOf(head, PAGE), "Samuel");
  assertEquals((await post(head, { accion: "actuar", persona: handle })).status, 303);
  await post(head, { accion: "volver" });
  assertEquals(handleOf(await textOf(head, PAGE), "Pedro"), "");
  await post(adult, { accion: "permitir" });
  await post(adult, { accion: "permitir" });
  await begin(head, "Pedro");
  assertStringIncludes(await textOf(head, MINE), "9990000102");
  const seen = await textOf(adult, `${MINE}/quien-vio`);
  assertStringIncludes(seen, "Marta Camila Pérez Rojas");
  assertStringIncludes(seen, "Empezó a actuar por alguien de su familia");
  await post(adult, { accion: "quitar" });
  assertStringIncludes(await textOf(head, MINE), "9990000101", "at the next request");
});

Deno.test("L8: nobody acts for whom the page does not offer: strangers, numbers, handles of other sessions", async () => {
  await using portal = await testApp();
  const { head, childId } = await family(portal);
  const other = await portal.signInAffiliate({ documentNumber: "9990000109", kind: "cotizante" });
  const theirs = anAffiliate({
    ...CHILD,
    documentNumber: "9990000110",
    headDocumentNumber: "9990000109",
    firstName: "Ajeno",
  });
  await portal.db.insert(affiliates).values(theirs);
  const foreign = handleOf(await textOf(other, PAGE), "Ajeno");
  const child = handleOf(await textOf(head, PAGE), "Samuel");
  for (const persona of [String(childId), "9990000103", foreign, `${child}x`, ""]) {
    assertEquals((await post(head, { accion: "actuar", persona })).status, 404, persona);
  }
  assertEquals((await post(other, { accion: "actuar", persona: child })).status, 404);
  assertStringIncludes(await textOf(head, MINE), "9990000101");
});

Deno.test("a beneficiary acts for nobody, and a minor allows nobody", async () => {
  await using portal = await testApp();
  const { child } = await family(portal);
  const html = await textOf(child, PAGE);
  assertNotMatch(html, /Pedro|Dar permiso|value="actuar"/);
  assertEquals((await post(child, { accion: "permitir" })).status, 409);
});

Deno.test("whoever turns 18, leaves the group, or whose head leaves the EPS is acted for no longer", async () => {
  await using portal = await testApp();
  const { head, childId } = await family(portal);
  await begin(head, "Samuel");
  const set = (values: Partial<typeof affiliates.$inferInsert>, id = childId) =>
    portal.db.update(affiliates).set(values).where(eq(affiliates.id, id));
  await set({ headDocumentNumber: "9990000999" });
  assertStringIncludes(await textOf(head, MINE), "9990000101");
  await set({ headDocumentNumber: HEAD.documentNumber });
  assertStringIncludes(await textOf(head, MINE), "9990000103");
  await set({ state: "RE" });
  assertStringIncludes(await textOf(head, MINE), "9990000101");
  await set({ state: "AC", bornOn: "2008-04-01" });
  assertStringIncludes(await textOf(head, MINE), "9990000101", "18 today");
});

Deno.test("a form of a page that was made for somebody else changes nothing", async () => {
  await using portal = await testApp();
  const { head } = await family(portal);
  const own = csrfIn(await textOf(head, "/afiliados/certificado"));
  await begin(head, "Samuel");
  const form = { csrf: own };
  const answer = await head.post("/afiliados/certificado", form);
  assertEquals(answer.status, 409);
  assertStringIncludes(await answer.text(), "Esta página era de otra persona");
  assertEquals((await eventsOf(portal, "certificateIssued")).length, 0);
});

Deno.test("a form that outlived its session is not drawn for another person", async () => {
  await using portal = await testApp();
  const { head } = await family(portal);
  await begin(head, "Samuel");
  const csrf = csrfIn(await textOf(head, PAGE));
  portal.clock.nowMs += 31 * 60 * 1000;
  await (await head.post(PAGE, { accion: "volver", csrf })).body?.cancel();
  const form = { tipo: "afiliado", tipoDocumento: "CC", usuario: HEAD.documentNumber };
  await (await head.post("/zona-ser", { ...form, contrasena: PASSWORD })).body?.cancel();
  const drawn = await head.get("/formulario");
  assertEquals(drawn.headers.get("location"), "/afiliados/inicio");
});

Deno.test("once an adult takes her yes back, what her head booked is mailed to her own address", async () => {
  await using portal = await testApp(aWholeAgenda(anAgenda()));
  const adult = await portal.signInAffiliate({ ...ADULT, email: "pedro@correo.example" });
  const [person] = await portal.db.select().from(affiliates);
  const headId = await createAffiliate(portal.services, HEAD);
  const [first = 0, second = 0, third = 0] = await slotIds(portal.db);
  const typed = { email: "marta@correo.example" };
  const book = async (slotId: number, changes: Partial<typeof appointments.$inferInsert>) => {
    await giveSlot(portal.db, slotId, person?.id);
    await portal.db.update(appointments).set({ ...typed, ...changes })
      .where(eq(appointments.slotId, slotId));
  };
  await book(first, { bookedBy: headId, careKind: "Odontología" });
  await book(second, { bookedBy: headId, state: "past" });
  await book(third, {});
  await post(adult, { accion: "permitir" });
  await post(adult, { accion: "quitar" });
  const kept = await portal.db.select({ email: appointments.email }).from(appointments)
    .orderBy(appointments.slotId);
  assertEquals(kept, [{ email: "pedro@correo.example" }, typed, typed]);
});

async function family(portal: TestApp) {
  const childId = await createAffiliate(portal.services, { ...CHILD, bornOn: BIRTHDAY });
  const head = await portal.signInAffiliate(HEAD);
  const child = portal.browser();
  const form = { tipo: "afiliado", tipoDocumento: "TI", usuario: CHILD.documentNumber };
  await (await child.post("/zona-ser", { ...form, contrasena: PASSWORD })).body?.cancel();
  return { head, child, childId };
}

async function post(browser: TestBrowser, form: Record<string, string>): Promise<Response> {
  const answer = await postFrom(browser, PAGE, PAGE, form);
  await answer.body?.cancel();
  return answer;
}

async function begin(head: TestBrowser, name: string): Promise<void> {
  const persona = handleOf(await textOf(head, PAGE), name);
  const answer = await post(head, { accion: "actuar", persona });
  assertEquals([answer.status, answer.headers.get("location")], [303, "/afiliados/inicio"]);
}

/** The handle beside a name; empty where nobody may act for her. */
function handleOf(html: string, name: string): string {
  const [item = ""] = html.split("<li>").filter((one) => one.includes(`<strong>${name}`));
  return /name="persona" value="([\w-]+)"/.exec(item.split("</li>")[0] ?? "")?.[1] ?? "";
}

function csrfIn(html: string): string {
  return /name="csrf" value="([^"]*)"/.exec(html)?.[1] ?? "";
}
