import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { auditEvents, files, keptLists } from "../../../db/schema.ts";
import { csrfOf, testApp, type TestBrowser } from "../../support/app.ts";
import { longForm, MULTIPART } from "../../support/long_form.ts";
import { somePayments } from "../../support/payments.ts";
import { bringList, CHOICES, sendList } from "../../support/reconciliation/lists.ts";
import { openWorkbook } from "../../support/workbook_readers.ts";

const LIST =
  "Factura\tSaldo\nfev 1\t1.700,50\nFEV-2\t2.500,00\nCBS100\t\nNO-1\t10,00\nFEV-0001\t1\n";

/** The page of a list with what is chosen of it. */
async function textOf(browser: TestBrowser, address: string, choices = CHOICES): Promise<string> {
  return await (await browser.get(`${address}?${choices}`)).text();
}

/** The page to which a list leads. */
async function columnsOf(browser: TestBrowser, list: string | File): Promise<string> {
  return await (await browser.get(await bringList(browser, list))).text();
}

function groupsIn(html: string): Record<string, string> {
  const found = html.matchAll(/<h2>([^<]+)<\/h2><span>([\d.]+)/g);
  return Object.fromEntries([...found].map(([, name = "", count = ""]) => [name, count]));
}

Deno.test("a pasted list is shown as it was read, with the columns that were recognised", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const html = await columnsOf(browser, LIST);
  assertStringIncludes(html, "Leímos 5 filas.");
  assertStringIncludes(html, '<option value="1" selected>Saldo</option>');
  assertStringIncludes(html, "$\u00a01.700,50");
});

Deno.test("a cruce puts each row into its group, and what was paid besides into one of its own", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const html = await textOf(browser, await bringList(browser, LIST));
  assertEquals(groupsIn(html), {
    "Pagada total": "2",
    "Diferencia de valor": "1",
    "No encontrada": "1",
    "Repetida en su lista": "1",
    "Pagada pero no está en su lista": "42",
  });
  assertStringIncludes(html, "Está en la fila 2.");
  assertStringIncludes(html, "/pagos/1003?desde=15/03/2026");
  assert(!html.includes("SECRETA"));
});

Deno.test("the columns and the tolerance are those that were chosen", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const list = "1\tFEV-2\t1.999,00\n2\tNO-1\t5,00";
  const address = await bringList(browser, list);
  const judge = async (tolerancia: string) =>
    groupsIn(await textOf(browser, address, `columna=1&valor=2&tolerancia=${tolerancia}`));
  assertEquals((await judge("0"))["Diferencia de valor"], "1");
  assertEquals((await judge("100"))["Pagada total"], "1");
  assertEquals((await judge("7"))["Diferencia de valor"], "1");
});

Deno.test("a CSV and a workbook are read like what is pasted, and a name of any length is no matter", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const csv = new File(["Factura;Saldo\nFEV-2;2000,00\n"], `${"larga; =".repeat(30)}.csv`);
  assertStringIncludes(await columnsOf(browser, csv), "FEV-2");
  const download = await browser.get(`${await bringList(browser, LIST)}/cruce.xlsx?${CHOICES}`);
  const workbook = new File([await download.bytes()], "cruce.xlsx");
  const again = await columnsOf(browser, workbook);
  assertStringIncludes(again, "Leímos 5 filas.");
  assertStringIncludes(again, "fev 1");
});

Deno.test("the download has their rows and columns in their order, ours behind them, and an event", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const address = await bringList(browser, LIST);
  const link = /href="([^"]*cruce\.xlsx[^"]*)"/.exec(await textOf(browser, address))?.[1] ?? "";
  const answer = await browser.get(link.replaceAll("&amp;", "&"));
  const disposition = answer.headers.get("content-disposition") ?? "";
  assertStringIncludes(disposition, 'filename="MutualSer_900356158_Cruce.xlsx"');
  const workbook = await openWorkbook(await answer.bytes());
  const [list, unlisted] = workbook.worksheets;
  const column = (letter: string) =>
    [2, 3, 4, 5, 6].map((row) => list?.getCell(`${letter}${row}`).value);
  assertEquals(list?.getCell("B1").value, "Saldo");
  assertEquals(column("A"), ["fev 1", "FEV-2", "CBS100", "NO-1", "FEV-0001"]);
  assertEquals(column("C"), [
    "Pagada total",
    "Diferencia de valor",
    "Pagada total",
    "No encontrada",
    "Repetida en su lista",
  ]);
  assertEquals(list?.getCell("I2").value, 1700.5);
  const facts = new Map<string, unknown>();
  workbook.getWorksheet("Resumen")?.eachRow((row) =>
    facts.set(String(row.getCell(1).value), row.getCell(2).value)
  );
  assertEquals(facts.get("No encontrada: Falta"), 10);
  assertEquals(facts.get("De ellos, en su hoja"), undefined);
  assertEquals(unlisted?.rowCount, 43);
  const payments = workbook.getWorksheet("Pagos de su lista");
  const row = (number: number) =>
    ["A", "C", "G"].map((letter) => payments?.getCell(`${letter}${number}`).value);
  assertEquals(row(2), ["fev 1", "1003", 700]);
  assertEquals(row(3), ["fev 1", "1001", 1000.5]);
  assertEquals(payments?.rowCount, 5);
  assert(payments?.getRow(1).values?.toString().includes("Retefuente,ReteICA,ReteIVA"));
  const events = await portal.db.select().from(auditEvents);
  assertEquals(events.at(-1)?.name, "download");
});

Deno.test("numbers without their prefix are found with the one that is typed", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const address = await bringList(browser, "1\n2\n100");
  const without = await textOf(browser, address, "columna=0&valor=&tolerancia=0");
  assertEquals(groupsIn(without)["No encontrada"], "3");
  assertStringIncludes(without, "3 números no encontrados no traen letras.");
  assertMatch(
    without,
    /id="tolerancia-hint">Diferencia que no cuenta[^]*aria-describedby="tolerancia-hint"/,
  );
  const found = groupsIn(await textOf(browser, address, "columna=0&valor=&prefijo=FEV"));
  assertEquals([found["Pagada total"], found["No encontrada"]], ["2", "1"]);
});

Deno.test("the portal's own workbooks are read by their sheet of invoices", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const period = await (await browser.get("/export.xlsx?desde=01/03/2026&hasta=31/03/2026"))
    .bytes();
  const address = await bringList(browser, new File([period], "periodo.xlsx"));
  const [, column] = /<option value="(\d+)" selected>Número de Factura/.exec(
    await (await browser.get(address)).text(),
  ) ?? [];
  const groups = groupsIn(await textOf(browser, address, `columna=${column}`));
  assert("Pagada total" in groups, JSON.stringify(groups));
  assertEquals(groups["No encontrada"], undefined);
});

Deno.test("what cannot be read is said beside its field, and nothing that was pasted is lost", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const nothing = await sendList(browser, " \n\t");
  assertEquals(nothing.status, 422);
  assertStringIncludes(await nothing.text(), "Pegue su lista, o escoja un archivo que la traiga.");
  const broken = new File(["%PDF-1.7"], "cartera.pdf");
  const both = new FormData();
  both.set("csrf", csrfOf(await (await browser.get("/cruce")).text()));
  both.set("lista", "FEV-77");
  both.set("archivo", broken);
  const html = await (await browser.upload("/cruce", both)).text();
  assertStringIncludes(html, "El archivo es un PDF");
  assertStringIncludes(html, "FEV-77");
  const long = Array.from({ length: 20_001 }, (_, index) => `F-${index}`).join("\n");
  const refused = await sendList(browser, long);
  assertEquals(refused.status, 422);
  assertStringIncludes(await refused.text(), "La lista tiene más de 20.000 filas");
  const blank = await sendList(browser, `F-1${"\n".repeat(50_000)}`);
  assertStringIncludes(await blank.text(), "La lista tiene más de 40.000 líneas");
});

Deno.test("a list with more text than is kept is refused, and not sent back", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn();
  const answer = await sendList(browser, `F-1\t${"&".repeat(3_000_000)}`);
  const html = await answer.text();
  assertStringIncludes(html, "La lista es muy pesada");
  assert(html.length < 100_000, `${html.length}`);
  assertEquals([await portal.db.$count(keptLists), await portal.db.$count(files)], [0, 0]);
});

Deno.test("U1: a list of more than 4 MB is refused before it is read", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn();
  const answer = await sendList(browser, "F-1\n".repeat(1_100_000));
  assertEquals(answer.status, 413);
  assertStringIncludes(await answer.text(), "La lista pesa más de 4 MB: crúcela en dos veces.");
});

Deno.test("C1: a list with a wrong code, or two of them, is refused before it is judged", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn();
  const { body, taken } = longForm("x", 4_000_000);
  const answer = await browser.upload("/cruce", body, MULTIPART);
  assertEquals(answer.status, 403);
  assert(taken.bytes < 500_000, `${taken.bytes}`);
  await answer.body?.cancel();
  const form = new FormData();
  form.set("csrf", csrfOf(await (await browser.get("/cruce")).text()));
  for (const name of ["a.csv", "b.csv"]) form.append("archivo", new File(["F-1"], name));
  const both = await browser.upload("/cruce", form);
  assertEquals(both.status, 422);
  assertStringIncludes(await both.text(), "Escoja un solo archivo.");
});

Deno.test("whoever may only look crosses and is offered no download", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signInMember("consulta");
  const address = await bringList(browser, LIST);
  const html = await textOf(browser, address);
  assertStringIncludes(html, "Pagada total");
  assert(!html.includes("Descargar el cruce") && !html.includes("la descarga"));
  assert(!html.includes("Preparar el acta"));
  const answer = await browser.get(`${address}/cruce.xlsx?${CHOICES}`);
  assertEquals(answer.status, 403);
  await answer.body?.cancel();
});

Deno.test("P8: markup in a list is text, as it was read and in the result", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const lista = "</textarea><script>alert(1)</script>\t<b>1\n<b>2\t=1+1";
  const address = await bringList(browser, lista);
  for (const html of [await columnsOf(browser, lista), await textOf(browser, address)]) {
    assert(!html.includes("<script>alert") && !html.includes("<b>"));
    assertStringIncludes(html, "&lt;/textarea&gt;&lt;script&gt;");
  }
});
