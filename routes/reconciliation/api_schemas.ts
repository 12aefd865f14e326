import { z } from "zod";
import { MAX_LIST_ROWS } from "../../domain/reconciliation/pasted.ts";
import { MAX_TYPED_LENGTH, numberProblem } from "../../domain/payments/invoice_number.ts";
import { amount } from "../api/json_input.ts";

const AMOUNT = amount('Debe ser un valor con dos decimales: "1234567.50".');

const NUMBER = z.string().superRefine((typed, ctx) => {
  const message = numberProblem(typed, MAX_TYPED_LENGTH);
  if (message !== undefined) ctx.addIssue({ code: "custom", message });
}).meta({
  description: "El número de la factura, en cualquier escritura.",
  minLength: 1,
  maxLength: MAX_TYPED_LENGTH,
});

/** The list that a script compares with what was paid. */
export const LIST = z.object({
  tolerance: AMOUNT.optional().meta({
    description: "La diferencia más grande que se pasa por alto.",
  }),
  invoices: z.array(z.object({
    number: NUMBER,
    amount: AMOUNT.optional().meta({ description: "Lo que usted espera que se haya pagado." }),
  })).min(1, "Envíe al menos una factura.").max(
    MAX_LIST_ROWS,
    `Envíe a lo sumo ${MAX_LIST_ROWS} facturas.`,
  ),
}).meta({ id: "ReconciliationList" });
