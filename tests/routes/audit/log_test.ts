import { assert, assertEquals, assertMatch } from "@std/assert";
import { findAccount } from "../../../db/accounts/users.ts";
import type { AuditEvent } from "../../../domain/audit/event.ts";
import { A, B, NOW, type TestApp, testApp } from "../../support/app.ts";
import { eventsOf, postFrom, textOf } from "../../support/staff.ts";
import { unzip } from "../../lib/support/unzip.ts";
import { ALL_MARCH, somePayments } from "../../support/payments.ts";

const LOG = "/funcionario/auditoria";
const MINUTE_MS = 60 * 1000;

function anEvent(wish: Partial<AuditEvent>): AuditEvent {
  const who = { userId: null, providerId: null, source: "10.0.0.1", requestId: "r" };
  return { at: NOW, name: "signIn", result: "ok", ...who, detail: {}, ...wish };
}

async function keep({ services }: TestApp, events: Partial<AuditEvent>[]): Promise<void> {
  await services.auditLog.record(events.map(anEvent));
}

function countRows(html: string): number {
  return html.match(/data-label="Fecha"/g)?.length ?? 0;
}

Deno.test("the log is narrowed by day, event, person, NIT, source and result", async () => {
  await using portal = await testApp();
  await portal.signIn(A);
  const auditor = await portal.signInStaff("auditor");
  await portal.services.background.settled();
  await keep(portal, [
    { name: "download", providerId: 2, source: "10.9.9.9", detail: { documentNumber: "B-1" } },
    { name: "denied", result: "refused", userId: 1, at: NOW - 3 * 24 * 60 * MINUTE_MS },
    { name: "alarm", at: NOW - 200 * 24 * 60 * MINUTE_MS },
  ]);
  const search = async (query: string) => countRows(await textOf(auditor, `${LOG}?${query}`));
  assertEquals(await search(""), 5);
  assertEquals(await search("hecho=download"), 1);
  assertEquals(await search(`nit=900.555.444-3`), 1);
  assertEquals(await search("direccion=10.9.9.9"), 1);
  assertEquals(await search("resultado=refused"), 1);
  assertEquals(await search(`persona=${A}`), 2);
  assertEquals(await search("persona=%231&resultado=ok"), 1);
  assertEquals(await search("persona=auditor0@eps.example"), 2);
  assertEquals(await search("desde=29/03/2026&hasta=29/03/2026"), 1);
  assertEquals(await search("desde=01/09/2025&hasta=30/09/2025"), 1);
  assert((await textOf(auditor, `${LOG}?hecho=download`)).includes("comprobante B-1"));
});

Deno.test("what cannot be searched is said beside its field, with what was typed", async () => {
  await using portal = await testApp();
  const auditor = await portal.signInStaff("auditor");
  const wrong: Record<string, string> = {
    "desde=31/02/2026&hasta=01/03/2026": "no existe",
    "nit=12": "Este NIT no es válido",
    "persona=nadie@x.example": "Nadie entra con ese correo",
    "persona=%25": "Nadie entra con ese correo",
  };
  for (const [query, words] of Object.entries(wrong)) {
    const answer = await auditor.get(`${LOG}?${query}`);
    assertEquals(answer.status, 422, query);
    assert((await answer.text()).includes(words), query);
  }
  for (const query of ["antes=x", "antes=1.2&despues=1.2", "nit=1&nit=2"]) {
    assertEquals((await auditor.get(`${LOG}?${query}`)).status, 422, query);
  }
});

Deno.test("pages go by key, 21 each: events of the same instant come once, new ones move no page", async () => {
  await using portal = await testApp();
  const auditor = await portal.signInStaff("auditor");
  await portal.services.background.settled();
  await keep(portal, Array.from({ length: 50 }, (_, index) => ({ detail: { mail: index } })));
  const path = `${LOG}?hecho=signIn&direccion=10.0.0.1`;
  const seen: string[] = [];
  const pages: string[] = [path];
  for (let next: string | undefined = path; next !== undefined;) {
    const html = await textOf(auditor, next);
    seen.push(...[...html.matchAll(/correo número (\d+)/g)].map(([, number = ""]) => number));
    await keep(portal, [{ detail: {} }]);
    next = /<a href="([^"]+)" rel="next">/.exec(html)?.[1]?.replaceAll("&amp;", "&");
    if (next !== undefined) pages.push(next);
  }
  assertEquals(seen, Array.from({ length: 50 }, (_, index) => String(49 - index)));
  assertEquals(pages.length, 3);
  const last = await textOf(auditor, pages.at(-1) ?? "");
  const back = /<a href="([^"]+)" rel="prev">/.exec(last)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const before = await textOf(auditor, back);
  assertEquals(countRows(before), 21);
  assert(before.includes("correo número 8<") && before.includes("correo número 28<"));
});

Deno.test("the log is downloaded as CSV and as a workbook, what was searched and no more, formulas as text (J5)", async () => {
  await using portal = await testApp();
  const auditor = await portal.signInStaff("auditor");
  await portal.services.background.settled();
  const hostile = { detail: { reason: "=1+1" }, source: "=cmd" };
  await keep(portal, [...Array.from({ length: 1200 }, () => ({ name: "alarm" as const })), {
    name: "load",
    ...hostile,
  }]);
  const csv = await textOf(auditor, `${LOG}/hechos.csv?hecho=alarm`);
  assertEquals(csv.trim().split("\r\n").length, 1201);
  assertMatch(await textOf(auditor, `${LOG}/hechos.csv?hecho=load`), /;"'=cmd";/);
  const answer = await auditor.get(`${LOG}/hechos.xlsx?hecho=load`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const sheet = unzip(bytes, "xl/worksheets/sheet1.xml") ?? "";
  assert(sheet.includes("=cmd") && !sheet.includes("<f>"));
  assertEquals((await auditor.get(`${LOG}/hechos.csv?nit=1`)).status, 422);
  const [kept] = await eventsOf(portal, "download");
  assertEquals(kept?.detail.what, "audit");
});

Deno.test("L3: the chain is checked on demand, and the page says how many events there are, or where it breaks", async () => {
  await using portal = await testApp();
  const auditor = await portal.signInStaff("auditor");
  await portal.services.background.settled();
  await keep(portal, Array.from({ length: 30 }, () => ({})));
  const path = `${LOG}/cadena`;
  await postFrom(auditor, path, path, {});
  await portal.services.background.settled();
  assertMatch(await textOf(auditor, path), /La cadena está completa: 3\d hechos\./);
  const { $client } = portal.db;
  await $client.execute("DROP TRIGGER audit_events_no_update");
  await $client.execute("UPDATE audit_events SET source = '10.0.0.2' WHERE id = 20");
  await postFrom(auditor, path, path, {});
  await portal.services.background.settled();
  assert((await textOf(auditor, path)).includes("La cadena se rompe en el hecho número 20."));
  assertEquals(portal.logged.filter(({ event }) => event === "audit chain broken").length, 1);
  await $client.execute("UPDATE audit_events SET detail = 'no json', name = 'root' WHERE id = 3");
  await postFrom(auditor, path, path, {});
  await portal.services.background.settled();
  assert((await textOf(auditor, path)).includes("La cadena se rompe en el hecho número 3."));
  assertEquals((await auditor.get(LOG)).status, 200);
});

Deno.test("L13: from the log alone: which providers' data a person saw or downloaded between two instants", async () => {
  await using portal = await testApp(somePayments());
  const staff = await portal.signInStaff("administrador");
  const auditor = await portal.signInStaff("auditor");
  const representative = await portal.signIn(A);
  await (await representative.get(`/export.csv?${ALL_MARCH}`)).text();
  await (await staff.get(`/funcionario/prestadores/${A}`)).text();
  portal.clock.nowMs += 10 * MINUTE_MS;
  await (await staff.get(`/funcionario/prestadores/${B}`)).text();
  await portal.services.background.settled();
  const seen = async (query: string) => {
    const html = await textOf(auditor, `${LOG}/vistos?${query}`);
    return [...html.matchAll(/data-label="(Prestador|Descargas|Vistas|Entradas)">([^<]*)/g)]
      .map(([, , text]) => text);
  };
  const day = "desde=01/04/2026&hasta=01/04/2026";
  const person = "persona=administrador0@eps.example";
  const [hospital, clinic] = [["Hospital B E.S.E.", "0", "1", "0"], [
    "Clínica A S.A.S.",
    "0",
    "1",
    "0",
  ]];
  assertEquals(await seen(`${person}&${day}`), [...hospital, ...clinic]);
  assertEquals(await seen(`${person}&${day}&desdeHora=10:05`), hospital);
  assertEquals(await seen(`${person}&${day}&hastaHora=10:05`), clinic);
  assertEquals(await seen(`persona=${A}&${day}`), ["Clínica A S.A.S.", "1", "0", "1"]);
  assertEquals(await seen(`persona=${B}`), []);
  const csv = await textOf(auditor, `${LOG}/vistos.csv?${person}&${day}`);
  assertEquals(csv.trim().split("\r\n").length, 3);
  assertEquals((await auditor.get(`${LOG}/vistos?${person}&desdeHora=25:00`)).status, 422);
  assert(await findAccount(portal.db, { nit: A }));
});
