import { Hono } from "hono";
import {
  VoucherChanges,
  VoucherChangesPage,
} from "../../components/payments/correction_notice.tsx";
import { Problem } from "../../domain/errors.ts";
import type { Env } from "../context.ts";
import { isFragmentFor } from "../htmx.ts";
import { queryInput } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { moduleOf } from "./looked.ts";
import { askVoucherChanges } from "./questions.ts";
import { readTyped, WAY_BACK } from "./typed_filter.ts";
import { wantedPage } from "../guards/wanted_page.ts";

/** What corrections changed in a voucher: for the notice on it, or as a page. */
export function changesRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/:documentNumber/cambios", queryInput(WAY_BACK), async (c) => {
    const query = c.req.valid("query");
    const reading = readTyped(c, query);
    if ("errors" in reading) throw new Problem("invalid", "", reading.errors);
    const documentNumber = c.req.param("documentNumber");
    const { filter } = reading;
    const changes = await askVoucherChanges(c, documentNumber);
    const content = isFragmentFor(c, "cambios")
      ? <VoucherChanges changes={changes} />
      : (
        <VoucherChangesPage
          {...{ changes, filter, documentNumber }}
          listPage={wantedPage(query.lista)}
        />
      );
    return answerPage(c, { title: `Comprobante ${documentNumber}`, module: moduleOf(c), content });
  });
  return routes;
}
