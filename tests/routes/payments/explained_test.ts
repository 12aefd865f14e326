import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { createApiToken } from "../../../db/programs/tokens.ts";
import { newSecretToken, sha256 } from "../../../lib/secret_token.ts";
import { A, B, testApp } from "../../support/app.ts";
import { aFile, load, SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { aSettlement, aVoucher } from "../../support/files.ts";
import { ALL_MARCH, somePayments } from "../../support/payments.ts";
import { eventsOf, textOf } from "../../support/staff.ts";

const HEADER = `${SETTLEMENTS_HEADER};Retefuente;Copago`;

/** One invoice over two payments, one of them annulled, and a line whose figures do not add up. */
function anInvoice() {
  const line = (voucher: string, ...rest: string[]) =>
    [A, voucher, "Factura", "FEV-7/8", "1000,00", ...rest].join(";");
  return [
    aFile(
      "comprobantes.csv",
      VOUCHERS_HEADER,
      aVoucher({ number: "P1", paidOn: "02/03/2026", paid: "600,00" }),
      aVoucher({ number: "P2", paidOn: "09/03/2026", paid: "970,00", state: "Anulado" }),
      aVoucher({ number: "P3", paidOn: "20/03/2026", paid: "300,00" }),
      aVoucher({ number: "P4", paidOn: "21/03/2026", paid: "80,00" }),
    ),
    aFile(
      "facturas.csv",
      HEADER,
      line("P1", "970,00", "600,00", "0,00", "370,00", "", "20,00", "10,00"),
      line("P2", "970,00", "970,00", "0,00", "0,00", "", "20,00", "10,00"),
      line("P3", "970,00", "300,00", "0,00", "0,00", "70,00", "", ""),
      `${A};P4;Factura;<b>X-1;100,00;90,00;80,00;0,00;5,00;0,00;2,00;0,00`,
    ),
  ];
}

Deno.test("from a line an invoice is explained from its value to its balance", async () => {
  await using portal = await testApp(anInvoice());
  const browser = await portal.signIn();
  const list = await textOf(browser, `/pagos/P3?${ALL_MARCH}`);
  const href = "/facturas/FEV-7%2F8?comprobante=P3&amp;linea=1";
  assertStringIncludes(list, `<a href="${href}">FEV-7/8</a>`);
  const html = await textOf(browser, href.replace("&amp;", "&"));
  assertStringIncludes(html, "<h1>Factura FEV-7/8</h1>");
  assertStringIncludes(html, "Descuentos según el comprobante P1 del 02/03/2026, que los trae.");
  assertStringIncludes(html, "Cuadra");
  assertMatch(html, /Retefuente<span.*?-\$\u00a020,00.*?Valor Neto<span.*?\$\u00a0970,00/s);
  assertMatch(html, /Pago del 09\/03\/2026.*?Anulado.*?Se anuló: no cuenta\./s);
  assertMatch(html, /Embargos<span.*?-\$\u00a070,00.*?Saldo<span.*?\$\u00a00,00/s);
  assertStringIncludes(html, "En cero o sin dato: IVA, Cuota Moderadora");
  assertStringIncludes(html, "Los 3 pagos de esta factura");
  assertStringIncludes(html, 'href="/consultas/nueva?comprobante=P3&amp;linea=1"');
});

Deno.test("figures that do not add up are said to, with what they leave unexplained", async () => {
  await using portal = await testApp(anInvoice());
  const browser = await portal.signInMember("consulta");
  const html = await textOf(browser, `/facturas/${encodeURIComponent("<b>X-1")}`);
  assertStringIncludes(html, "Diferencia sin explicar: -$\u00a08,00 y -$\u00a05,00");
  assertStringIncludes(html, "Factura &lt;b&gt;X-1");
  assert(!html.includes("/consultas/nueva"));
});

Deno.test("a script gets the same steps, with signs and what is left", async () => {
  await using portal = await testApp(anInvoice());
  const token = `zs_${newSecretToken()}`;
  const kept = { nit: A, name: "x", createdAt: 0, expiresOn: null };
  await createApiToken(portal.db, { ...kept, tokenSha256: sha256(token) });
  const answer = await portal.browser().get("/api/v1/invoices/fev%207%208/explanation", {
    authorization: `Bearer ${token}`,
  });
  const { steps, ...facts } = await answer.json();
  assertEquals(facts, {
    invoiceNumber: "FEV-7/8",
    documentType: "Factura",
    statedBy: { voucherNumber: "P1", lineNumber: 1 },
  });
  assertEquals(
    steps.map(({ concept, amount, rest }: Record<string, string>) => [concept, amount, rest]),
    [
      ["invoiceAmount", "1000.00", "1000.00"],
      ["copayment", "-10.00", "990.00"],
      ["retefuente", "-20.00", "970.00"],
      ["netAmount", "970.00", "970.00"],
      ["payment", "-600.00", "370.00"],
      ["payment", "0.00", "370.00"],
      ["payment", "-300.00", "70.00"],
      ["garnishments", "-70.00", "0.00"],
      ["balance", "0.00", "0.00"],
    ],
  );
  assertEquals(steps[5].payments, [{
    voucherNumber: "P2",
    lineNumber: 1,
    paidOn: "2026-03-09",
    paidAmount: "970.00",
    state: "annulled",
    isAnnulled: true,
  }]);
});

Deno.test("T1: another provider's invoice is not found, nor are a hostile number and its line", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  const numbers = ["SECRETA-9", "NO-HAY", "-", "x".repeat(400), "%00", "' OR 1=1 --"];
  for (const number of numbers) {
    const answer = await browser.get(`/facturas/${encodeURIComponent(number)}`);
    assertEquals(answer.status, 404, number);
    assert(!(await answer.text()).includes("123.456"));
  }
  const other = await textOf(browser, "/facturas/FEV-000001?comprobante=B-1&linea=1e999");
  assertStringIncludes(other, "Comprobante 1003");
  assertEquals((await (await portal.signIn(B)).get("/facturas/SECRETA-9")).status, 200);
});

Deno.test("the staff sees it as the provider does, and what it saw is an event", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signInStaff("auditor");
  const html = await textOf(browser, `/funcionario/pagos/${A}/facturas/FEV-000001`);
  assertStringIncludes(html, "Clínica A S.A.S. · NIT 900.356.158-8");
  assertEquals(/href="\/(pagos|export|consultas|facturas)/.test(html), false);
  const [event] = await eventsOf(portal, "paymentsViewed");
  assertEquals(event?.detail, { invoiceNumber: "FEV-000001" });
});

Deno.test("a correction of the payments is seen at once", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn();
  const path = "/facturas/FEV-000002?comprobante=1001&linea=2";
  assertStringIncludes(await textOf(browser, path), "$\u00a02.000,00");
  await load(portal.db, [
    aFile(
      "comprobantes.csv",
      VOUCHERS_HEADER,
      aVoucher({ number: "1001", paidOn: "10/03/2026", paid: "3500,50" }),
    ),
    aFile(
      "facturas.csv",
      SETTLEMENTS_HEADER,
      aSettlement("1001", "FEV-000001", "1000,50"),
      aSettlement("1001", "FEV-000002", "2500,00"),
    ),
  ]);
  assertStringIncludes(await textOf(browser, path), "$\u00a02.500,00");
});
