import { Hono } from "hono";
import { z } from "zod";
import { StaffPaymentsPage } from "../../components/payments/staff_search_page.tsx";
import { readControlTotal } from "../../domain/loads/review.ts";
import type { Wish } from "../../db/payments/staff_search.ts";
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

const QUERY = z.object({
  q: z.string().max(2000).optional(),
  facturas: z.literal("si").optional(),
  /** The NIT of the provider after which the search for an invoice goes on. */
  despues: z.string().regex(/^\d{5,15}$/).optional(),
});
const TITLE = "Pagos de prestadores";

/**
 * What providers see, for the staff: a search, then the pages as the provider's own people see
 * them.
 */
export function staffPaymentRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), async (c) => {
    const { q: typed = "", facturas, despues: after } = c.req.valid("query");
    const message = typed === "" ? undefined : numberProblem(typed, MAX_TYPED_LENGTH);
    const errors = message === undefined ? [] : [{ field: "q", message }];
    const isSearch = typed !== "" && message === undefined;
    const found = isSearch
      ? await find(c, { typed, wantsInvoices: facturas !== undefined, after })
      : undefined;
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
async function find(c: Ctx, asked: Omit<Wish, "amount">) {
  const total = readControlTotal(asked.typed);
  const found = await askEverywhere(c, {
    ...asked,
    amount: "cents" in total ? total.cents : undefined,
  });
  const lines = found.invoices?.settlements ?? [];
  const shown = [...found.vouchers, ...lines.map(({ voucher }) => voucher)];
  const providers = [...new Set(shown.map(({ providerId }) => providerId))];
  const viewed = { name: "paymentsViewed", detail: { what: "search" } } as const;
  await auditFirst(c, ...providers.map((providerId) => ({ ...viewed, providerId })));
  return found;
}
