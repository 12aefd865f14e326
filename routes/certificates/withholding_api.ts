import { Hono } from "hono";
import { z } from "zod";
import { writtenCode } from "../../domain/code.ts";
import type { RowCertificate, WithholdingRow } from "../../domain/certificates/overview.ts";
import { daysOf, periodKey, TAXES } from "../../domain/certificates/period.ts";
import { toDecimal } from "../../domain/money.ts";
import type { Env } from "../context.ts";
import { describe } from "../api/describe.ts";
import { queryInput } from "../input.ts";
import { LIST_WITHHOLDINGS } from "./withholding_operation.ts";
import { askWithholdingYear, YEAR } from "./withholding_questions.ts";

const QUERY = z.object({
  year: z.string().regex(YEAR).optional().meta({
    description: "El año; el último que terminó, si no se dice.",
    examples: ["2025"],
  }),
});

/** `GET /api/v1/withholdings?year=`: what was withheld and certified, for scripts. */
export function apiWithholdingRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", describe(LIST_WITHHOLDINGS), queryInput(QUERY), async (c) => {
    const asked = await askWithholdingYear(c, c.req.valid("query").year);
    const { year, years, isReady, overview } = asked;
    return c.json({
      year,
      years,
      isReady,
      items: TAXES.flatMap((tax) => overview[tax].map(rowJson)),
    });
  });
  return routes;
}

function rowJson({ period, withheld, isOver, certificate }: WithholdingRow) {
  const { from, to } = daysOf(period);
  return {
    tax: period.tax,
    period: periodKey(period),
    from,
    to,
    isOver,
    withheld: toDecimal(withheld),
    certificate: certificate ? certificateJson(certificate) : null,
  };
}

function certificateJson({ code, issuedOn, withheld, later }: RowCertificate) {
  return { code: writtenCode(code), issuedOn, withheld: toDecimal(withheld), laterVouchers: later };
}
