import { assert, assertEquals } from "@std/assert";
import { verifyChain } from "../../db/audit/verify.ts";
import { valueOf } from "../db/support/contents.ts";
import { holdLock } from "../db/support/lock_holder.ts";
import { A, csrfOf, type TestApp, testApp, type TestBrowser } from "../support/app.ts";
import { ALL_MARCH, somePayments } from "../support/payments.ts";
import { eventsOf, REASON, textOf } from "../support/staff.ts";

const STAFF = "/funcionario";
const DAYS = "desde=01/03/2026&hasta=01/04/2026";

/** Everything that hands something out that the log must know of. */
async function readersOf(portal: TestApp): Promise<[TestBrowser, string][]> {
  const representative = await portal.signIn(A);
  const admin = await portal.signInStaff("administrador");
  const auditor = await portal.signInStaff("auditor");
  const user = await valueOf(portal.db, "SELECT user_id FROM sessions LIMIT 1");
  const load = await valueOf(portal.db, "SELECT id FROM loads LIMIT 1");
  const addresses: [TestBrowser, string[]][] = [
    [representative, [
      `/export.csv?${ALL_MARCH}`,
      `/export.xlsx?${ALL_MARCH}`,
      "/consultas/lista.csv",
      "/cuenta/datos.json",
      `/equipo/actividad.csv?${DAYS}`,
    ]],
    [admin, [
      `${STAFF}/prestadores/lista.csv`,
      `${STAFF}/prestadores/${A}`,
      `${STAFF}/prestadores/${A}/contacto`,
      `${STAFF}/usuarios/${user}`,
      `${STAFF}/consultas/lista.csv`,
      `${STAFF}/auditoria/hechos.csv?${DAYS}`,
      `${STAFF}/auditoria/hechos.xlsx?${DAYS}`,
      `${STAFF}/auditoria/vistos.csv?persona=${A}&${DAYS}`,
    ]],
    [auditor, [`${STAFF}/cargas/${load}/informe.xlsx`]],
  ];
  return addresses.flatMap(([who, paths]) =>
    paths.map((path): [TestBrowser, string] => [who, path])
  );
}

async function countEvents({ db, services }: TestApp): Promise<number> {
  await services.background.settled();
  return Number(await valueOf(db, "SELECT count(*) FROM audit_events"));
}

/** Read at once, whatever comes: what nobody reads keeps the portal for minutes. */
async function readWhole(who: TestBrowser, path: string) {
  const answer = await who.get(path);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

Deno.test("L1: under a lock nothing is handed out, and no event is lost", async () => {
  await using portal = await testApp(somePayments());
  const readers = await readersOf(portal);
  const before = await countEvents(portal);
  await using holder = await holdLock(portal.path);
  const answers = await Promise.all(readers.map(async ([who, path]) => {
    const { status, headers, text } = await readWhole(who, path);
    return { path, status, retryAfter: headers.get("retry-after"), text };
  }));
  for (const { path, status, retryAfter, text } of answers) {
    assertEquals([status, retryAfter], [503, "30"], path);
    assert(text.includes("Vuelva en un momento"), path);
  }
  const [[representative] = []] = readers;
  const denied = await representative?.post("/zona-ser/salir", { csrf: "no" });
  assertEquals(denied?.status, 403);
  await holder.release();
  assertEquals(await countEvents(portal), before + 1, "the refusal waited for the lock");
  assertEquals((await eventsOf(portal, "denied")).length, 1);
  for (const [who, path] of readers) {
    const answer = await who.get(path);
    await answer.arrayBuffer();
    assertEquals(answer.status, 200, path);
  }
  assertEquals(await countEvents(portal), before + 1 + readers.length);
});

Deno.test("L1: on a full disk nothing is handed out and nothing is done", async () => {
  await using portal = await testApp(somePayments());
  const readers = await readersOf(portal);
  const [admin, path] = readers[6] ?? [];
  assert(admin && path);
  const csrf = csrfOf(await textOf(admin, path));
  const before = await countEvents(portal);
  await fillDisk(portal);
  for (const [who, path] of readers) {
    const answer = await who.get(path);
    assertEquals([answer.status, (await answer.text()).includes("Vuelva")], [503, true], path);
  }
  const close = { accion: "cerrar", motivo: REASON, csrf };
  assertEquals((await admin.post(path, close)).status, 503);
  assertEquals(await valueOf(portal.db, "SELECT count(access_closed_at) FROM providers"), 0);
  await portal.db.$client.execute("PRAGMA max_page_count = 1073741823");
  assertEquals(await countEvents(portal), before);
  assertEquals((await admin.post(path, close)).status, 303);
  assertEquals((await eventsOf(portal, "accessClosed")).map(({ result }) => result), ["ok"]);
  const { sessionSecrets } = portal.services.settings;
  assertEquals((await verifyChain(portal.db, sessionSecrets)).brokenAt, null);
});

/** No further page can be had, and every event needs some: one that fits would be written. */
async function fillDisk({ db }: TestApp): Promise<void> {
  await db.$client.executeMultiple(`
    CREATE TABLE filler (x BLOB);
    CREATE TRIGGER needs_pages AFTER INSERT ON audit_events
    BEGIN INSERT INTO filler VALUES (zeroblob(100000)); END`);
  const pages = Number(await valueOf(db, "PRAGMA page_count"));
  await db.$client.execute(`PRAGMA max_page_count = ${pages}`);
}

Deno.test("L1: what changes nothing leaves no event that says it did", async () => {
  await using portal = await testApp();
  const admin = await portal.signInStaff("administrador");
  const path = `${STAFF}/prestadores/${A}`;
  const close = { accion: "cerrar", motivo: REASON };
  const pages = await Promise.all(Array.from({ length: 20 }, () => textOf(admin, path)));
  await Promise.all(pages.map((page) => admin.post(path, { ...close, csrf: csrfOf(page) })));
  const results = (await eventsOf(portal, "accessClosed")).map(({ result }) => result);
  assertEquals(results.filter((result) => result === "ok").length, 1);
  assertEquals(results.length, 20);
});
