import { Hono } from "hono";
import { z } from "zod";
import { InvoiceSearchPage } from "../../components/payments/invoice_search_page.tsx";
import { MAX_TYPED_LENGTH, numberProblem } from "../../domain/payments/invoice_number.ts";
import type { Env } from "../context.ts";
import { queryInput } from "../input.ts";
import { answerPage, nonceOf } from "../representation.tsx";
import { askNumber } from "./questions.ts";

const QUERY = z.object({ q: z.string().max(2000).optional() });

export function invoiceSearchRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), async (c) => {
    const typed = c.req.valid("query").q;
    const message = typed === undefined ? undefined : numberProblem(typed, MAX_TYPED_LENGTH);
    const errors = message === undefined ? [] : [{ field: "q", message }];
    const found = typed === undefined || message ? undefined : await askNumber(c, typed);
    const content = (
      <InvoiceSearchPage
        typed={typed ?? ""}
        errors={errors}
        nonce={nonceOf(c)}
        {...(found && { found })}
      />
    );
    const view = { title: "Buscar factura", module: "Buscar factura", content } as const;
    return answerPage(c, view, errors.length > 0 ? 422 : 200);
  });
  return routes;
}
