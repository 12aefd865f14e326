import { assertEquals, assertMatch, assertNotMatch, assertStringIncludes } from "@std/assert";
import { and, eq, isNull } from "drizzle-orm";
import { affiliates, contactRequests, sessions, users } from "../../../db/schema.ts";
import { PASSWORD, testApp, type TestBrowser } from "../../support/app.ts";
import { withoutNoise } from "../../support/noise.ts";
import { anAffiliate } from "../../support/people.ts";
import { addSecondFactor, secondFactorsOf } from "../../support/affiliates/factors.ts";
import { eventsOf, postFrom, textOf } from "../../support/staff.ts";

const OUTSIDE = "/afiliados/registro/solicitud";
const OWN = "/afiliados/mi-afiliacion/contacto";
const QUEUE = "/funcionario/contactos";
const NEW = "nueva@correo.example";
const WHO = { tipoDocumento: "CC", documento: "9990000101", nacimiento: "05/03/1962" };
const REACH = { correo: NEW, telefono: "300 555 0101" };
const NOTE = { nota: "Hablé con ella al número que teníamos." };

Deno.test("R2: whoever has no address asks for one; nobody and somebody get the same answer", async () => {
  await using portal = await testApp();
  await portal.db.insert(affiliates).values(anAffiliate({ email: null }));
  const answers = [];
  for (
    const who of [WHO, { ...WHO, documento: "9990000999" }, { ...WHO, nacimiento: "06/03/1962" }]
  ) {
    const answer = await portal.browser().post(OUTSIDE, { ...who, ...REACH });
    const html = withoutNoise(await answer.text());
    assertMatch(html, /CT-2026-\w{8}/);
    answers.push([answer.status, html.replace(/CT-2026-\w{8}/, "FOLIO")]);
  }
  for (const answer of answers) assertEquals(answer, answers[0]);
  await portal.services.background.settled();
  assertEquals(portal.mails, []);
  const stored = await portal.db.select().from(contactRequests);
  assertEquals(stored.map(({ affiliateId }) => affiliateId !== null), [true, false, false]);
});

Deno.test("the queue shows every request that waits, page by page, the first due on top", async () => {
  await using portal = await testApp();
  const waiting = (number: number): typeof contactRequests.$inferInsert => ({
    folio: `CT-2026-${String(number).padStart(8, "A")}`,
    documentType: "CC",
    documentNumber: String(9990001000 + number),
    bornOn: "1962-03-05",
    email: NEW,
    createdAt: number,
    dueOn: "2026-04-07",
    state: "open",
  });
  await portal.db.insert(contactRequests).values(
    Array.from({ length: 43 }, (_, at) => waiting(at)),
  );
  const staff = await portal.signInStaff("afiliaciones");
  const seen: string[] = [];
  for (const [page, first, last] of [[1, 0, 20], [2, 21, 41], [3, 42, 42]] as const) {
    const html = await textOf(staff, `${QUEUE}?pagina=${page}`);
    const folios = [...html.matchAll(/CT-2026-\w{8}(?=<)/g)].map(([folio]) => folio);
    assertEquals([folios.at(0), folios.at(-1)], [waiting(first).folio, waiting(last).folio]);
    assertStringIncludes(html, "de 43 solicitudes");
    seen.push(...folios);
  }
  assertEquals(new Set(seen).size, 43);
  for (const [page, status] of [["4", 404], ["0", 422], ["x", 422]] as const) {
    const answer = await staff.get(`${QUEUE}?pagina=${page}`);
    await answer.body?.cancel();
    assertEquals(answer.status, status, page);
  }
});

Deno.test("an approved request puts the address on file that the staff checked, and says how to register", async () => {
  await using portal = await testApp();
  await portal.db.insert(affiliates).values(anAffiliate({ email: null }));
  await (await portal.browser().post(OUTSIDE, { ...WHO, ...REACH })).body?.cancel();
  const staff = await portal.signInStaff("afiliaciones");
  const page = await onlyRequest(staff);
  const empty = await postFrom(staff, page, page, { accion: "aprobar", correo: "x", nota: "" });
  const html = await empty.text();
  assertEquals(empty.status, 422);
  assertStringIncludes(html, "Escriba el correo que comprobó");
  const checked = "comprobada@correo.example";
  await decide(staff, page, { accion: "aprobar", correo: checked, ...NOTE });
  const [person] = await portal.db.select().from(affiliates);
  assertEquals([person?.email, person?.phone], [checked, "300 555 0101"]);
  await portal.services.background.settled();
  assertEquals(portal.mails.map(({ to }) => to), [checked]);
  assertMatch(portal.mails[0]?.text ?? "", /\/afiliados\/registro$/m);
  assertNotMatch(portal.mails[0]?.text ?? "", /9990000101|Pérez/);
  const [event] = await eventsOf(portal, "contactRequestDecided");
  assertEquals([event?.affiliateId, event?.detail.decision], [person?.id, "approved"]);
});

Deno.test("without an account nobody replaces an address that is on file", async () => {
  await using portal = await testApp();
  await portal.db.insert(affiliates).values(anAffiliate({ email: "vieja@correo.example" }));
  await (await portal.browser().post(OUTSIDE, { ...WHO, ...REACH })).body?.cancel();
  const staff = await portal.signInStaff("afiliaciones");
  const page = await onlyRequest(staff);
  assertNotMatch(await textOf(staff, page), /value="aprobar"/);
  const answer = await postFrom(staff, page, page, { accion: "aprobar", correo: NEW, ...NOTE });
  assertEquals(answer.status, 422);
  assertStringIncludes(await answer.text(), "ya tiene un correo registrado");
  assertEquals((await portal.db.select().from(affiliates))[0]?.email, "vieja@correo.example");
});

Deno.test("an affiliate asks from her account; a new address ends her sessions once it is approved", async () => {
  await using portal = await testApp();
  const holder = await portal.signInAffiliate({ email: "vieja@correo.example", phone: "3" });
  await portal.signInAffiliate({ documentNumber: "9990000102", email: NEW });
  const [, other = 0] = (await portal.db.select().from(affiliates)).map(({ id }) => id);
  const form = { correo: NEW, telefono: "3", direccion: "Calle 1 # 2-03" };
  const asked = await postFrom(holder, OWN, OWN, form);
  assertEquals(asked.status, 200);
  const again = await postFrom(holder, OWN, OWN, form);
  const number = (html: string) => /CT-2026-\w{8}/.exec(html)?.[0];
  assertEquals(number(await again.text()), number(await asked.text()), "a double click is one");
  const [request] = await portal.db.select().from(contactRequests);
  assertEquals([request?.email, request?.phone, request?.address], [NEW, null, "Calle 1 # 2-03"]);
  const staff = await portal.signInStaff("afiliaciones");
  const page = await onlyRequest(staff);
  assertEquals(
    (await holder.get("/afiliados/inicio")).status,
    200,
    "nothing before it is approved",
  );
  await addSecondFactor(portal.db);
  await decide(staff, page, { accion: "aprobar", correo: NEW, ...NOTE });
  assertEquals(await secondFactorsOf(portal.db), [false, true], "of the other alone");
  await portal.services.background.settled();
  const told = portal.mails.filter(({ subject }) => /^Cambió un correo/.test(subject));
  assertEquals(told.map(({ to }) => to), ["vieja@correo.example"], "the mailbox that she leaves");
  assertNotMatch(told[0]?.text ?? "", /9990000101|Pérez|nueva/);
  assertEquals((await holder.get("/afiliados/inicio")).status, 303);
  const open = await portal.db.select({ id: users.affiliateId }).from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(users.kind, "affiliate"), isNull(sessions.endedAt)));
  assertEquals(open, [{ id: other }], "hers alone");
  const signIn = { tipo: "afiliado", tipoDocumento: "CC", usuario: "9990000101" };
  const late = await portal.browser().post("/zona-ser", { ...signIn, contrasena: PASSWORD });
  assertEquals(late.status, 422, "she registers again");
});

Deno.test("a telephone or an address alone ends nobody's access, and a decision is made once", async () => {
  await using portal = await testApp();
  const holder = await portal.signInAffiliate({ email: "vieja@correo.example" });
  await postFrom(holder, OWN, OWN, { correo: "vieja@correo.example", telefono: "300 555 0199" });
  const staff = await portal.signInStaff("afiliaciones");
  const page = await onlyRequest(staff);
  await decide(staff, page, { accion: "aprobar", ...NOTE });
  assertEquals((await holder.get("/afiliados/inicio")).status, 200);
  const second = await postFrom(staff, page, page, { accion: "rechazar", ...NOTE });
  assertEquals(second.status, 200);
  const [request] = await portal.db.select().from(contactRequests);
  assertEquals(request?.state, "approved");
});

Deno.test("what is missing or wrong is said beside its field, and nothing typed is lost", async () => {
  await using portal = await testApp();
  const answer = await portal.browser().post(OUTSIDE, {
    ...WHO,
    documento: "<i>",
    correo: "x",
    telefono: "",
  });
  const html = await answer.text();
  assertEquals(answer.status, 422);
  for (const text of ["Escriba el número como está", "Escriba un correo", "&lt;i&gt;"]) {
    assertStringIncludes(html, text);
  }
  const holder = await portal.signInAffiliate({ email: NEW });
  const same = await postFrom(holder, OWN, OWN, { correo: NEW });
  assertStringIncludes(await same.text(), "Escriba lo que cambió.");
});

Deno.test("L8: whoever acts for an adult never moves her address, and the staff reads who asks", async () => {
  await using portal = await testApp();
  const head = await portal.signInAffiliate({ firstName: "Marta", email: "marta@correo.example" });
  const adult = await portal.signInAffiliate({
    documentNumber: "9990000102",
    firstName: "Pedro",
    email: "pedro@correo.example",
    kind: "beneficiario",
    headDocumentType: "CC",
    headDocumentNumber: "9990000101",
  });
  const family = "/afiliados/familia";
  await (await postFrom(adult, family, family, { accion: "permitir" })).body?.cancel();
  const [, persona = ""] = /name="persona" value="([^"]+)"/.exec(await textOf(head, family)) ?? [];
  await (await postFrom(head, family, family, { accion: "actuar", persona })).body?.cancel();
  const refused = await postFrom(head, OWN, OWN, { correo: NEW, telefono: "300 555 0199" });
  assertEquals(refused.status, 422);
  assertStringIncludes(await refused.text(), "Este correo solo lo cambia Pedro");
  const kept = { correo: "pedro@correo.example", telefono: "300 555 0199" };
  await (await postFrom(head, OWN, OWN, kept)).body?.cancel();
  const staff = await portal.signInStaff("afiliaciones");
  const page = await onlyRequest(staff);
  assertMatch(await textOf(staff, page), /Lo pide Marta [^<]+, que actúa por esta persona/);
  // As a request that was sent before the form refused it.
  await portal.db.update(contactRequests).set({ email: NEW });
  assertNotMatch(await textOf(staff, page), /value="aprobar"/);
  const forced = await postFrom(staff, page, page, { accion: "aprobar", correo: NEW, ...NOTE });
  assertEquals(forced.status, 422);
  await forced.body?.cancel();
  await portal.db.update(contactRequests).set({ email: null });
  await decide(staff, page, { accion: "aprobar", ...NOTE });
  const [person] = await portal.db.select().from(affiliates)
    .where(eq(affiliates.firstName, "Pedro"));
  assertEquals([person?.email, person?.phone], ["pedro@correo.example", "300 555 0199"]);
});

async function onlyRequest(staff: TestBrowser): Promise<string> {
  const html = await textOf(staff, QUEUE);
  assertNotMatch(html, /9990000101|Pérez/, "masked in the list");
  const [link, ...others] = html.match(/\/funcionario\/contactos\/CT-2026-\w{8}/g) ?? [];
  assertEquals(others.length, 0);
  return link ?? "";
}

async function decide(staff: TestBrowser, page: string, form: Record<string, string>) {
  const answer = await postFrom(staff, page, page, form);
  assertEquals([answer.status, answer.headers.get("location")], [303, QUEUE]);
}
