import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { auditEvents } from "../../../db/schema.ts";
import { csrfOf, testApp, type TestBrowser } from "../../support/app.ts";
import { longForm, MULTIPART } from "../../support/long_form.ts";
import { somePayments } from "../../support/payments.ts";
import { openWorkbook } from "../../support/workbook_readers.ts";

const LIST =
  "Factura\tSaldo\nfev 1\t1.700,50\nFEV-2\t2.500,00\nCBS100\t\nNO-1\t10,00\nFEV-0001\t1\n";
/** The columns and the tolerance that the portal proposes for the list. */
const CHOICES = { columna: "0", valor: "1", tolerancia: "0" };

/** A form as a browser sends it, with the code of a page of the session. */
async function send(
  browser: TestBrowser,
  path: string,
  fields: Record<string, string | File>,
): Promise<Response> {
  const form = new FormData();
  form.set("csrf", csrfOf(await (await browser.get("/cruce")).text()));
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return await browser.upload(path, form);
}

function groupsIn(html: string): Record<string, string> {
  const found = html.matchAll(/<h2>([^<]+)<\/h2><span>([\d.]+)/g);
  return Object.fromEntries([...found].map(([, name = "", count = ""]) => [name, count]));
}

Deno.test("a pasted list is shown as it was read, with the columns that were recognised", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const html = await (await send(browser, "/cruce", { paso: "lista", lista: LIST })).text();
  assertStringIncludes(html, "Leímos 5 filas.");
  assertStringIncludes(html, '<option value="1" selected>Saldo</option>');
  assertStringIncludes(html, "$\u00a01.700,50");
});

Deno.test("a cruce puts each row into its group, and what was paid besides into one of its own", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const fields = { paso: "cruce", lista: LIST, ...CHOICES };
  const html = await (await send(browser, "/cruce", fields)).text();
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
  const fields = { paso: "cruce", lista: list, columna: "1", valor: "2" };
  const judge = async (tolerancia: string) =>
    groupsIn(await (await send(browser, "/cruce", { ...fields, tolerancia })).text());
  assertEquals((await judge("0"))["Diferencia de valor"], "1");
  assertEquals((await judge("100"))["Pagada total"], "1");
  assertEquals((await judge("7"))["Diferencia de valor"], "1");
});

Deno.test("a CSV and a workbook are read like what is pasted, and a name of any length is no matter", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const csv = new File(["Factura;Saldo\nFEV-2;2000,00\n"], `${"larga; =".repeat(30)}.csv`);
  const html = await (await send(browser, "/cruce", { paso: "lista", archivo: csv })).text();
  assertStringIncludes(html, "FEV-2");
  const download = await send(browser, "/cruce/descargar", { lista: LIST, ...CHOICES });
  const workbook = new File([await download.bytes()], "cruce.xlsx");
  const again = await (await send(browser, "/cruce", { paso: "lista", archivo: workbook })).text();
  assertStringIncludes(again, "Leímos 5 filas.");
  assertStringIncludes(again, "fev 1");
});

Deno.test("the download has their rows and columns in their order, ours behind them, and an event", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const answer = await send(browser, "/cruce/descargar", { lista: LIST, ...CHOICES });
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
  const fields = { paso: "cruce", lista: "1\n2\n100", columna: "0", valor: "", tolerancia: "0" };
  const without = await (await send(browser, "/cruce", fields)).text();
  assertEquals(groupsIn(without)["No encontrada"], "3");
  assertStringIncludes(without, "3 números no encontrados no traen letras.");
  assertMatch(
    without,
    /id="tolerancia-hint">Diferencia que no cuenta[^]*aria-describedby="tolerancia-hint"/,
  );
  const found = groupsIn(
    await (await send(browser, "/cruce", { ...fields, prefijo: "FEV" })).text(),
  );
  assertEquals([found["Pagada total"], found["No encontrada"]], ["2", "1"]);
});

Deno.test("the portal's own workbooks are read by their sheet of invoices", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const period = await (await browser.get("/export.xlsx?desde=01/03/2026&hasta=31/03/2026"))
    .bytes();
  const archivo = new File([period], "periodo.xlsx");
  const html = await (await send(browser, "/cruce", { paso: "cruce", archivo })).text();
  assertEquals(groupsIn(html)["No encontrada"], undefined);
});

Deno.test("what cannot be read is said beside its field, and nothing that was pasted is lost", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const nothing = await send(browser, "/cruce", { paso: "lista", lista: " \n\t" });
  assertEquals(nothing.status, 422);
  assertStringIncludes(await nothing.text(), "Pegue su lista, o escoja un archivo que la traiga.");
  const broken = new File(["%PDF-1.7"], "cartera.pdf");
  const fields = { paso: "lista", lista: "FEV-77", archivo: broken };
  const html = await (await send(browser, "/cruce", fields)).text();
  assertStringIncludes(html, "El archivo es un PDF");
  assertStringIncludes(html, "FEV-77");
  const long = Array.from({ length: 20_001 }, (_, index) => `F-${index}`).join("\n");
  const refused = await send(browser, "/cruce", { paso: "lista", lista: long });
  assertEquals(refused.status, 422);
  assertStringIncludes(await refused.text(), "La lista tiene más de 20.000 filas");
  const blank = await send(browser, "/cruce", {
    paso: "lista",
    lista: `F-1${"\n".repeat(50_000)}`,
  });
  assertStringIncludes(await blank.text(), "La lista tiene más de 40.000 líneas");
});

Deno.test("a list that would come back many times larger is refused, and not sent back", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn();
  const answer = await send(browser, "/cruce", { lista: `F-1\t${"&".repeat(1_000_000)}` });
  const html = await answer.text();
  assertStringIncludes(html, "La lista es muy pesada");
  assert(html.length < 100_000, `${html.length}`);
});

Deno.test("U1: a list of more than 4 MB is refused before it is read", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn();
  const answer = await send(browser, "/cruce", { lista: "F-1\n".repeat(1_100_000) });
  assertEquals(answer.status, 413);
  assertStringIncludes(await answer.text(), "La lista pesa más de 4 MB: crúcela en dos veces.");
});

Deno.test("C1: a list with a wrong code, or two of them, is refused before it is judged", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn();
  for (const path of ["/cruce", "/cruce/descargar"]) {
    const { body, taken } = longForm("x", 4_000_000);
    const answer = await browser.upload(path, body, MULTIPART);
    assertEquals(answer.status, 403);
    assert(taken.bytes < 500_000, `${taken.bytes}`);
    await answer.body?.cancel();
    const form = new FormData();
    form.set("csrf", csrfOf(await (await browser.get("/cruce")).text()));
    for (const name of ["a.csv", "b.csv"]) form.append("archivo", new File(["F-1"], name));
    const both = await browser.upload(path, form);
    assertEquals(both.status, 422);
    assertStringIncludes(await both.text(), "Escoja un solo archivo.");
  }
});

Deno.test("whoever may only look crosses and is offered no download", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signInMember("consulta");
  const fields = { paso: "cruce", lista: LIST, ...CHOICES };
  const html = await (await send(browser, "/cruce", fields)).text();
  assertStringIncludes(html, "Pagada total");
  assert(!html.includes("Descargar el cruce") && !html.includes("la descarga"));
  const answer = await send(browser, "/cruce/descargar", fields);
  assertEquals(answer.status, 403);
  await answer.body?.cancel();
});

Deno.test("P8: markup in a list is text, on the page and in the next step's form", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const lista = "</textarea><script>alert(1)</script>\t<b>1\n<b>2\t=1+1";
  const html = await (await send(browser, "/cruce", { paso: "cruce", lista, ...CHOICES })).text();
  assert(!html.includes("<script>alert") && !html.includes("<b>"));
  assertStringIncludes(html, "&lt;/textarea&gt;&lt;script&gt;");
});
