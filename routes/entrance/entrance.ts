import { Hono } from "hono";
import { answerSignIn } from "./sign_in_page.tsx";
import type { Env, Frame } from "../context.ts";
import { refuseForeignFetches } from "../guards/foreign_fetches.ts";
import { homeRoutes } from "../home.tsx";
import { framed } from "./frame.ts";
import { withoutFalseLength } from "./head.ts";

/** What whoever comes first asks for, without having signed in. */
const PAGES = ["/", "/zona-ser", "/health"];
const FILES = "/static/";
const READY = "/ready";
/** Whoever asks for it is told so soon, whether the database answers late or is being opened. */
export const READY_WITHIN_MS = 2000;

export type Entrance = {
  fetch: (request: Request, env?: object) => Promise<Response>;
  /** Opens the portal, which answers everything from then on; throws what opening it threw. */
  open: () => Promise<void>;
};

/**
 * Answers the first visitors while the portal, of which most of the start is made, is not there yet.
 * Whoever asks for anything else waits for it, `/ready` only as long as it may.
 */
export function createEntrance(frame: Frame, openPortal: () => Promise<Hono<Env>>): Entrance {
  const first = firstPages(frame);
  let portal: Hono<Env> | undefined;
  let opening: Promise<Hono<Env>> | undefined;
  const open = async () => portal = await (opening ??= openPortal());
  const isReadyInTime = async () => {
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, READY_WITHIN_MS);
    await Promise.race([open(), late.promise]).finally(() => clearTimeout(timer));
    return portal !== undefined;
  };

  return {
    open: async () => void await open(),
    fetch: async (request, env) => {
      const isTooEarly = async () => isAskingIfReady(request) && !await isReadyInTime();
      if (!portal && (isFirstVisit(request) || await isTooEarly())) {
        try {
          return await first.fetch(request, env);
        } catch {
          // The portal says what is wrong with the request.
        }
      }
      return withoutFalseLength(request, await (portal ?? await open()).fetch(request, env));
    },
  };
}

/** The same pages as the portal's, for whoever has no session; what they throw is thrown on. */
function firstPages(frame: Frame): Hono<Env> {
  const notReady = new Hono<Env>().get(READY, (c) => c.text("unavailable", 503));
  const app = framed(frame, { forAnyHost: notReady });
  app.onError((error) => {
    throw error;
  });
  app.use(refuseForeignFetches());
  app.route("/", homeRoutes());
  app.get("/zona-ser", (c) => answerSignIn(c, { next: "" }));
  return app;
}

function isAskingIfReady({ method, url }: Request): boolean {
  return ["GET", "HEAD"].includes(method) && ADDRESS.exec(url)?.[1] === READY;
}

/** A session, or what the address says besides its path, is for the portal to judge. */
function isFirstVisit({ method, headers, url }: Request): boolean {
  if (method !== "GET" || headers.has("cookie")) return false;
  const [, path = "", search = ""] = ADDRESS.exec(url) ?? [];
  return path.startsWith(FILES) || (search === "" && PAGES.includes(path));
}

/**
 * Path and search as they were sent, which is how routes read them: a `URL` resolves dots, and throws
 * for a Host that is no name.
 */
const ADDRESS = /^https?:\/\/[^/]*([^?#]*)([^#]*)/i;
