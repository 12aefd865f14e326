import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { findLoad } from "../../../db/loads/history.ts";
import { type TestApp, testApp } from "../../support/app.ts";
import { aSheet, HOURS, load, PLACE_HEADER } from "../../support/files.ts";
import {
  codeOf,
  LOADS,
  type NamedText,
  onePayment,
  staffScript,
  uploadAndJudge,
} from "../../support/uploads.ts";

const OFFICES: NamedText = [
  "oficinas.csv",
  PLACE_HEADER.join(","),
  `1,Oficina Norte,Calle 1,13001,Cartagena,605 555 0101,${HOURS}`,
];

async function loadAt(portal: TestApp, address: string) {
  return await findLoad(portal.db, address.split("/").at(-1) ?? "");
}

Deno.test("who looks after registers loads no payments, and the treasury no registers", async () => {
  await using portal = await testApp();
  const cases = [
    ["afiliaciones", onePayment(), "es de Comprobantes: eso lo carga Tesorería"],
    ["atencion", [OFFICES, ...onePayment()], "es de Facturas: eso lo carga Tesorería"],
    ["tesoreria", [OFFICES], "es de Oficinas: eso lo carga Afiliaciones o Atención al afiliado"],
    ["tesoreria", [OFFICES, ...onePayment()], "es de Oficinas: eso lo carga Afiliaciones"],
  ] as const;
  for (const [role, files, sentence] of cases) {
    const browser = await portal.signInStaff(role);
    const address = await uploadAndJudge(portal, browser, [...files]);
    assertEquals((await loadAt(portal, address))?.status, "refused", role);
    const { errors = [] } = (await loadAt(portal, address))?.report ?? {};
    assertStringIncludes(errors.map(({ message }) => message).join("; "), sentence);
  }
});

Deno.test("loads of the other subject are not there: neither listed, nor read, published or undone", async () => {
  await using portal = await testApp();
  const [treasury, attention] = [
    await portal.signInStaff("tesoreria"),
    await portal.signInStaff("atencion"),
  ];
  const auditor = await portal.signInStaff("auditor");
  const offices = await uploadAndJudge(portal, attention, [OFFICES]);
  const payments = await uploadAndJudge(portal, treasury, onePayment());
  const foreign = [[treasury, offices], [auditor, offices], [attention, payments]] as const;
  for (const [browser, address] of foreign) {
    for (const path of [address, `${address}/informe.xlsx`]) {
      assertEquals((await browser.get(path)).status, 404, path);
    }
    for (const path of [LOADS, `${LOADS}/historial`, "/funcionario"]) {
      const page = await (await browser.get(path)).text();
      assert(!page.includes(address), path);
    }
  }
  const csrf = await codeOf(treasury);
  for (const accion of ["publicar", "retirar"]) {
    assertEquals((await treasury.post(offices, { csrf, accion })).status, 404, accion);
  }
  assertEquals((await treasury.get(`${offices}/deshacer`)).status, 404);
  assertEquals((await loadAt(portal, offices))?.status, "waiting");
  assertStringIncludes(await (await attention.get(`${LOADS}/historial`)).text(), offices);
  assertStringIncludes(await (await auditor.get(`${LOADS}/historial`)).text(), payments);
});

Deno.test("the home page counts the loads that this role may publish", async () => {
  await using portal = await testApp();
  const [treasury, attention] = [
    await portal.signInStaff("tesoreria"),
    await portal.signInStaff("atencion"),
  ];
  for (const code of ["1", "2"]) {
    const [name, header, row] = OFFICES;
    await uploadAndJudge(portal, attention, [[name, `${header}`, `${code}${row?.slice(1)}`]]);
  }
  await uploadAndJudge(portal, treasury, onePayment());
  for (const [browser, count] of [[treasury, 1], [attention, 2]] as const) {
    const page = await (await browser.get("/funcionario")).text();
    assertStringIncludes(page, `<p class="figure-amount">${count}</p>`);
  }
});

Deno.test("a program of the treasury neither loads registers nor reads or publishes their loads", async () => {
  await using portal = await testApp();
  const attention = await portal.signInStaff("atencion");
  const id = (await uploadAndJudge(portal, attention, [OFFICES])).split("/").at(-1);
  const { ask } = await staffScript(portal);
  assertEquals((await ask("GET", `/loads/${id}`)).status, 404);
  const body = JSON.stringify({ controlTotal: "0.00" });
  const headers = { "content-type": "application/json" };
  assertEquals((await ask("POST", `/loads/${id}/publish`, { body, headers })).status, 404);
});

Deno.test("the form, its columns and its template name only what this role loads", async () => {
  await using portal = await testApp();
  const page = await (await (await portal.signInStaff("atencion")).get(LOADS)).text();
  for (const name of ["Oficinas", "Afiliados", "Agendas"]) assertStringIncludes(page, name);
  for (const name of ["Comprobantes", "Sin avisos", "Tokens"]) assert(!page.includes(name), name);
  const treasury = await (await (await portal.signInStaff("tesoreria")).get(LOADS)).text();
  assert(treasury.includes("Sin avisos") && !treasury.includes("Puntos de Entrega"));
});

Deno.test("what the operator loads is of registers where it brings nothing else", async () => {
  await using portal = await testApp();
  const office = ["1", "Oficina Norte", "Calle 1", "13001", "Cartagena", "", HOURS];
  const report = await load(portal.db, [aSheet("oficinas.csv", null, [PLACE_HEADER, office])]);
  assertEquals((await findLoad(portal.db, report.id))?.subject, "registers");
});
