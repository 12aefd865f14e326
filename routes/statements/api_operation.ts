import { z } from "zod";
import { COUNT, MONEY } from "../api/answers.ts";
import { json, type Operation } from "../api/describe.ts";

const SUMS = {
  vouchers: COUNT.meta({ description: "Cuántos comprobantes." }),
  paid: MONEY.meta({ description: "Valor Pago." }),
  withheld: MONEY.meta({ description: "Retefuente, ReteICA, ReteIVA e Impuesto Timbre." }),
  unapplied: MONEY.meta({ description: "Pendiente por aplicar, anticipos incluidos." }),
  paidYearBefore: MONEY.meta({ description: "Valor Pago de un año antes." }),
};

export const STATEMENT = z.strictObject({
  year: z.int(),
  years: z.array(z.int()).meta({ description: "Los años con pagos." }),
  items: z.array(z.strictObject({ month: z.string().regex(/^\d{4}-\d{2}$/), ...SUMS })),
  totals: z.strictObject(SUMS),
  unapplied: z.array(z.strictObject({
    fromDays: COUNT,
    toDays: COUNT.nullable(),
    vouchers: COUNT,
    amount: MONEY,
  })).meta({ description: "Lo pendiente por aplicar, según los días desde que se pagó." }),
}).meta({ id: "Statement", description: "Estado de cuenta de un año." });

export const GET_STATEMENT: Operation = {
  operationId: "getStatement",
  tag: "Estado de cuenta",
  summary: "Estado de cuenta de un año",
  scope: "read",
  answers: {
    200: json(STATEMENT, "Mes por mes, con totales.", {
      year: 2026,
      years: [2026, 2025, 2024, 2023],
      items: [{
        month: "2026-01",
        vouchers: 63,
        paid: "2314152549.03",
        withheld: "6820439.28",
        unapplied: "49361000.00",
        paidYearBefore: "2071532834.61",
      }],
      totals: {
        vouchers: 63,
        paid: "2314152549.03",
        withheld: "6820439.28",
        unapplied: "49361000.00",
        paidYearBefore: "2071532834.61",
      },
      unapplied: [{ fromDays: 91, toDays: null, vouchers: 2, amount: "49361000.00" }],
    }),
  },
  problems: [422],
  hasTag: true,
};
