import { Hono, type MiddlewareHandler } from "hono";
import { findTokenHolder } from "../db/accounts/api_tokens.ts";
import { type StaffHolder, touchStaffToken } from "../db/accounts/staff_tokens.ts";
import { Problem } from "../domain/errors.ts";
import { SESSION_TOUCH_MS } from "../domain/accounts/session.ts";
import { sha256 } from "../lib/secret_token.ts";
import { apiDirectoryRoutes } from "./affiliates/directory.tsx";
import { apiLoadRoutes } from "./loads/api.ts";
import { type Ctx, type Env, todayOf } from "./context.ts";
import { apiPaymentRoutes } from "./payments/api.ts";
import { apiReconciliationRoutes } from "./reconciliation/api.ts";
import { apiVerificationRoutes } from "./certificates/verification.tsx";
import { apiWithholdingRoutes } from "./certificates/withholding_api.ts";
import { apiStatementRoutes } from "./statements/api.ts";
import { exportRoutes } from "./payments/export.ts";
import { answerUnchanged } from "./guards/unchanged.ts";

/** JSON for scripts: the same queries as the pages, with a bearer token but for what is public; cookies are ignored. */
export function apiRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.use(async (c, next) => {
    c.set("representation", "json");
    await next();
  });
  routes.route("/public", apiDirectoryRoutes());
  routes.route("/public/certificates", apiVerificationRoutes());
  routes.use(authenticateToken());

  routes.get("/me", (c) => {
    const { nit = null, legalName = null } = c.get("provider") ?? {};
    const scopes = c.get("staff")?.scopes ?? ["read"];
    return c.json({ name: c.get("askedBy"), nit, legalName, scopes });
  });
  routes.route("/loads", apiLoadRoutes());
  routes.use(requireProviderToken());
  // Certificates are given out without a new version of the data, which an ETag would be made of.
  routes.route("/withholdings", apiWithholdingRoutes());
  routes.use(answerUnchanged());

  routes.route("/", apiPaymentRoutes());
  routes.route("/reconciliations", apiReconciliationRoutes());
  routes.route("/statement", apiStatementRoutes());
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

/** Sets who acts; the token's last use is stored at most once a minute, like that of a session. */
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
