import { Hono } from "hono";
import { z } from "zod";
import {
  OPEN_COLUMNS,
  OPEN_INVOICES,
  OpenInvoicesPage,
} from "../../components/statements/open_invoices_page.tsx";
import { findOpenInvoices } from "../../db/statements/open_invoices.ts";
import { Problem } from "../../domain/errors.ts";
import { PAGE_SIZE } from "../../domain/paging.ts";
import {
  MAX_READ_LINES,
  type OpenInvoices,
  TOO_MUCH_SENTENCE,
} from "../../domain/statements/open_invoices.ts";
import { ageName } from "../../domain/statements/statement.ts";
import type { WorkbookPlan } from "../../lib/xlsx/writer.ts";
import { answerWorkbook } from "../answer_workbook.ts";
import { type Ctx, type Env, providerOf, roleMay, todayOf } from "../context.ts";
import { beginDownload } from "../files/begin_download.ts";
import { summaryHead, workbookName } from "../files/provider_workbook.ts";
import { requirePermission } from "../guards/authorize.ts";
import { requirePage, wantedPage } from "../guards/wanted_page.ts";
import { queryInput } from "../input.ts";
import { answerPage } from "../representation.tsx";

const VIEW = { title: "Facturas con saldo", module: "Estado de cuenta" } as const;
const QUERY = z.object({ pagina: z.string().max(10).optional() });
const WAY = { href: OPEN_INVOICES, words: "Volver a Facturas con saldo" };
const WHOLE = { offset: 0, limit: MAX_READ_LINES };

/** `/estado-de-cuenta/saldos?pagina=2`, and all of them as a workbook. */
export function openInvoiceRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/saldos", queryInput(QUERY), async (c) => {
    const page = wantedPage(c.req.valid("query").pagina);
    const open = await askOpen(c, { offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE });
    requirePage(page, open.total.invoices);
    const props = { open, page, canDownload: roleMay(c, "download") };
    return answerPage(c, { ...VIEW, content: <OpenInvoicesPage {...props} /> });
  });

  routes.get("/saldos.xlsx", requirePermission("download"), async (c) => {
    const { open, place } = await beginDownload(c, "downloads", async () => {
      const open = await askOpen(c, WHOLE);
      // Whoever knows its address is not to take an empty list for what is open.
      if (open.isTooMuch) throw new Problem("notFound", TOO_MUCH_SENTENCE, [], WAY);
      return { open, detail: { openInvoices: open.total.invoices, format: ".xlsx" } };
    });
    const name = workbookName(c, `FacturasConSaldo_${todayOf(c)}`);
    return answerWorkbook(c, name, workbookOf(c, open), place);
  });
  return routes;
}

async function askOpen(c: Ctx, place: { offset: number; limit: number }): Promise<OpenInvoices> {
  return await findOpenInvoices(c.get("services").db, providerOf(c), todayOf(c), place);
}

function workbookOf(c: Ctx, { invoices, ages, total }: OpenInvoices): WorkbookPlan {
  const columns = OPEN_COLUMNS.map(({ header, kind }) => ({ header, kind, width: 20 }));
  const rows = invoices.map((invoice) => OPEN_COLUMNS.map(({ key }) => invoice[key]));
  return {
    tables: [{ name: "Facturas con saldo", columns, rows: [rows] }],
    summary: {
      name: "Resumen",
      rows: () => [
        ...summaryHead(c),
        { name: "Facturas", kind: "count", value: total.invoices },
        { name: "Saldo", kind: "money", value: total.balance },
        ...ages.map((age) => ({
          name: `Saldo, ${ageName(age)} desde el último pago`,
          kind: "money" as const,
          value: age.balance,
        })),
      ],
    },
  };
}
