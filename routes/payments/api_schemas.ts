import { z } from "zod";
import { VOUCHER_STATES } from "../../domain/payments/voucher_state.ts";
import { MAX_NUMBER_LENGTH } from "../../domain/payments/invoice_number.ts";
import { DAY, MONEY } from "../api/answers.ts";

/** What an address names. */
export const VOUCHER_PATH = z.object({
  documentNumber: z.string().max(MAX_NUMBER_LENGTH).meta({
    description: "N° Documento del comprobante, codificado (`GD%2F7`).",
    examples: ["1500090016"],
  }),
});

const AMOUNT = MONEY.nullable();

const STATE = z.enum(VOUCHER_STATES).meta({
  description: "Vigente, Anulado, Devuelto o Programado; solo lo Vigente suma.",
});

/** `isAnnulled` is older than the state, and programs read it. */
export const OF_STATE = {
  state: STATE,
  isAnnulled: z.boolean().meta({ description: "Lo mismo que `state: annulled`." }),
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
  settlementCount: z.int().min(0).meta({ description: "Cuántas facturas paga." }),
  settledAmount: MONEY.meta({ description: "La suma de Valor Pagado de sus facturas." }),
  difference: MONEY.meta({ description: "Lo que falta o sobra para que cuadre." }),
}).meta({ id: "Voucher", description: "Un Comprobante de Egreso." });
