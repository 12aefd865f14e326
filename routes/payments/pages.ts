import { Hono } from "hono";
import type { Env } from "../context.ts";
import { changesRoutes } from "./changes.tsx";
import { markRoutes } from "./mark.tsx";
import { voucherRoutes } from "./vouchers.tsx";

/** Consulta de Pagos as a provider's own people have it. */
export function paymentRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.route("/", markRoutes());
  routes.route("/", changesRoutes());
  routes.route("/", voucherRoutes());
  return routes;
}
