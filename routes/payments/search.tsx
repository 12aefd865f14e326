import { Hono } from "hono";
import { z } from "zod";
import { SearchPage } from "../../components/payments/search_page.tsx";
import { search } from "../../db/payments/invoices.ts";
import { invoiceKey } from "../../domain/payments/invoice_number.ts";
import { type Env, providerOf } from "../context.ts";
import { queryInput } from "../input.ts";
import { answerPage, nonceOf } from "../representation.tsx";

const LONGEST_NUMBER = 100;
const QUERY = z.object({ q: z.string().max(2000).optional() });

export function searchRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), async (c) => {
    const typed = c.req.valid("query").q;
    const errors = judge(typed);
    const found = typed !== undefined && errors.length === 0
      ? await search(c.get("services").db, providerOf(c), typed)
      : undefined;
    const content = (
      <SearchPage
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

function judge(typed: string | undefined) {
  if (typed === undefined) return [];
  if (typed.length > LONGEST_NUMBER) {
    return [{ field: "q", message: `Escriba a lo sumo ${LONGEST_NUMBER} caracteres.` }];
  }
  if (invoiceKey(typed) === "") {
    return [{ field: "q", message: "Escriba el número de una factura o de un comprobante." }];
  }
  return [];
}
