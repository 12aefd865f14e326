import { Hono } from "hono";
import { z } from "zod";
import { StatementPage } from "../../components/statements/statement_page.tsx";
import { monthName } from "../../domain/dates.ts";
import { ageName, type Statement } from "../../domain/statements/statement.ts";
import type { SheetColumn, WorkbookPlan } from "../../lib/xlsx/writer.ts";
import { answerWorkbook } from "../answer_workbook.ts";
import { type Ctx, type Env, roleMay, todayOf } from "../context.ts";
import { beginDownload } from "../files/begin_download.ts";
import { summaryHead, workbookName } from "../files/provider_workbook.ts";
import { requirePermission } from "../guards/authorize.ts";
import { queryInput } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { openInvoiceRoutes } from "./open_invoices.tsx";
import { askStatement } from "./questions.ts";

const VIEW = { title: "Estado de cuenta", module: "Estado de cuenta" } as const;
const QUERY = z.object({ anio: z.string().max(10).optional() });

/** `/estado-de-cuenta?anio=2026`, and the same as a workbook. */
export function statementRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), async (c) => {
    const statement = await askStatement(c, c.req.valid("query").anio);
    const props = { statement, today: todayOf(c), canDownload: roleMay(c, "download") };
    return answerPage(c, { ...VIEW, content: <StatementPage {...props} /> });
  });
  routes.route("/", openInvoiceRoutes());

  routes.get("/libro.xlsx", requirePermission("download"), queryInput(QUERY), async (c) => {
    const { statement, place } = await beginDownload(c, "downloads", async () => {
      const statement = await askStatement(c, c.req.valid("query").anio);
      return { statement, detail: { statement: statement.year, format: ".xlsx" } };
    });
    const name = workbookName(c, `EstadoDeCuenta_${statement.year}`);
    return answerWorkbook(c, name, workbookOf(c, statement), place);
  });
  return routes;
}

const MONEY = { kind: "money", width: 20 } as const;

function workbookOf(c: Ctx, { year, months, total, ages }: Statement): WorkbookPlan {
  const columns: SheetColumn[] = [
    { header: "Mes", kind: "text", width: 14 },
    { header: "Comprobantes", kind: "count", width: 14 },
    { header: "Pagado", ...MONEY },
    { header: "Retenido", ...MONEY },
    { header: "Pendiente por Aplicar", ...MONEY },
    { header: `Pagado en ${year - 1}`, ...MONEY },
  ];
  const rows = months.map((one) => [
    monthName(one.month),
    one.vouchers,
    one.paid,
    one.withheld,
    one.unapplied,
    one.paidYearBefore,
  ]);
  return {
    tables: [{ name: String(year), columns, rows: [rows] }],
    summary: {
      name: "Resumen",
      rows: () => [
        ...summaryHead(c),
        { name: "Pagado", kind: "money", value: total.paid },
        { name: "Retenido", kind: "money", value: total.withheld },
        ...ages.map((age) => ({
          name: `Pendiente por Aplicar, ${ageName(age)}`,
          kind: "money" as const,
          value: age.amount,
        })),
      ],
    },
  };
}
