import { Hono } from "hono";
import { z } from "zod";
import { type Cents, toDecimal } from "../../domain/money.ts";
import type { Statement, StatementMonth } from "../../domain/statements/statement.ts";
import type { Env } from "../context.ts";
import { describe } from "../api/describe.ts";
import { queryInput } from "../input.ts";
import { GET_STATEMENT, type STATEMENT } from "./api_operation.ts";
import { askStatement, YEAR } from "./questions.ts";

const QUERY = z.object({
  year: z.string().regex(YEAR).optional().meta({
    description: "El año; este, si no se dice.",
    examples: ["2026"],
  }),
});

/** `GET /api/v1/statement?year=`: Estado de cuenta for scripts. */
export function apiStatementRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", describe(GET_STATEMENT), queryInput(QUERY), async (c) => {
    return c.json(statementJson(await askStatement(c, c.req.valid("query").year)));
  });
  return routes;
}

function statementJson(
  { year, years, months, total, ages }: Statement,
): z.output<typeof STATEMENT> {
  const { month: _year, ...sums } = monthJson(total);
  return {
    year,
    years,
    items: months.map(monthJson),
    totals: sums,
    unapplied: ages.map(({ from, to = null, vouchers, amount }) => ({
      fromDays: from,
      toDays: to,
      vouchers,
      amount: toDecimal(amount),
    })),
  };
}

function monthJson({ month, vouchers, ...amounts }: StatementMonth) {
  const { paid, withheld, unapplied, paidYearBefore } = decimals(amounts);
  return { month, vouchers, paid, withheld, unapplied, paidYearBefore };
}

function decimals<Key extends string>(amounts: Record<Key, Cents>): Record<Key, string> {
  const pairs = Object.entries<Cents>(amounts).map(([key, cents]) => [key, toDecimal(cents)]);
  return Object.fromEntries(pairs);
}
