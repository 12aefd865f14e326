import { Hono } from "hono";
import { z } from "zod";
import { ExplainedPage } from "../../components/payments/explained_page.tsx";
import type { Env } from "../context.ts";
import { providerOf } from "../context.ts";
import { queryInput } from "../input.ts";
import { answerKept, keptView } from "../kept_view.ts";
import { answerPage } from "../representation.tsx";
import { askExplained } from "./ask_explained.ts";
import { lookedAt, mayWithPayments, moduleOf } from "./looked.ts";

const QUERY = z.object({
  comprobante: z.string().max(300).optional(),
  linea: z.string().max(10).optional(),
});

/** `/facturas/{Número de Factura}`: an invoice from its value to its balance. */
export function explainedRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/:invoiceNumber", answerKept(), queryInput(QUERY), async (c) => {
    const { comprobante, linea } = c.req.valid("query");
    const place = { voucherNumber: comprobante ?? "", lineNumber: Number(linea) };
    const view = await keptView(c, async () => {
      const explained = await askExplained(c, c.req.param("invoiceNumber"), place);
      const canReport = mayWithPayments(c, "report");
      const looked = lookedAt(c) && providerOf(c);
      return {
        title: `Factura ${explained.asked.invoiceNumber}`,
        module: moduleOf(c),
        content: <ExplainedPage {...{ explained, canReport, looked }} />,
      };
    });
    return answerPage(c, view);
  });
  return routes;
}
