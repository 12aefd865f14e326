import {
  assert,
  assertEquals,
  assertMatch,
  assertNotMatch,
  assertStringIncludes,
} from "@std/assert";
import { affiliates, staffNotes } from "../../../db/schema.ts";
import { VIEW_REASON_MS } from "../../../domain/affiliates/view_reason.ts";
import { type TestApp, testApp } from "../../support/app.ts";
import { anAffiliate } from "../../support/people.ts";
import {
  eventsOf,
  locationOf,
  postFrom,
  searchAffiliate,
  seeAffiliate,
  textOf,
} from "../../support/staff.ts";

const PAGE = "/funcionario/afiliados";
const DOCUMENT = "9990000101";
const OTHER = "9990000102";
const SEEN = "/funcionario/auditoria";
const WHY = "Llamó a la línea y pregunta por su afiliación.";
const NAME = "María Camila Pérez Rojas";

Deno.test("L8: the staff sees an affiliate's data after a reason, and each view is an event with it", async () => {
  await using portal = await portalWith();
  const staff = await portal.signInStaff("afiliaciones");
  const record = await searchAffiliate(staff, DOCUMENT);
  assertMatch(record, /^\/funcionario\/afiliados\/[\w-]+$/);
  const reason = await locationOf(await staff.get(record));
  const asked = await textOf(staff, reason);
  assertStringIncludes(asked, "¿Por qué necesita ver los datos de esta persona?");
  assertNotMatch(asked, /María|Pérez|9990000101/);
  const given = await postFrom(staff, reason, motive(reason), { motivo: WHY, volver: record });
  assertEquals([given.status, given.headers.get("location")], [303, record]);
  for (let view = 0; view < 2; view++) {
    assertStringIncludes(await textOf(staff, record), NAME);
  }
  const [note, ...others] = await portal.db.select().from(staffNotes);
  assertEquals([note?.reason, note?.act, others.length], [WHY, "affiliateViewed", 0]);
  const events = await eventsOf(portal, "affiliateViewed");
  const affiliate = (await peopleOf(portal))[0]?.id ?? 0;
  assertEquals(events.map(({ affiliateId }) => affiliateId), [affiliate, affiliate]);
  for (const { detail, userId } of events) {
    assertEquals(detail, { affiliate, what: "affiliation", note: note?.id });
    assertEquals(userId, note?.staffId);
  }
});

Deno.test("L8: a reason holds half an hour, in one session, for one affiliate", async () => {
  await using portal = await portalWith();
  const [staff, colleague] = [
    await portal.signInStaff("afiliaciones"),
    await portal.signInStaff("afiliaciones"),
  ];
  const record = await seeAffiliate(staff, DOCUMENT, WHY);
  await locationOf(await staff.get(await searchAffiliate(staff, OTHER)));
  assertEquals((await colleague.get(record)).status, 404, "a handle of another session");
  await locationOf(await colleague.get(await searchAffiliate(colleague, DOCUMENT)));
  portal.clock.nowMs += VIEW_REASON_MS;
  assertEquals((await staff.get(record)).status, 200);
  portal.clock.nowMs += 1;
  await locationOf(await staff.get(record));
  assertEquals((await eventsOf(portal, "affiliateViewed")).length, 2);
});

Deno.test("L13: whose data the staff saw is in the auditor's list, by number and masked document", async () => {
  await using portal = await portalWith();
  const staff = await portal.signInStaff("afiliaciones");
  const auditor = await portal.signInStaff("auditor");
  await seeAffiliate(staff, DOCUMENT, WHY);
  const [note] = await portal.db.select().from(staffNotes);
  const [person] = await peopleOf(portal);
  const query = `persona=%23${note?.staffId}`;
  const html = await textOf(auditor, `${SEEN}/vistos?${query}`);
  for (const text of ["1 afiliado<", `#${person?.id}<`, "CC …0101"]) {
    assertStringIncludes(html, text);
  }
  assertNotMatch(html, /María|9990000101/);
  const csv = await textOf(auditor, `${SEEN}/afiliados-vistos.csv?${query}`);
  assertStringIncludes(csv, `#${person?.id};CC;9990000101;2;`);
  const nothing = await textOf(auditor, `${SEEN}/vistos?${query}&hastaHora=00:01`);
  assertStringIncludes(nothing, "No vio datos de ningún afiliado");
});

Deno.test("a reason that is too short is asked for again, and what was typed stays", async () => {
  await using portal = await portalWith();
  const staff = await portal.signInStaff("afiliaciones");
  const reason = await locationOf(await staff.get(await searchAffiliate(staff, DOCUMENT)));
  const answer = await postFrom(staff, reason, motive(reason), {
    motivo: "<b>x",
    volver: "//evil",
  });
  const html = await answer.text();
  assertEquals(answer.status, 422);
  assertStringIncludes(html, "Escriba el motivo");
  assertStringIncludes(html, "&lt;b&gt;x");
  const given = await postFrom(staff, reason, motive(reason), { motivo: WHY, volver: "//evil" });
  assertMatch(given.headers.get("location") ?? "", /^\/funcionario\/afiliados\/[\w-]+$/);
});

Deno.test("a search says what it found in the log, by number, and no document stands in an address", async () => {
  await using portal = await portalWith();
  const staff = await portal.signInStaff("afiliaciones");
  const nobody = await postFrom(staff, PAGE, PAGE, {
    tipoDocumento: "CC",
    documento: "9.990.000.999",
  });
  assertEquals(nobody.status, 422);
  assertStringIncludes(await nobody.text(), `value="9.990.000.999"`);
  const record = await searchAffiliate(staff, DOCUMENT);
  assert(!record.includes("9990000101"));
  const [person] = await peopleOf(portal);
  const found = (await eventsOf(portal, "affiliateSearched")).map(({ detail }) => detail.affiliate);
  assertEquals(found, ["nobody", person?.id]);
});

Deno.test("a handle that is none, or was changed, is nobody's", async () => {
  await using portal = await portalWith();
  const staff = await portal.signInStaff("afiliaciones");
  const record = await searchAffiliate(staff, DOCUMENT);
  const changed = record.slice(0, -5) + (record.at(-5) === "A" ? "B" : "A") + record.slice(-4);
  for (
    const path of [
      `${PAGE}/1`,
      `${PAGE}/9990000101`,
      changed,
      `${record}A`,
      `${PAGE}/${"-".repeat(40)}`,
    ]
  ) {
    const answer = await staff.get(path);
    assertEquals(answer.status, 404, path);
    await answer.body?.cancel();
  }
});

Deno.test("somebody whom an undo removed is nobody, and the session goes on", async () => {
  await using portal = await portalWith();
  const staff = await portal.signInStaff("afiliaciones");
  const record = await seeAffiliate(staff, DOCUMENT, WHY);
  await portal.db.delete(affiliates);
  assertEquals((await staff.get(record)).status, 404);
});

async function portalWith(): Promise<TestApp> {
  const portal = await testApp();
  const second = anAffiliate({ documentNumber: "9990000102", firstName: "Pedro" });
  await portal.db.insert(affiliates).values([anAffiliate(), second]);
  return portal;
}

async function peopleOf({ db }: TestApp) {
  return await db.select().from(affiliates).orderBy(affiliates.id);
}

function motive(address: string): string {
  return address.split("?")[0] ?? "";
}
