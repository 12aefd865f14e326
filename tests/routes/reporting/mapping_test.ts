import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { reportMappings } from "../../../db/schema.ts";
import { testApp, type TestBrowser } from "../../support/app.ts";
import { somePayments } from "../../support/payments.ts";
import { codeOf } from "../../support/uploads.ts";

const QUEUE = "/funcionario/siifa";
const PAGE = `${QUEUE}/columnas`;

type Column = [orden: string, nombre: string, campo: string, formato?: string, texto?: string];

async function formOf(browser: TestBrowser, columns: Column[], changes = {}) {
  const boxes = columns.flatMap(([orden, nombre, campo, formato = "", texto = ""], index) =>
    Object.entries({ orden, nombre, campo, formato, texto })
      .map(([part, value]) => [`${part}${index + 1}`, value])
  );
  const csrf = await codeOf(browser, PAGE);
  const rest = { csrf, accion: "guardar", visto: "0", desde: "01/01/2026", ...changes };
  return { ...Object.fromEntries(boxes), ...rest };
}

const COLUMNS: Column[] = [
  ["3", "Valor", "valor", "coma"],
  ["1", "Tipo", "fijo", "", "2"],
  ["2", "Fecha", "fechaPago", "aaaammdd"],
  ["", "Pesos", "valor", "entero"],
];

Deno.test("the EPS chooses names, order, formats and fixed texts; a preview shows them, a version keeps them", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signInStaff("tesoreria");
  const preview = await browser.post(
    PAGE,
    await formOf(browser, COLUMNS, { accion: "muestra" }),
  );
  const html = await preview.text();
  const table = html.slice(html.indexOf("Muestra, sin guardar"), html.indexOf("</table>"));
  const cells = [...table.matchAll(/<t[hd](?:\s[^>]*)?>([^<]*)</g)].map(([, cell]) => cell);
  assertEquals(cells.slice(0, 8), [
    ...["Tipo", "Fecha", "Valor", "Pesos"],
    ...["2", "20260310", "3000,50", "3001"],
  ]);
  assertEquals(await portal.db.$count(reportMappings), 0, "nothing is kept by a preview");
  const saved = await browser.post(PAGE, await formOf(browser, COLUMNS));
  assertEquals(saved.headers.get("location"), `${PAGE}?hecho=guardado`);
  const kept = await (await browser.get(PAGE)).text();
  assertStringIncludes(kept, 'name="visto" value="1"');
  assert(kept.indexOf('value="Tipo"') < kept.indexOf('value="Fecha"'));
});

Deno.test("a batch stays with the columns that it was made with", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signInStaff("tesoreria");
  const html = await (await browser.get(QUEUE)).text();
  const lote = /name="lote" value="([^"]+)"/.exec(html)?.[1] ?? "";
  await browser.post(QUEUE, { csrf: await codeOf(browser, QUEUE), lote });
  const before = await (await browser.get(`${QUEUE}/lotes/1/archivo.csv`)).text();
  await browser.post(PAGE, await formOf(browser, COLUMNS));
  assertEquals(await (await browser.get(`${QUEUE}/lotes/1/archivo.csv`)).text(), before);
});

Deno.test("what does not fit stands beside its box, and nothing typed is lost", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signInStaff("tesoreria");
  const wrong: Column[] = [
    ["1", "Valor", "valor", ""],
    ["2", "Valor", "fechaPago", "coma"],
    ["3", "Banco", "banco", "", "x"],
    ["4", "y".repeat(101), "fijo", "", "z".repeat(101)],
  ];
  const form = await formOf(browser, wrong, { desde: "31/02/2026" });
  const answer = await browser.post(PAGE, form);
  assertEquals(answer.status, 422);
  const html = await answer.text();
  for (const box of ["formato1", "nombre2", "formato2", "texto3", "nombre4", "texto4", "desde"]) {
    assertStringIncludes(html, `id="${box}-error"`, box);
  }
  assertStringIncludes(html, 'value="31/02/2026"');
  const empty = await browser.post(PAGE, await formOf(browser, []));
  assertEquals(empty.status, 422);
  assertEquals(await portal.db.$count(reportMappings), 0);
});

Deno.test("of two people who change the columns at once the second is told", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signInStaff("tesoreria");
  await browser.post(PAGE, await formOf(browser, COLUMNS));
  const late = await browser.post(PAGE, await formOf(browser, COLUMNS));
  assertEquals(late.status, 422);
  assertStringIncludes(await late.text(), "Otra persona guardó columnas mientras tanto");
  assertEquals(await portal.db.$count(reportMappings), 1);
});

Deno.test("since another day other payments wait", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signInStaff("tesoreria");
  await browser.post(PAGE, await formOf(browser, COLUMNS, { desde: "20/03/2026" }));
  assertStringIncludes(await (await browser.get(QUEUE)).text(), "1 pago");
  assertStringIncludes(await (await browser.get("/funcionario")).text(), "1 vencido");
});
