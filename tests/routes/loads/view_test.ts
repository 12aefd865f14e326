import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { type TestApp, testApp } from "../../support/app.ts";
import {
  A,
  aFile,
  aVoucher,
  load,
  PROVIDERS_HEADER,
  VOUCHERS_HEADER,
  withoutState,
} from "../../support/files.ts";
import { LOADS, onePayment, uploadAndJudge } from "../../support/uploads.ts";

const MOVED: [string, ...string[]] = [
  "prestadores.csv",
  PROVIDERS_HEADER,
  `${A};<i>Clínica</i> A S.A.S.;555666777;Marta Negrete;otro.correo@clinica-a.example`,
];

async function viewsOf({ db, services }: TestApp) {
  await services.background.settled();
  const { rows } = await db.$client.execute(
    "SELECT detail ->> 'load' AS load FROM audit_events WHERE name = 'sensitiveView'",
  );
  return rows.map(({ load }) => load);
}

Deno.test("before publishing, the second person sees what a load changes of providers, Correo and Cédula first", async () => {
  await using portal = await testApp();
  const [loader, publisher] = [
    await portal.signInStaff("tesoreria"),
    await portal.signInStaff("tesoreria"),
  ];
  const address = await uploadAndJudge(portal, loader, [MOVED]);
  const page = await (await publisher.get(address)).text();
  assertStringIncludes(page, "Prestadores que cambian");
  assertStringIncludes(page, "1 prestador cambia de Correo o de Cédula: otra persona recibe sus");
  assertStringIncludes(page, "<del>pagos@clinica-a.example</del>");
  assertStringIncludes(page, "<ins>otro.correo@clinica-a.example</ins>");
  assertStringIncludes(page, "<ins>&lt;i&gt;Clínica&lt;/i&gt; A S.A.S.</ins>");
  const places = ["<ins>otro.correo", "<ins>555666777", "<ins>&lt;i"].map((one) =>
    page.indexOf(one)
  );
  assertEquals(places, places.toSorted((one, other) => one - other));
  assertEquals(await viewsOf(portal), ["2026-0002"]);
});

Deno.test("before publishing, the second person is told which vouchers a file without Estado makes Vigente again", async () => {
  await using portal = await testApp();
  await load(portal.db, [
    aFile("c.csv", VOUCHERS_HEADER, aVoucher({ number: "77", state: "Anulado" })),
  ]);
  const loader = await portal.signInStaff("tesoreria");
  const address = await uploadAndJudge(portal, loader, [
    ["comprobantes.csv", withoutState(VOUCHERS_HEADER), withoutState(aVoucher({ number: "77" }))],
  ]);
  assertStringIncludes(
    await (await loader.get(address)).text(),
    "1 comprobante que no estaba vigente vuelve a Vigente, porque el archivo no trae la columna " +
      `Estado: 77 (NIT ${A}, Anulado)`,
  );
});

Deno.test("L5: the auditor sees people's addresses and numbers masked, which is no event", async () => {
  await using portal = await testApp();
  const [loader, auditor] = [
    await portal.signInStaff("tesoreria"),
    await portal.signInStaff("auditor"),
  ];
  const address = await uploadAndJudge(portal, loader, [MOVED]);
  const page = await (await auditor.get(address)).text();
  assertStringIncludes(page, "<ins>ot…@clinica-a.example</ins>");
  assertStringIncludes(page, "<ins>…6777</ins>");
  assert(!page.includes("otro.correo@") && !page.includes("555666777"));
  assertEquals(await viewsOf(portal), []);
});

Deno.test("a load that changes no provider has no such list, and a page that is none is the first", async () => {
  await using portal = await testApp();
  const loader = await portal.signInStaff("tesoreria");
  const payment = await uploadAndJudge(portal, loader, onePayment());
  assert(!(await (await loader.get(payment)).text()).includes("Prestadores que cambian"));
  const moved = await uploadAndJudge(portal, loader, [MOVED]);
  for (const page of ["x", "-1", "0", "99999999"]) {
    const answer = await loader.get(`${moved}?fichas=${page}`);
    assertEquals(answer.status, 200, page);
    await answer.body?.cancel();
  }
  assertEquals((await loader.get(`${LOADS}/${crypto.randomUUID()}`)).status, 404);
});
