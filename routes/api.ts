import { Hono } from "hono";
import { etag } from "hono/etag";
import { describe } from "./api/describe.ts";
import { GET_ME } from "./api/me.ts";
import { apiDirectoryRoutes } from "./affiliates/directory.tsx";
import { apiLoadRoutes } from "./loads/api.ts";
import type { Env } from "./context.ts";
import { apiPaymentRoutes } from "./payments/api.ts";
import { authenticateToken, requireScope } from "./programs/bearer.ts";
import { apiReconciliationRoutes } from "./reconciliation/api.ts";
import { apiVerificationRoutes } from "./certificates/verification.tsx";
import { apiWithholdingRoutes } from "./certificates/withholding_api.ts";
import { apiStatementRoutes } from "./statements/api.ts";
import { exportRoutes } from "./payments/export.ts";
import { limitRequests } from "./programs/request_limit.ts";
import { answerUnchanged } from "./guards/unchanged.ts";

const READ = ["/vouchers/*", "/settlements/*", "/invoices/*", "/statement/*", "/withholdings/*"];
const FILES = ["/export.xlsx", "/export.csv"];

/** JSON for scripts: the same queries as the pages, with a bearer token but for what is public; cookies are ignored. */
export function apiRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.route("/public", apiDirectoryRoutes());
  routes.route("/public/certificates", apiVerificationRoutes());
  routes.all("/public/*", (c) => c.notFound());
  routes.use(authenticateToken(), limitRequests());

  routes.get("/me", describe(GET_ME), (c) => {
    const { nit = null, legalName = null } = c.get("provider") ?? {};
    return c.json({ name: c.get("askedBy"), nit, legalName, scopes: c.get("scopes") });
  });
  routes.use("/loads/*", requireScope("loads"));
  routes.route("/loads", apiLoadRoutes());
  for (const address of READ) routes.use(address, requireScope("read"));
  for (const address of FILES) routes.use(address, requireScope("download"));
  routes.use("/reconciliations/*", requireScope("reconcile"));
  // Certificates are given out without a new version of the data: its tag is made of the answer.
  routes.use("/withholdings", etag({ weak: true }));
  routes.route("/withholdings", apiWithholdingRoutes());
  routes.use(answerUnchanged());

  routes.route("/", apiPaymentRoutes());
  routes.route("/reconciliations", apiReconciliationRoutes());
  routes.route("/statement", apiStatementRoutes());
  routes.route("/", exportRoutes());
  routes.all("*", (c) => c.notFound());
  return routes;
}
