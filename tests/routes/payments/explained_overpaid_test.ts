import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { A, B, csrfOf, testApp } from "../../support/app.ts";
import { aFile, aSettlement, aVoucher } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { aLineBeyond, ALL_MARCH } from "../../support/payments.ts";

/** FEV-1 is paid by two vouchers, FEV-2 beyond its value by one, FEV-3 as it should be. */
function payments() {
  return [
    aFile(
      "comprobantes.csv",
      VOUCHERS_HEADER,
      aVoucher({ number: "P1", paidOn: "02/03/2026", paid: "1250,00" }),
      aVoucher({ number: "P2", paidOn: "09/03/2026", paid: "1000,00" }),
    ),
    aFile(
      "facturas.csv",
      SETTLEMENTS_HEADER,
      aSettlement("P1", "FEV-1", "1000,00"),
      aLineBeyond("P1", "FEV-2"),
      aSettlement("P1", "FEV-3", "100,00"),
      aSettlement("P2", "fev 1", "1000,00"),
    ),
  ];
}

Deno.test("an invoice that two vouchers pay says so with both, and takes one of three answers", async () => {
  await using portal = await testApp(payments());
  const browser = await portal.signIn();
  const page = await (await browser.get("/facturas/FEV-1")).text();
  assertStringIncludes(page, "Pagada dos veces.</strong> La factura vale $\u00a01.000,00");
  assertStringIncludes(page, "$\u00a01.000,00 de más.");
  for (const voucher of ["P1", "P2"]) assertStringIncludes(page, `Comprobante ${voucher}\n`.trim());
  const keys = ["de-mas-esta-bien", "de-mas-esta-mal", "de-mas-lo-devuelvo"];
  for (const key of keys) {
    assertStringIncludes(page, `/consultas/nueva?comprobante=P2&amp;linea=1&amp;tipo=${key}"`);
  }
  assertStringIncludes(await (await browser.get("/facturas/FEV-2")).text(), "Pagada de más.");
  const right = await (await browser.get("/facturas/FEV-3")).text();
  assert(!right.includes("Pagada de más") && !right.includes("Pagada dos veces"));
  const detail = await (await browser.get(`/pagos/P1?${ALL_MARCH}`)).text();
  assertEquals(
    [...detail.matchAll(/>(FEV-\d)<\/a><span class="badge badge-warn"/g)].map(([, number]) =>
      number
    ),
    [
      "FEV-1",
      "FEV-2",
    ],
  );
  const found = await (await browser.get("/buscar?q=FEV-1")).text();
  assertStringIncludes(found, "Pagada dos veces");
});

Deno.test("the answer is an inquiry of the invoice, which the staff reads in its queue", async () => {
  await using portal = await testApp(payments());
  const browser = await portal.signIn();
  const address = "/consultas/nueva?comprobante=P2&linea=1&tipo=de-mas-lo-devuelvo";
  const form = await (await browser.get(address)).text();
  assertStringIncludes(form, 'value="de-mas-lo-devuelvo" checked');
  assert(!form.includes('value="no-llego"'), "an answer is no report");
  const fields = new FormData();
  fields.set("csrf", csrfOf(form));
  const typed = { comprobante: "P2", linea: "1", tipo: "de-mas-lo-devuelvo" };
  const sent = { ...typed, texto: "Se cruza con FEV-9.", envio: envioOf(form) };
  for (const [name, value] of Object.entries(sent)) fields.set(name, value);
  const answer = await browser.upload("/consultas/nueva", fields);
  assertEquals(answer.status, 303, await answer.text());
  const staff = await portal.signInStaff("tesoreria");
  const queue = await (await staff.get("/funcionario/consultas")).text();
  assertStringIncludes(queue, "Cómo devuelvo lo pagado de más");
});

Deno.test("an answer without its invoice, or of another provider, is refused", async () => {
  await using portal = await testApp(payments());
  const browser = await portal.signIn();
  const form = await (await browser.get("/consultas/nueva?comprobante=P2")).text();
  assert(!form.includes("de-mas-"), "a voucher is not asked");
  const fields = new FormData();
  const typed = { comprobante: "P2", tipo: "de-mas-esta-bien", texto: "Sí", envio: envioOf(form) };
  for (const [name, value] of Object.entries({ csrf: csrfOf(form), ...typed })) {
    fields.set(name, value);
  }
  const answer = await browser.upload("/consultas/nueva", fields);
  assertEquals(answer.status, 422);
  assertStringIncludes(await answer.text(), "Responda desde la factura.");
  const other = await portal.signIn(B);
  assertEquals((await other.get("/facturas/FEV-1")).status, 404);
  const foreign = "/consultas/nueva?comprobante=P2&linea=1&tipo=de-mas-esta-bien";
  assertEquals((await other.get(foreign)).status, 404);
});

Deno.test("the role Consulta and the staff see it and are not asked", async () => {
  await using portal = await testApp(payments());
  const readers = [
    [await portal.signInMember("consulta"), "/facturas/FEV-1"],
    [await portal.signInStaff("auditor"), `/funcionario/pagos/${A}/facturas/FEV-1`],
  ] as const;
  for (const [reader, path] of readers) {
    const page = await (await reader.get(path)).text();
    assertStringIncludes(page, "Pagada dos veces");
    assert(!page.includes("de-mas-"), path);
  }
});

function envioOf(page: string): string {
  return /name="envio" value="([^"]+)"/.exec(page)?.[1] ?? "";
}
