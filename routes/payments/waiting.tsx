import { Hono } from "hono";
import { SettlementsSection } from "../../components/payments/settlements_section.tsx";
import { WaitingVoucherPage } from "../../components/payments/waiting_voucher_page.tsx";
import { Problem } from "../../domain/errors.ts";
import type { VoucherFilter } from "../../domain/payments/voucher_filter.ts";
import { type Env, providerOf } from "../context.ts";
import { isFragmentFor } from "../htmx.ts";
import { queryInput } from "../input.ts";
import { answerPage, nonceOf } from "../representation.tsx";
import { moduleOf } from "./looked.ts";
import { askWaitingVoucher, placeOf } from "./questions.ts";
import { readTyped } from "./typed_filter.ts";
import { DETAIL_QUERY } from "./vouchers.tsx";
import { wantedPage } from "../guards/wanted_page.ts";

/** A voucher that waits in a load, as its provider will see it. */
export function waitingVoucherRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/por-publicar/:id/:documentNumber", queryInput(DETAIL_QUERY), async (c) => {
    const { desde, hasta, columnas, pagina } = c.req.valid("query");
    const reading = readTyped(c, { desde, hasta });
    if ("errors" in reading) throw new Problem("invalid", "", reading.errors);
    const loadId = c.req.param("id");
    const voucher = { loadId, documentNumber: c.req.param("documentNumber") };
    const found = await askWaitingVoucher(c, voucher, placeOf(wantedPage(pagina)));
    if (found.page > found.pages) {
      throw new Problem("notFound", "Esa página del comprobante no existe.");
    }
    const detail = {
      ...found,
      allColumns: columnas === "20",
      isOpening: false,
      canReport: false,
      canDownload: false,
    };
    const list = { filter: inLoad(reading.filter, loadId), page: 1 };
    const shown = { detail, list, nonce: nonceOf(c) };
    const content = isFragmentFor(c, "detalle")
      ? <SettlementsSection {...shown} />
      : <WaitingVoucherPage {...shown} provider={providerOf(c)} />;
    const title = `Comprobante ${found.voucher.documentNumber}`;
    return answerPage(c, { title, module: moduleOf(c), content });
  });
  return routes;
}

function inLoad(filter: VoucherFilter, loadId: string): VoucherFilter {
  return filter.of ? { ...filter, of: { ...filter.of, loadId } } : filter;
}
