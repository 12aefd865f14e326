import { z } from "zod";
import { MAX_LIST_ROWS } from "../../domain/reconciliation/pasted.ts";
import { MAX_TYPED_LENGTH, numberProblem } from "../../domain/payments/invoice_number.ts";
import { GROUP_WORDS, GROUPS } from "../../domain/reconciliation/groups.ts";
import { COUNT, DAY, MONEY } from "../api/answers.ts";
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

const AMOUNT_OR_NULL = MONEY.nullable();
const LINE = {
  voucherNumber: z.string(),
  lineNumber: z.int().min(1),
  paidOn: DAY,
  paidAmount: MONEY,
};

const LISTED = z.strictObject({
  position: z.int().min(1).meta({ description: "Su lugar en la lista, desde 1." }),
  number: z.string(),
  amount: AMOUNT_OR_NULL,
  repeats: z.int().min(1).optional().meta({ description: "El lugar de la primera igual." }),
  found: z.strictObject({
    invoiceNumber: z.string().meta({ description: "Número de Factura." }),
    invoiceAmount: MONEY.meta({ description: "Valor Factura." }),
    netAmount: AMOUNT_OR_NULL.meta({ description: "Valor Neto." }),
    paidAmount: MONEY.meta({ description: "Valor Pagado." }),
    rest: MONEY.meta({ description: "Lo que falta." }),
    garnishments: MONEY.meta({ description: "Embargos." }),
    payments: z.array(z.strictObject(LINE)),
  }).optional().meta({ description: "Lo que se pagó; falta donde no se encontró." }),
}).meta({ id: "ListedInvoice" });

const GROUP = { count: COUNT, amount: MONEY, paidAmount: MONEY, items: z.array(LISTED) };
const ALL_GROUPS = Object.fromEntries(GROUPS.map((group) => {
  const { name, about } = GROUP_WORDS[group];
  return [group, z.strictObject(GROUP).meta({ description: `${name}. ${about}` })];
}));

export const RECONCILIATION = z.strictObject({
  tolerance: MONEY,
  total: COUNT,
  groups: z.strictObject(ALL_GROUPS).meta({ description: "Cada factura está en uno solo." }),
  unlisted: z.strictObject({
    from: DAY.nullable(),
    to: DAY.nullable(),
    count: COUNT,
    paidAmount: MONEY,
    items: z.array(z.strictObject({ invoiceNumber: z.string(), ...LINE })),
  }).meta({
    description: "Lo que se pagó en esos días y no está en la lista; las 1.000 más nuevas.",
  }),
}).meta({ id: "Reconciliation" });
