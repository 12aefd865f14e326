import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { testApp, type TestBrowser } from "../../support/app.ts";
import { A, aVoucher, VOUCHERS_HEADER } from "../../support/files.ts";
import { eventsOf } from "../../support/staff.ts";
import {
  codeOf,
  type NamedText,
  onePayment,
  publishAs,
  uploadAndJudge,
} from "../../support/uploads.ts";
import { openWorkbook } from "../../support/workbook_readers.ts";

const TOTAL = "98.765,43";

/** Two payments of years back under a total that is not theirs. */
const ALL_ODD: NamedText[] = [[
  "comprobantes.csv",
  VOUCHERS_HEADER,
  aVoucher({ number: "1", paid: "98.000,00", paidOn: "15/03/2016" }),
  aVoucher({ number: "2", paid: "765,43", paidOn: "16/03/2016" }),
  "TOTAL;;;;;;;98.765,00;;;",
]];

async function portalWithWaiting(files: NamedText[]) {
  const portal = await testApp();
  const [loader, publisher, auditor] = [
    await portal.signInStaff("tesoreria"),
    await portal.signInStaff("tesoreria"),
    await portal.signInStaff("auditor"),
  ];
  const address = await uploadAndJudge(portal, loader, files);
  return { portal, loader, publisher, auditor, address };
}

/** Every cell of the report as a workbook. */
async function cellsOf(browser: TestBrowser, address: string): Promise<unknown[]> {
  const answer = await browser.get(`${address}/informe.xlsx`);
  const { worksheets } = await openWorkbook(await answer.bytes());
  return worksheets.flatMap((sheet) => sheet.getSheetValues().flat());
}

Deno.test("U14: whoever is asked for the control total has it in no cell of the report either", async () => {
  const { portal, loader, publisher, auditor, address } = await portalWithWaiting(
    onePayment("2001", TOTAL),
  );
  await using _ = portal;
  const hidden = await cellsOf(publisher, address);
  assertEquals([hidden.includes("Facturas"), hidden.includes(98765.43)], [true, false]);
  for (const reader of [loader, auditor]) {
    assert((await cellsOf(reader, address)).includes(98765.43));
  }
  await publishAs(publisher, address, TOTAL);
  assert((await cellsOf(publisher, address)).includes(98765.43), "once published it is shown");
});

Deno.test("U14: neither a warning nor the sum of odd payments says the total, where it is asked for", async () => {
  const { portal, loader, publisher, address } = await portalWithWaiting(ALL_ODD);
  await using _ = portal;
  const said = `las filas suman $\u00a0${TOTAL}`;
  const odd = `2 pagos con fecha futura o de hace más de un año, $\u00a0${TOTAL} con esas fechas`;
  const shown = await (await loader.get(address)).text();
  for (const words of [said, odd]) assertStringIncludes(shown, words);
  const csrf = await codeOf(publisher, address);
  for (
    const answer of [
      await publisher.get(address),
      await publisher.post(address, { csrf, accion: "publicar", total: "1,00" }),
    ]
  ) {
    const page = await answer.text();
    assert(!page.includes(TOTAL), `${answer.status}`);
    assertStringIncludes(page, "las filas suman el total de control");
    assertStringIncludes(page, "Revisé: 2 pagos con fecha futura o de hace más de un año<");
  }
  const cells = (await cellsOf(publisher, address)).map(String);
  assertEquals(cells.filter((cell) => cell.includes(TOTAL)), []);
  assertEquals((await publishAs(publisher, address, TOTAL)).status, 303);
});

Deno.test("U14: payments, history, downloads and undo of a waiting load say no sum of it either", async () => {
  const { portal, publisher, address } = await portalWithWaiting(ALL_ODD);
  await using _ = portal;
  const payments = "/funcionario/pagos";
  const id = address.split("/").at(-1);
  const [single, ...others] = [
    `${payments}/${A}/por-publicar/${id}/1`,
    `${payments}?q=1`,
    `${payments}/${A}?desde=2016-01-01&hasta=2016-12-31`,
    `${address}/por-revisar.csv`,
    `${address}/deshacer`,
    `${address}/deshacer/confirmar`,
    "/funcionario/cargas/historial",
    "/funcionario/cargas",
    "/funcionario",
  ];
  const textOf = async (path = "") => {
    const answer = await publisher.get(path);
    assert(answer.status < 500 && answer.status !== 404, `${path}: ${answer.status}`);
    return await answer.text();
  };
  assertStringIncludes(await textOf(single), "98.000,00");
  for (const path of others) {
    assert(!/98[.,]?765[.,]43/.test(await textOf(path)), path);
  }
});

Deno.test("U14: a load that nobody loaded is published by nobody, and the page says why", async () => {
  const { portal, publisher, address } = await portalWithWaiting(onePayment("2001", TOTAL));
  await using _ = portal;
  await portal.db.$client.execute("UPDATE loads SET created_by = NULL WHERE status = 'waiting'");
  const page = await (await publisher.get(address)).text();
  assertStringIncludes(page, "No se sabe quién la cargó, así que nadie puede publicarla");
  assert(!page.includes("Usted la cargó"));
  const answer = await publishAs(publisher, address, TOTAL);
  assertEquals(answer.status, 409);
  assertStringIncludes(await answer.text(), "No se sabe quién la cargó: retírela");
  await portal.services.background.settled();
  const [event] = await eventsOf(portal, "loadPublished");
  assertEquals(event?.detail.reason, "noLoader");
});
