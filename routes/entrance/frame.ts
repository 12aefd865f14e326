import { Hono, type MiddlewareHandler } from "hono";
import { createLaterEvents } from "../../db/audit/later_events.ts";
import { createTroubles } from "../../db/system/troubles.ts";
import { describeError } from "../../lib/error_text.ts";
import { readAssets } from "../assets.ts";
import type { Env, Services } from "../context.ts";
import { noteClientAddress } from "../guards/client_address.ts";
import { limitDatabaseWaits } from "../guards/database_patience.ts";
import { logRequests } from "../guards/log_requests.ts";
import { createSeenSessions } from "../guards/sessions/seen_sessions.ts";
import { refuseForeignHosts, securityHeaders } from "../guards/security_headers.ts";
import { healthRoutes } from "../health.ts";
import { createKeptViews } from "../kept_views.ts";
import { mountStatic } from "../static_files.ts";
import { readSheets, type Sheet } from "../styles.ts";

/** Whatever is refused below it is told as JSON. */
export const API = "/api/v1";

/** What the entrance and the portal share: made once, so that both are one application. */
export type Frame = {
  settings: Services["settings"];
  sheets: Sheet[];
  prepare: MiddlewareHandler<Env>;
};

export async function createFrame(services: Services): Promise<Frame> {
  const sheets = await readSheets();
  return { settings: services.settings, sheets, prepare: await preparing(services, sheets) };
}

/** An application with what every request passes first, and what is the same for everybody. */
export function framed({ settings, sheets, prepare }: Frame): Hono<Env> {
  const app = new Hono<Env>();
  app.use(prepare);
  app.use(noteClientAddress(settings.trustedProxies));
  app.use(logRequests());
  app.use(securityHeaders(settings.baseUrl));
  app.route("/", healthRoutes());
  app.use(limitDatabaseWaits());
  app.use(refuseForeignHosts(settings));
  mountStatic(app, sheets);
  return app;
}

/** What every handler finds in its context. */
async function preparing(services: Services, sheets: Sheet[]): Promise<MiddlewareHandler<Env>> {
  const assets = await readAssets(sheets);
  const keptViews = createKeptViews();
  const seenSessions = createSeenSessions();
  const { auditLog, log, background, db } = services;
  const laterEvents = createLaterEvents(auditLog, {
    onWait: (event) => log("warning", "audit event waits", { happened: event }),
    signal: background.signal,
  });
  const troubles = createTroubles(db, {
    background,
    onLost: (error) => log("warning", "troubles not stored", { error: describeError(error) }),
  });
  return async (c, next) => {
    c.set("troubles", troubles);
    c.set("services", services);
    c.set("assets", assets);
    c.set("keptViews", keptViews);
    c.set("seenSessions", seenSessions);
    c.set("laterEvents", laterEvents);
    c.set("requestId", crypto.randomUUID());
    c.set("representation", c.req.path.startsWith(`${API}/`) ? "json" : "page");
    await next();
    // Nobody reads the body of an answer to HEAD: what it uses must be released.
    if (c.req.method === "HEAD") await c.res.body?.cancel();
  };
}
