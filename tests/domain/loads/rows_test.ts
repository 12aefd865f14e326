import type { VoucherState } from "../../../domain/payments/voucher_state.ts";
import { assertEquals } from "@std/assert";
import { A, aFile, aVoucher, SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { judge, linesOf, vouchersOf } from "../support/judge.ts";
import { aLine } from "../support/records.ts";

Deno.test("a row of Comprobantes is read whole, an empty optional amount stays empty", async () => {
  const row =
    `${A};15/03/2026; Bancolombia ;;; Transferencia ;1500086213;1.234.567,50;;0,00;anulado`;
  const files = await judge(aFile("a.csv", VOUCHERS_HEADER, row));
  assertEquals(files.errors, []);
  assertEquals(vouchersOf(files), [{
    nit: A,
    documentNumber: "1500086213",
    paidOn: "2026-03-15",
    bankName: "Bancolombia",
    accountType: null,
    accountNumber: null,
    paymentMethod: "Transferencia",
    paidAmount: 123_456_750,
    unappliedAmount: null,
    unappliedAdvanceAmount: 0,
    state: "annulled",
    returnedOn: null,
    returnReason: null,
  }]);
});

Deno.test("a NIT that many rows repeat is read in each of them, and a wrong one named in each", async () => {
  const nits = [A, "12", A, `${A}.0`, "12", "900.798.865"];
  const rows = nits.map((nit, index) => aVoucher({ nit, number: `${index}` }));
  const files = await judge(aFile("a.csv", VOUCHERS_HEADER, ...rows));
  assertEquals(vouchersOf(files).map(({ nit }) => nit), [A, A, A, "900798865"]);
  assertEquals(files.errors.map(({ cell, value }) => [cell, value]), [["A3", "12"], ["A6", "12"]]);
});

Deno.test("Estado is one of four words, Vigente where it is empty", async () => {
  const table: [state: string, read: VoucherState][] = [
    ["Vigente", "standing"],
    ["VIGENTE", "standing"],
    ["", "standing"],
    ["Anulado", "annulled"],
    [" anulado ", "annulled"],
    ["Programado", "scheduled"],
  ];
  for (const [state, read] of table) {
    const files = await judge(aFile("a.csv", VOUCHERS_HEADER, aVoucher({ number: "1", state })));
    assertEquals([vouchersOf(files).at(0)?.state, files.errors], [read, []], state);
  }
  const row = aVoucher({ number: "1", state: "Pagado" });
  const { errors } = await judge(aFile("a.csv", VOUCHERS_HEADER, row));
  assertEquals(errors, [{
    file: "a.csv",
    sheet: null,
    cell: "K2",
    column: "Estado",
    value: "Pagado",
    message: "Estado debe ser Vigente, Anulado, Devuelto o Programado",
  }]);
});

Deno.test("a returned payment says when and why, and no other payment does", async () => {
  const header = `${VOUCHERS_HEADER};Fecha Devolución;Motivo Devolución`;
  const read = async (state: string, returnedOn: string, reason: string) => {
    const row = `${aVoucher({ number: "1", state })};${returnedOn};${reason}`;
    const files = await judge(aFile("a.csv", header, row));
    const [voucher] = vouchersOf(files);
    const said = [voucher?.state, voucher?.returnedOn, voucher?.returnReason];
    return [said, files.errors.map(({ cell, message }) => `${cell}: ${message}`)];
  };
  const known = ["returned", "2026-03-20", "Cuenta inactiva"];
  assertEquals(await read("Devuelto", "20/03/2026", "Cuenta inactiva"), [known, []]);
  assertEquals((await read("Devuelto", "", ""))[1], [
    "L2: un pago devuelto lleva Fecha Devolución",
    "M2: un pago devuelto lleva Motivo Devolución",
  ]);
  assertEquals((await read("Vigente", "20/03/2026", ""))[1], [
    "L2: Fecha Devolución es solo de pagos con Estado Devuelto",
  ]);
  assertEquals((await read("Anulado", "", "Cuenta inactiva"))[1], [
    "M2: Motivo Devolución es solo de pagos con Estado Devuelto",
  ]);
});

Deno.test("a row of Facturas is read with all its columns", async () => {
  const header = SETTLEMENTS_HEADER + ";IVA;Retefuente;ReteICA;ReteIVA;Impuesto Timbre;" +
    "Forma de Pago;Fecha Cruce;Documento Cruce;Valor Cruce;Copago;Cuota Moderadora";
  const row =
    `${A};15;Factura;FEV-001;100,00;95,00;90,00;1,00;2,00;3,00;4,00;5,00;6,00;7,00;8,00;` +
    "Cheque;16/03/2026;CR-9;9,00;10,00;11,00";
  const files = await judge(aFile("facturas.csv", header, row));
  assertEquals(files.errors, []);
  assertEquals(linesOf(files), [{
    nit: A,
    voucherNumber: "15",
    documentType: "Factura",
    invoiceNumber: "FEV-001",
    invoiceAmount: 10_000,
    netAmount: 9_500,
    paidAmount: 9_000,
    financialDiscount: 100,
    balance: 200,
    garnishments: 300,
    vat: 400,
    retefuente: 500,
    reteIca: 600,
    reteIva: 700,
    stampTax: 800,
    paymentMethod: "Cheque",
    settledOn: "2026-03-16",
    settlementDocument: "CR-9",
    settledAmount: 900,
    copayment: 1_000,
    moderatingFee: 1_100,
  }]);
});

Deno.test("amounts of Facturas may be negative, and empty optional ones stay empty", async () => {
  const row = `${A};15;Nota crédito;NC-1;-100,00;;(90,00);;5,00-;`;
  const files = await judge(aFile("facturas.csv", SETTLEMENTS_HEADER, row));
  assertEquals(files.errors, []);
  const wish = { documentType: "Nota crédito", invoiceNumber: "NC-1", balance: -500 };
  const line = aLine({ ...wish, invoiceAmount: -10_000, paidAmount: -9_000 });
  assertEquals(linesOf(files), [{ ...line, nit: A, voucherNumber: "15" }]);
});

Deno.test("a check digit, a cédula and a mail that are wrong are errors at their cells", async () => {
  const header = "NIT;DV;Razón Social;Cédula Representante Legal;Correo";
  const files = await judge(aFile(
    "prestadores.csv",
    header,
    "806008394;7;Mutual Ser;1.067.845.210;pagos@mutual.example",
    "890903938;8.0;Bancolombia;1067845211.0;",
    "830113831;0;Clínica D;;",
    "800088702;;Suramericana;;",
    "800191045;9;Clínica E;CC 123;pagos@clinica, otra@clinica.co",
  ));
  assertEquals(
    files.errors.map(({ cell, column, value, message }) => [cell, column, value, message]),
    [
      ["B6", "DV", "9", "DV no es el DV del NIT 800191045: debe ser 1"],
      ["D6", "Cédula Representante Legal", "CC 123", "la cédula debe tener solo números"],
      ["E6", "Correo", "pagos@clinica, otra@clinica.co", "el correo no es una dirección válida"],
    ],
  );
  const cards = [...files.providers.values()].map(({ record }) => record.representativeId);
  assertEquals(cards.slice(0, 3), ["1067845210", "1067845211", null]);
});

Deno.test("what must be there and is not is named, row by row", async () => {
  const { errors } = await judge(
    aFile("c.csv", VOUCHERS_HEADER, `${A};;;;;;;;;;`),
    aFile("f.csv", SETTLEMENTS_HEADER, `${A};;;;;;;;;`),
  );
  assertEquals(errors.map(({ file, cell, message }) => `${file} ${cell} ${message}`).sort(), [
    "c.csv B2 falta la fecha",
    "c.csv F2 falta Forma de Pago",
    "c.csv G2 falta N° Documento",
    "c.csv H2 falta Valor Pago",
    "f.csv B2 falta N° Comprobante de Pago / Anticipo",
    "f.csv C2 falta Tipo Documento",
    "f.csv D2 falta Número de Factura",
    "f.csv E2 falta Valor Factura",
    "f.csv G2 falta Valor Pagado",
  ]);
});
