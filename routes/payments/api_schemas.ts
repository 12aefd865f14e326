import { z } from "zod";
import { VOUCHER_CHANGES } from "../../domain/payments/change.ts";
import { FURTHER_SETTLEMENT_COLUMNS, SETTLEMENT_COLUMNS } from "../../domain/payments/columns.ts";
import { GLOSSARY } from "../../domain/payments/glossary.ts";
import { SETTLEMENT_AMOUNTS } from "../../domain/payments/settlement.ts";
import { VOUCHER_STATES } from "../../domain/payments/voucher_state.ts";
import { COUNT, DAY, MONEY, PLACE } from "../api/answers.ts";

/*
 * The answers of payments, with the manual's names as descriptions.
 */

const AMOUNT = MONEY.nullable();
const LINE_NUMBER = z.int().min(1).meta({ description: "Su renglón en el comprobante, desde 1." });

/** `isAnnulled` is older than the state, and programs read it. */
const OF_STATE = {
  state: z.enum(VOUCHER_STATES).meta({
    description: "Vigente, Anulado, Devuelto o Programado; solo lo Vigente suma.",
  }),
  isAnnulled: z.boolean().meta({ description: "Si `state` es `annulled`." }),
};

export const VOUCHER = z.strictObject({
  documentNumber: z.string().meta({ description: "N° Documento." }),
  paidOn: DAY.meta({ description: "Fecha de Pago." }),
  bankName: z.string().nullable().meta({ description: "Nombre del Banco." }),
  accountType: z.string().nullable().meta({ description: "Tipo de Cuenta." }),
  accountNumber: z.string().nullable().meta({ description: "Número de Cuenta." }),
  paymentMethod: z.string().meta({ description: "Forma de Pago." }),
  paidAmount: MONEY.meta({ description: "Valor Pago." }),
  unappliedAmount: AMOUNT.meta({ description: "Valor Pendiente por Aplicar." }),
  unappliedAdvanceAmount: AMOUNT.meta({ description: "Valor Pendiente por Aplicar Anticipo." }),
  ...OF_STATE,
  returnedOn: DAY.nullable().meta({ description: "Fecha Devolución." }),
  returnReason: z.string().nullable().meta({ description: "Motivo Devolución." }),
  settlementCount: COUNT.meta({ description: "Cuántas facturas paga." }),
  settledAmount: MONEY.meta({ description: "La suma de Valor Pagado de sus facturas." }),
  difference: MONEY.meta({ description: "Lo que falta o sobra para que cuadre." }),
}).meta({ id: "Voucher", description: "Un Comprobante de Egreso." });

const LEFT_OUT = {
  annulledCount: COUNT.meta({ description: "Cuántos de ellos se anularon." }),
  returnedCount: COUNT.meta({ description: "Cuántos de ellos devolvió el banco." }),
};

export const VOUCHER_LIST = z.strictObject({
  items: z.array(VOUCHER),
  ...PLACE,
  ...LEFT_OUT,
  scheduled: z.array(VOUCHER).meta({ description: "Pagos anunciados: no están en lista ni suma." }),
  totals: z.strictObject({
    paidAmount: MONEY,
    unappliedAmount: MONEY,
    unappliedAdvanceAmount: MONEY,
  }).meta({ description: "De todas las páginas; lo que no está Vigente no suma." }),
}).meta({ id: "VoucherList" });

export const CHANGE_LIST = z.strictObject({
  items: z.array(z.strictObject({
    change: z.enum(VOUCHER_CHANGES).meta({
      description: "Pagado, programado, corregido, anulado, devuelto o retirado.",
    }),
    documentNumber: z.string().meta({ description: "N° Documento." }),
    changedAt: z.iso.datetime().meta({ description: "Cuándo se publicó la carga." }),
    voucher: VOUCHER.nullable().meta({ description: "Como está ahora; `null` si ya no está." }),
  })),
  nextCursor: z.string().meta({ description: "El `updatedSince` de la próxima vez." }),
  hasMore: z.boolean().meta({ description: "Si ya hay más desde `nextCursor`." }),
}).meta({ id: "ChangeList", description: "Lo que cambió desde un cursor." });

const headers = new Map(
  [...SETTLEMENT_COLUMNS, ...FURTHER_SETTLEMENT_COLUMNS].map(({ key, header }) => [key, header]),
);
const AMOUNTS = fromAmounts((key) => AMOUNT.meta({ description: `${headers.get(key)}.` }));

const OF_SETTLEMENT = {
  voucherNumber: z.string().meta({ description: "N° Comprobante de Pago / Anticipo." }),
  lineNumber: LINE_NUMBER,
  documentType: z.string().meta({ description: "Tipo Documento." }),
  invoiceNumber: z.string().meta({ description: "Número de Factura." }),
  ...AMOUNTS,
  invoiceAmount: MONEY.meta({ description: "Valor Factura." }),
  paidAmount: MONEY.meta({ description: "Valor Pagado." }),
  paymentMethod: z.string().nullable().meta({ description: "Forma de Pago." }),
  settledOn: DAY.nullable().meta({ description: "Fecha Cruce." }),
  settlementDocument: z.string().nullable().meta({ description: "Documento Cruce." }),
};
const SETTLEMENT_TOTALS = z.strictObject(fromAmounts(() => MONEY))
  .meta({ id: "SettlementTotals", description: "De todas las páginas; lo vacío no suma." });

export const SETTLEMENT_LIST = z.strictObject({
  items: z.array(
    z.strictObject(OF_SETTLEMENT).meta({
      id: "Settlement",
      description: "Un renglón de Detalle de Pagos.",
    }),
  ),
  ...PLACE,
  totals: SETTLEMENT_TOTALS,
}).meta({ id: "SettlementList" });

const DATED_SETTLEMENT = z.strictObject({
  ...OF_SETTLEMENT,
  paidOn: DAY.meta({ description: "Fecha de Pago." }),
  ...OF_STATE,
}).meta({
  id: "DatedSettlement",
  description: "Un renglón, con el día y el estado de su comprobante.",
});

export const LINE_LIST = z.strictObject({
  items: z.array(DATED_SETTLEMENT),
  ...PLACE,
  ...LEFT_OUT,
  totals: SETTLEMENT_TOTALS,
}).meta({ id: "LineList" });

export const INVOICE = z.strictObject({
  items: z.array(DATED_SETTLEMENT),
  ...PLACE,
  totals: SETTLEMENT_TOTALS,
}).meta({ id: "Invoice", description: "Todo lo que se pagó de una factura." });

const NAMED_LINE = { voucherNumber: z.string(), lineNumber: LINE_NUMBER };
export const EXPLANATION = z.strictObject({
  invoiceNumber: z.string(),
  documentType: z.string(),
  statedBy: z.strictObject(NAMED_LINE).meta({
    description: "El renglón que dice las retenciones.",
  }),
  steps: z.array(z.strictObject({
    concept: z.enum(Object.keys(GLOSSARY)),
    amount: MONEY.meta({ description: "Lo que suma o, con menos, quita; de una suma, cuánto es." }),
    rest: MONEY.meta({ description: "Lo que queda después." }),
    isComputed: z.boolean().meta({ description: "Si el pagador no dio esta suma." }),
    payments: z.array(
      z.strictObject({ ...NAMED_LINE, paidOn: DAY, paidAmount: MONEY, ...OF_STATE }),
    ),
  })),
}).meta({ id: "Explanation", description: "De Valor Factura a Saldo, paso por paso." });

function fromAmounts<Value>(valueOf: (key: typeof SETTLEMENT_AMOUNTS[number]) => Value) {
  return Object.fromEntries(SETTLEMENT_AMOUNTS.map((key) => [key, valueOf(key)]));
}
