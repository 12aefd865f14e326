import { Hono, type MiddlewareHandler } from "hono";
import { readAssets } from "../assets.ts";
import type { Env, FirstServices, Frame } from "../context.ts";
import { logRequests } from "../guards/log_requests.ts";
import { refuseForeignHosts, securityHeaders } from "../guards/security_headers.ts";
import { mountStatic } from "../static_files.ts";
import { readSheets } from "../styles.ts";

/** Whatever is refused below it is told as JSON. */
export const API = "/api/v1";

export async function createFrame(
  { now, settings, log, nameSpan }: FirstServices,
): Promise<Frame> {
  const sheets = readSheets();
  const assets = await readAssets(sheets);
  return { now, settings, log, ...(nameSpan && { nameSpan }), sheets, assets };
}

/**
 * An application with what every request passes first, and what is the same for everybody. `prepare`
 * comes before all of it, and `forAnyHost` answers whatever Host is asked for, as `/health` does.
 */
export function framed(
  frame: Frame,
  { prepare = [], forAnyHost = new Hono() }: {
    prepare?: MiddlewareHandler<Env>[];
    forAnyHost?: Hono<Env>;
  } = {},
): Hono<Env> {
  const app = new Hono<Env>();
  app.use(giveFrame(frame), ...prepare);
  app.use(logRequests());
  app.use(securityHeaders(frame.settings.baseUrl));
  app.get("/health", (c) => c.text("ok"));
  app.route("/", forAnyHost);
  app.use(refuseForeignHosts(frame.settings));
  mountStatic(app, frame.sheets);
  return app;
}

/** What every handler finds in its context. */
function giveFrame(frame: Frame): MiddlewareHandler<Env> {
  return async (c, next) => {
    c.set("frame", frame);
    c.set("requestId", crypto.randomUUID());
    c.set("representation", c.req.path.startsWith(`${API}/`) ? "json" : "page");
    await next();
    // Nobody reads the body of an answer to HEAD: what it uses must be released.
    if (c.req.method === "HEAD") await c.res.body?.cancel();
  };
}
