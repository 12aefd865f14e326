import { z } from "zod";
import { file, json, type Operation } from "../api/describe.ts";
import {
  A_VOUCHER,
  A_VOUCHER_LIST,
  AN_EXPLANATION,
  AN_INVOICE,
  SOME_LINES,
  SOME_SETTLEMENTS,
} from "./api_examples.ts";
import {
  CHANGE_LIST,
  EXPLANATION,
  INVOICE,
  LINE_LIST,
  SETTLEMENT_LIST,
  VOUCHER,
  VOUCHER_LIST,
} from "./api_schemas.ts";

/*
 * What is asked of payments, as the reference has it.
 */

const OF_PAYMENTS = { tag: "Pagos", scope: "read", hasTag: true } as const;

export const LIST_VOUCHERS: Operation = {
  ...OF_PAYMENTS,
  operationId: "listVouchers",
  isPaged: true,
  summary: "Comprobantes de Egreso",
  description: "Consulta de Pagos: los comprobantes de un período, los más nuevos primero, con " +
    "los totales de todos. Con `updatedSince`, en cambio, lo que cambió desde ese cursor (vacío: " +
    "desde el principio); con él solo vale `perPage`, y 410 pide empezar de nuevo.",
  answers: {
    200: json(z.union([VOUCHER_LIST, CHANGE_LIST]), "La lista, o los cambios.", A_VOUCHER_LIST),
  },
  problems: [410, 422],
};

export const LIST_SETTLEMENTS: Operation = {
  ...OF_PAYMENTS,
  operationId: "listSettlements",
  isPaged: true,
  summary: "Facturas pagadas",
  description: "Los renglones de los comprobantes del mismo filtro. De más de 200.000 no se " +
    "toman ni `text` ni `sort`: acerque las fechas.",
  answers: { 200: json(LINE_LIST, "Las facturas.", SOME_LINES) },
  problems: [422],
};

export const GET_VOUCHER: Operation = {
  ...OF_PAYMENTS,
  operationId: "getVoucher",
  summary: "Un Comprobante de Egreso",
  description: "El de otra IPS y el que no existe dan el mismo 404.",
  answers: { 200: json(VOUCHER, "El comprobante.", A_VOUCHER) },
  problems: [404, 422],
};

export const LIST_VOUCHER_SETTLEMENTS: Operation = {
  ...OF_PAYMENTS,
  operationId: "listVoucherSettlements",
  isPaged: true,
  summary: "Detalle de Pagos de un comprobante",
  description: "Sus facturas, con las veinte columnas de la descarga.",
  answers: { 200: json(SETTLEMENT_LIST, "Las facturas del comprobante.", SOME_SETTLEMENTS) },
  problems: [404, 422],
};

export const GET_INVOICE: Operation = {
  ...OF_PAYMENTS,
  operationId: "getInvoice",
  summary: "Todo lo pagado de una factura",
  description: "En cualquier escritura: `FEV-001234`, `fev 1234` y `FEV1234` son la misma.",
  answers: { 200: json(INVOICE, "Sus pagos.", AN_INVOICE) },
  problems: [404, 422],
};

export const EXPLAIN_INVOICE: Operation = {
  ...OF_PAYMENTS,
  operationId: "explainInvoice",
  summary: "Una factura, de su valor a su saldo",
  description: "Cada paso con lo que suma o quita, y lo que queda; `unexplained` es lo que las " +
    "cifras del pagador no dicen.",
  answers: { 200: json(EXPLANATION, "Los pasos.", AN_EXPLANATION) },
  problems: [404, 422],
};

const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const OF_FILES = { tag: "Descargas", scope: "download", hasTag: true } as const;
const WHICH = "De un comprobante (`comprobante`) o de un período (`desde`, `hasta`: dd/MM/yyyy, " +
  "como en la página).";

export const EXPORT_WORKBOOK: Operation = {
  ...OF_FILES,
  operationId: "exportWorkbook",
  summary: "Descargar en Excel",
  description: `${WHICH} Hojas Comprobantes, Facturas y Resumen.`,
  answers: { 200: file(WORKBOOK, "El libro.") },
  problems: [404, 422],
};

export const EXPORT_CSV: Operation = {
  ...OF_FILES,
  operationId: "exportCsv",
  summary: "Descargar en CSV",
  description: `${WHICH} \`tabla\` dice qué filas.`,
  answers: { 200: file("text/csv", "El archivo.") },
  problems: [404, 422],
};
