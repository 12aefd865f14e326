import { ALL_SETTLEMENT_COLUMNS, type SettlementColumnKey } from "./columns.ts";

type Explained = Extract<
  SettlementColumnKey,
  | "invoiceAmount"
  | "vat"
  | "copayment"
  | "moderatingFee"
  | "retefuente"
  | "reteIca"
  | "reteIva"
  | "stampTax"
  | "financialDiscount"
  | "netAmount"
  | "garnishments"
  | "balance"
>;

/** What lies between the Valor Factura of an invoice and its Saldo. */
export type Concept = Explained | "payment" | "unexplained";

/**
 * The name of each concept, the manual's where the manual has one, and what it is in one plain
 * sentence, for somebody who is no accountant.
 */
export const GLOSSARY: Record<Concept, { name: string; about: string }> = {
  invoiceAmount: ofColumn("invoiceAmount", "Lo que usted facturó, como la EPS lo registró."),
  vat: ofColumn("vat", "Impuesto que la factura suma; los servicios de salud casi nunca lo traen."),
  copayment: ofColumn("copayment", "La parte del servicio que ya le pagó el paciente."),
  moderatingFee: ofColumn("moderatingFee", "Lo que el paciente ya le pagó por usar el servicio."),
  retefuente: ofColumn(
    "retefuente",
    "Parte de su impuesto de renta: la EPS la retuvo y la entrega a la DIAN a su nombre.",
  ),
  reteIca: ofColumn(
    "reteIca",
    "Parte de su impuesto de industria y comercio, que la EPS retuvo para el municipio.",
  ),
  reteIva: ofColumn(
    "reteIva",
    "Parte del IVA: la EPS la retuvo y la entrega a la DIAN a su nombre.",
  ),
  stampTax: ofColumn("stampTax", "Impuesto sobre el documento, que la EPS retuvo."),
  financialDiscount: ofColumn(
    "financialDiscount",
    "Descuento que la EPS aplicó a la factura; suele ser por pagar pronto.",
  ),
  netAmount: ofColumn(
    "netAmount",
    "Lo que la EPS le debe por esta factura, hechos los descuentos.",
  ),
  payment: { name: "Pago", about: "Lo que un comprobante pagó de esta factura." },
  garnishments: ofColumn("garnishments", "Lo que un juez ordenó retener: no llega a su cuenta."),
  balance: ofColumn("balance", "Lo que falta por pagar, según la EPS."),
  unexplained: {
    name: "Diferencia sin explicar",
    about: "Las cifras de la EPS no suman: ninguna de ellas explica este valor.",
  },
};

/** Of a figure that the payer left empty. */
export const COMPUTED_ABOUT = "La EPS no lo dio: es lo que suman las cifras que dio.";

function ofColumn(key: Explained, about: string): { name: string; about: string } {
  return { name: ALL_SETTLEMENT_COLUMNS.find((column) => column.key === key)?.header ?? "", about };
}
