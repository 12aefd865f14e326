import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { troubles } from "../../../db/schema.ts";
import { storeTroubles } from "../../../db/system/troubles.ts";
import { A, type TestApp, testApp } from "../../support/app.ts";
import { textOf } from "../../support/staff.ts";

const PAGE = "/funcionario/sistema";
const REQUESTS = "/funcionario/solicitudes";

/** What a page noted of the request that it answered. */
async function notedOf({ services, db }: TestApp) {
  await services.background.settled();
  return await db.select().from(troubles);
}

Deno.test("who reads the number of an error page is found by it, with the route and the kind of error", async () => {
  await using portal = await testApp();
  const { db } = portal;
  const staff = await portal.signInStaff("administrador");
  assertStringIncludes(await textOf(staff, PAGE), "Nada ha fallado");
  await db.$client.execute("ALTER TABLE registration_requests RENAME TO gone");
  const failed = await staff.get(`${REQUESTS}?pagina=1`);
  const code = /class="mono">([0-9a-f]{8})</.exec(await failed.text())?.[1] ?? "";
  assertEquals([failed.status, code.length], [500, 8]);
  await db.$client.execute("ALTER TABLE gone RENAME TO registration_requests");
  const [noted] = await notedOf(portal);
  assert(noted);
  assert(noted.requestId.startsWith(code));
  assertEquals([noted.kind, noted.route], ["error", `GET ${REQUESTS}`]);
  assertStringIncludes(noted.problem, "no such table: registration_requests");
  await storeTroubles(db, [{
    ...noted,
    kind: "slow",
    requestId: crypto.randomUUID(),
    route: "GET /other",
  }]);
  const found = await textOf(staff, `${PAGE}?numero=${code.toUpperCase()}`);
  assert(found.includes(`GET ${REQUESTS}`) && !found.includes("GET /other"));
  assertStringIncludes(await textOf(staff, PAGE), "GET /other");
  assertStringIncludes(await textOf(staff, "/funcionario"), "En las últimas 24 horas");
});

Deno.test("a request of more than a second is noted by its route, without who asked and for what", async () => {
  await using portal = await testApp();
  const { services, clock } = portal;
  const browser = await portal.signIn();
  const now = services.now;
  services.now = () => clock.nowMs += 1100;
  await (await browser.get("/pagos/1500086213?desde=01/03/2026&hasta=31/03/2026")).body?.cancel();
  services.now = now;
  const noted = await notedOf(portal);
  assertEquals(noted.map(({ kind, route, problem }) => [kind, route, problem]), [
    ["slow", "GET /pagos/:documentNumber", ""],
  ]);
  const stored = JSON.stringify(noted);
  for (const told of ["1500086213", "2026", A]) assert(!stored.includes(told), told);
});

Deno.test("an upload that takes long, a refusal and a quick page are no trouble", async () => {
  await using portal = await testApp();
  const { services, clock } = portal;
  const browser = portal.browser();
  await (await browser.get("/nada")).body?.cancel();
  await (await browser.get("/")).body?.cancel();
  const now = services.now;
  services.now = () => clock.nowMs += 1100;
  const type = { "content-type": "multipart/form-data; boundary=x" };
  const upload = await browser.upload("/afiliados/atencion/pqrs/nueva", "--x--", type);
  await upload.body?.cancel();
  services.now = now;
  assertEquals(await notedOf(portal), []);
});

Deno.test("what is no number of an error page is said beside the box, and no number finds what is not there", async () => {
  await using portal = await testApp();
  const staff = await portal.signInStaff("administrador");
  for (const typed of ["xyz", "<b>", "1a2b3c4%"]) {
    const answer = await staff.get(`${PAGE}?numero=${encodeURIComponent(typed)}`);
    const html = await answer.text();
    assertEquals([answer.status, html.includes("<b>")], [422, false], typed);
    assertStringIncludes(html, 'aria-invalid="true"');
  }
  assertStringIncludes(await textOf(staff, `${PAGE}?numero=1a2b3c4d`), "Nada con ese número");
});

Deno.test("the audit log leads an administrador from an event to its request, and an auditor not", async () => {
  await using portal = await testApp();
  const administrador = await portal.signInStaff("administrador");
  const auditor = await portal.signInStaff("auditor");
  await portal.services.background.settled();
  const log = await textOf(administrador, "/funcionario/auditoria");
  const link = /href="(\/funcionario\/sistema\?numero=[0-9a-f]{8})"/.exec(log)?.[1] ?? "";
  assertEquals((await administrador.get(link)).status, 200);
  assert(!(await textOf(auditor, "/funcionario/auditoria")).includes(PAGE));
});

Deno.test("how long each question took is shown by the place where it is written, without a value", async () => {
  await using portal = await testApp();
  const provider = await portal.signIn();
  await (await provider.get("/pagos/1500086213?desde=01/03/2026&hasta=31/03/2026")).body?.cancel();
  const staff = await portal.signInStaff("administrador");
  const [, shown = ""] = (await textOf(staff, PAGE)).split('id="preguntas"');
  assertMatch(shown, /class="mono">payments\/voucher_list\.ts:\d+</);
  assertMatch(shown, /data-label="La más larga">\s*\d+(?:,\d)? ms/);
  for (const told of ["1500086213", A]) assert(!shown.includes(told), told);
});
