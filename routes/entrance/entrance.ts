import type { Hono } from "hono";
import { answerSignIn } from "./sign_in_page.tsx";
import type { Env, Frame } from "../context.ts";
import { refuseForeignFetches } from "../guards/foreign_fetches.ts";
import { homeRoutes } from "../home.tsx";
import { framed } from "./frame.ts";

/** What whoever comes first asks for, without having signed in. */
const PAGES = ["/", "/zona-ser", "/health"];
const FILES = "/static/";

export type Entrance = {
  fetch: (request: Request, env?: object) => Promise<Response>;
  /** Opens the portal, which answers everything from then on; throws what opening it threw. */
  open: () => Promise<void>;
};

/**
 * Answers the first visitors while the portal, of which most of the start is made, is not there yet.
 * Whoever asks for anything else waits for it.
 */
export function createEntrance(frame: Frame, openPortal: () => Promise<Hono<Env>>): Entrance {
  const first = firstPages(frame);
  let portal: Hono<Env> | undefined;
  let opening: Promise<Hono<Env>> | undefined;
  const open = async () => portal = await (opening ??= openPortal());

  return {
    open: async () => void await open(),
    fetch: async (request, env) => {
      if (!portal && isFirstVisit(request)) {
        try {
          return await first.fetch(request, env);
        } catch {
          // The portal says what is wrong with the request.
        }
      }
      return await (portal ?? await open()).fetch(request, env);
    },
  };
}

/** The same pages as the portal's, for whoever has no session; what they throw is thrown on. */
function firstPages(frame: Frame): Hono<Env> {
  const app = framed(frame);
  app.onError((error) => {
    throw error;
  });
  app.use(refuseForeignFetches());
  app.route("/", homeRoutes());
  app.get("/zona-ser", (c) => answerSignIn(c, { next: "" }));
  return app;
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
