import { Hono } from "hono";
import { z } from "zod";
import { StaffPaymentsPage } from "../../components/payments/staff_search_page.tsx";
import type { FoundPayments } from "../../domain/payments/found_payments.ts";
import { MAX_TYPED_LENGTH, numberProblem } from "../../domain/payments/invoice_number.ts";
import { auditFirst } from "../audit.ts";
import type { Ctx, Env } from "../context.ts";
import { keepView, lookAtProvider } from "../guards/look_at_provider.ts";
import { queryInput } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { askEverywhere } from "./questions.ts";
import { changesRoutes } from "./changes.tsx";
import { explainedRoutes } from "./explained.tsx";
import { exportRoutes } from "./export.ts";
import { voucherRoutes } from "./vouchers.tsx";
import { lineRoutes } from "./lines.tsx";
import { waitingVoucherRoutes } from "./waiting.tsx";

const QUERY = z.object({ q: z.string().max(2000).optional() });
const TITLE = "Pagos de prestadores";

/**
 * What providers see, for the staff: a search, then the pages as the provider's own people see
 * them.
 */
export function staffPaymentRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), async (c) => {
    const typed = c.req.valid("query").q ?? "";
    const message = typed === "" ? undefined : numberProblem(typed, MAX_TYPED_LENGTH);
    const errors = message === undefined ? [] : [{ field: "q", message }];
    const found = typed === "" || message !== undefined ? undefined : await find(c, typed);
    const content = <StaffPaymentsPage typed={typed} errors={errors} {...(found && { found })} />;
    const view = { title: TITLE, module: TITLE, content } as const;
    return answerPage(c, view, errors.length > 0 ? 422 : 200);
  });

  routes.use("/:nit/*", lookAtProvider());
  routes.route("/:nit", exportRoutes());
  routes.use("/:nit/*", keepView());
  routes.route("/:nit/facturas", lineRoutes());
  routes.route("/:nit/facturas", explainedRoutes());
  routes.route("/:nit", waitingVoucherRoutes());
  routes.route("/:nit", changesRoutes());
  routes.route("/:nit", voucherRoutes());
  return routes;
}

/** Searches, and records whose payments will be shown before they are. */
async function find(c: Ctx, typed: string): Promise<FoundPayments> {
  const found = await askEverywhere(c, typed);
  const shown = [...found.vouchers, ...found.settlements.map(({ voucher }) => voucher)];
  for (const providerId of new Set(shown.map((one) => one.providerId))) {
    await auditFirst(c, { name: "paymentsViewed", providerId, detail: { what: "search" } });
  }
  return found;
}
