import { Hono } from "hono";
import { z } from "zod";
import { type Cents, toDecimal } from "../../domain/money.ts";
import type { Statement, StatementMonth } from "../../domain/statements/statement.ts";
import type { Env } from "../context.ts";
import { queryInput } from "../input.ts";
import { askStatement } from "./questions.ts";

/** `GET /api/v1/statement?year=`: Estado de cuenta for scripts. */
export function apiStatementRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(z.object({ year: z.string().max(10).optional() })), async (c) => {
    return c.json(statementJson(await askStatement(c, c.req.valid("query").year)));
  });
  return routes;
}

function statementJson({ year, years, months, total, ages }: Statement) {
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
