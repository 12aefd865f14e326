import { assertEquals } from "@std/assert";
import {
  ALL_SETTLEMENT_COLUMNS,
  FURTHER_SETTLEMENT_COLUMNS,
  SETTLEMENT_COLUMNS,
  settlementCell,
  VOUCHER_COLUMNS,
  voucherCell,
} from "../../../domain/payments/columns.ts";
import { aLine, aStoredVoucher } from "../support/records.ts";

Deno.test("Comprobantes de Egreso has the manual's nine columns in its order", () => {
  assertEquals(VOUCHER_COLUMNS.map(({ header }) => header), [
    "Fecha de Pago",
    "Nombre del Banco",
    "Tipo de Cuenta",
    "Número de Cuenta",
    "Forma de Pago",
    "N° Documento",
    "Valor Pago",
    "Valor Pendiente por Aplicar",
    "Valor Pendiente por Aplicar Anticipo",
  ]);
});

Deno.test("Detalle de Pagos has the manual's nine columns in its order", () => {
  assertEquals(SETTLEMENT_COLUMNS.map(({ header }) => header), [
    "N° Comprobante de Pago / Anticipo",
    "Tipo Documento",
    "Número de Factura",
    "Valor Factura",
    "Valor Neto",
    "Valor Pagado",
    "Descuento Financiero",
    "Saldo",
    "Embargos",
  ]);
});

Deno.test("the file adds the manual's eleven columns behind the nine", () => {
  const further = [
    "IVA",
    "Retefuente",
    "ReteICA",
    "ReteIVA",
    "Impuesto Timbre",
    "Forma de Pago",
    "Fecha Cruce",
    "Documento Cruce",
    "Valor Cruce",
    "Copago",
    "Cuota Moderadora",
  ];
  assertEquals(FURTHER_SETTLEMENT_COLUMNS.map(({ header }) => header), further);
  assertEquals(ALL_SETTLEMENT_COLUMNS.map(({ header }) => header).slice(9), further);
  assertEquals(ALL_SETTLEMENT_COLUMNS.length, 20);
});

Deno.test("bank and account are N/A for Giro Directo and Cesión, however they are written", () => {
  const methods = [
    "Giro Directo",
    "GIRO DIRECTO",
    "giro directo",
    "Cesión",
    "Cesion",
    "CESIÓN",
    "Cesión".normalize("NFD"),
    "Giro Directo/Cesion",
    "Giro Directo / Cesión",
  ];
  for (const paymentMethod of methods) {
    const voucher = aStoredVoucher({ paymentMethod });
    const cells = VOUCHER_COLUMNS.map(({ key }) => voucherCell(voucher, key));
    assertEquals(cells.slice(1, 5), ["N/A", "N/A", "N/A", paymentMethod]);
  }
});

Deno.test("bank and account stand as the payer wrote them for any other Forma de Pago", () => {
  for (const paymentMethod of ["Transferencia", "Cheque", "Giro", "Pago directo"]) {
    const voucher = aStoredVoucher({ paymentMethod, unappliedAmount: 5 });
    const cells = VOUCHER_COLUMNS.map(({ key }) => voucherCell(voucher, key));
    assertEquals(cells, [
      "2026-03-15",
      "Bancolombia",
      "Corriente",
      "23045678912",
      paymentMethod,
      "1500086213",
      100_000,
      5,
      null,
    ]);
  }
});

Deno.test("each cell of a settlement is its own property", () => {
  const line = {
    ...aLine({ netAmount: 90_000, settledOn: "2026-03-15", moderatingFee: -1 }),
    voucherNumber: "1500086213",
    lineNumber: 1,
  };
  const cells = ALL_SETTLEMENT_COLUMNS.map(({ key }) => settlementCell(line, key));
  const nine = ["1500086213", "Factura", "FEV-1", 100_000, 90_000, 100_000, null, null, null];
  const eleven = [null, null, null, null, null, null, "2026-03-15", null, null, null, -1];
  assertEquals(cells, [...nine, ...eleven]);
});
