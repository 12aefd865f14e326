import { Hono, type MiddlewareHandler } from "hono";
import { z } from "zod";
import { findTokenHolder } from "../db/accounts/api_tokens.ts";
import { findInvoice } from "../db/payments/invoices.ts";
import { type StaffHolder, touchStaffToken } from "../db/accounts/staff_tokens.ts";
import { findVoucher, findVouchers } from "../db/payments/vouchers.ts";
import { readIsoDate } from "../domain/dates.ts";
import { Problem } from "../domain/errors.ts";
import { SESSION_TOUCH_MS } from "../domain/accounts/session.ts";
import { totalsOf } from "../domain/payments/settlement.ts";
import { readVoucherFilter } from "../domain/payments/voucher_filter.ts";
import { PAGE_SIZE, pageCount, readPage } from "../domain/paging.ts";
import { sha256 } from "../lib/secret_token.ts";
import { apiLoadRoutes } from "./loads/api.ts";
import { type Ctx, type Env, providerOf, todayOf } from "./context.ts";
import { exportRoutes } from "./payments/export.ts";
import { queryInput } from "./input.ts";
import { answerUnchanged } from "./guards/unchanged.ts";
import {
  invoiceSettlementJson,
  settlementJson,
  settlementTotalsJson,
  voucherJson,
  voucherTotalsJson,
} from "./payments/json.ts";

const MOST_PER_PAGE = 1000;
const LONGEST_NUMBER = 300;

const typed = z.string().max(40).optional();
const PAGING = z.object({ page: typed, perPage: typed });
const LIST = PAGING.extend({
  from: typed,
  to: typed,
  paymentMethod: z.string().max(300).optional(),
});

/** JSON for scripts: the pages' own questions under a bearer token; cookies are not looked at. */
export function apiRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.use(async (c, next) => {
    c.set("representation", "json");
    await next();
  });
  routes.use(authenticateToken());

  routes.get("/me", (c) => {
    const { nit = null, legalName = null } = c.get("provider") ?? {};
    const scopes = c.get("staff")?.scopes ?? ["read"];
    return c.json({ name: c.get("askedBy"), nit, legalName, scopes });
  });
  routes.route("/loads", apiLoadRoutes());
  routes.use(requireProviderToken());
  routes.use(answerUnchanged());

  routes.get("/vouchers", queryInput(LIST), async (c) => {
    const { from = "", to = "", paymentMethod, ...paging } = c.req.valid("query");
    const names = { from: "from", to: "to" };
    const reading = readVoucherFilter({ from, to }, todayOf(c), names, readIsoDate);
    if ("errors" in reading) throw new Problem("invalid", "", reading.errors);
    const place = readPaging(paging);
    const filter = { ...reading.filter, ...(paymentMethod !== undefined && { paymentMethod }) };
    const { db } = c.get("services");
    const { vouchers, totals } = await findVouchers(db, providerOf(c), filter, place);
    const { count, ...sums } = totals;
    return c.json({
      items: vouchers.map(voucherJson),
      ...position(place, count),
      totals: voucherTotalsJson(sums),
    });
  });

  routes.get("/vouchers/:documentNumber", async (c) => {
    const { voucher } = await detailOf(c, c.req.param("documentNumber"), { page: 1, perPage: 1 });
    return c.json(voucherJson(voucher));
  });

  routes.get("/vouchers/:documentNumber/settlements", queryInput(PAGING), async (c) => {
    const place = readPaging(c.req.valid("query"));
    const found = await detailOf(c, c.req.param("documentNumber"), place);
    return c.json({
      items: found.settlements.map(settlementJson),
      ...position(place, found.voucher.settlementCount),
      totals: settlementTotalsJson(found.totals),
    });
  });

  routes.get("/invoices/:invoiceNumber", async (c) => {
    const { db } = c.get("services");
    const invoiceNumber = c.req.param("invoiceNumber");
    if (invoiceNumber.length > LONGEST_NUMBER) throw new Problem("notFound");
    const found = await findInvoice(db, providerOf(c), invoiceNumber);
    if (found.length === 0) throw new Problem("notFound", "No encontramos esa factura.");
    return c.json({
      items: found.map(invoiceSettlementJson),
      page: 1,
      pages: 1,
      total: found.length,
      totals: settlementTotalsJson(totalsOf(found.filter(({ isAnnulled }) => !isAnnulled))),
    });
  });

  routes.route("/", exportRoutes());
  routes.all("*", () => {
    throw new Problem("notFound");
  });
  return routes;
}

function authenticateToken(): MiddlewareHandler<Env> {
  return async (c, next) => {
    const [, token] = /^Bearer (zs_[\w-]{20,200})$/.exec(c.req.header("authorization") ?? "") ?? [];
    const { db } = c.get("services");
    const hash = sha256(token ?? "");
    const holder = token && await findTokenHolder(db, hash, todayOf(c));
    if (!holder) {
      c.header("WWW-Authenticate", 'Bearer realm="zona-ser"');
      throw new Problem("signedOut", "El token no es válido, venció o fue revocado.");
    }
    if (holder.provider) c.set("provider", holder.provider);
    if (holder.dataVersion !== undefined) c.set("dataVersion", holder.dataVersion);
    if (holder.staff) noteStaff(c, hash, holder.staff);
    c.set("askedBy", holder.tokenName);
    c.set("isStillAllowed", async () => {
      return await findTokenHolder(db, hash, todayOf(c)) !== undefined;
    });
    await next();
  };
}

/** Whose act it is; the last use is noted once a minute, as that of a session. */
function noteStaff(c: Ctx, hash: string, staff: StaffHolder): void {
  const { db, now, background } = c.get("services");
  c.set("staff", staff);
  const nowMs = now();
  if (nowMs - (staff.lastUsedAt ?? 0) > SESSION_TOUCH_MS) {
    background.run(() => touchStaffToken(db, hash, nowMs));
  }
}

/** Payments are seen with a token of their provider, never with one of the staff (security, T11). */
function requireProviderToken(): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (c.get("staff")) throw new Problem("forbidden", "Este token carga pagos, no los consulta.");
    await next();
  };
}

type Place = { page: number; perPage: number };

function readPaging(query: { page?: string | undefined; perPage?: string | undefined }): Place {
  const page = readPage(query.page);
  const perPage = query.perPage === undefined ? PAGE_SIZE : readPage(query.perPage);
  const errors = [
    page === undefined && { field: "page", message: "Debe ser un entero desde 1." },
    (perPage === undefined || perPage > MOST_PER_PAGE) &&
    { field: "perPage", message: `Debe ser un entero de 1 a ${MOST_PER_PAGE}.` },
  ].filter((error) => error !== false);
  if (page === undefined || perPage === undefined || errors.length > 0) {
    throw new Problem("invalid", "", errors);
  }
  return { page, perPage };
}

function position({ page, perPage }: Place, total: number) {
  return { page, pages: pageCount(total, perPage), total };
}

async function detailOf(c: Ctx, documentNumber: string, place: Place) {
  const { db } = c.get("services");
  const found = await findVoucher(db, providerOf(c), documentNumber, place);
  if (!found) throw new Problem("notFound", "No encontramos ese comprobante entre sus pagos.");
  return found;
}
