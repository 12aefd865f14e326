import { Hono } from "hono";
import { HOMES } from "../../components/modules/modules.ts";
import type { KeptForm } from "../../domain/accounts/kept_form.ts";
import { type Ctx, type Env, type Resuming, sessionOf } from "../context.ts";
import { CSRF_FIELD, csrfTokenOf } from "../guards/csrf.ts";
import { readKeptForm } from "../guards/kept_form.ts";
import { identityOf, nonceOf } from "../representation.tsx";

type Fetch = (request: Request, env: Resuming) => Response | Promise<Response>;

/**
 * The form that was sent when its session had ended, drawn again with all that was typed. The portal
 * asks itself for it, through every guard and in the name of today's session, with the wish that
 * `formInput` obeys: to draw the form, and to do nothing. An address that only takes forms, and has no
 * page (`hasPage`), leads home.
 */
export function resumeRoutes(ask: Fetch, hasPage: (path: string) => boolean): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", async (c) => {
    const form = await readKeptForm(c);
    const { membership, actedFor } = sessionOf(c);
    const isSame = form?.providerId === (membership?.provider.id ?? null) &&
      form.actedForId === (actedFor?.id ?? null);
    const home = HOMES[identityOf(c)?.kind ?? "guest"].href;
    if (!form || !isSame) return c.redirect(home, 303);
    const drawn = await ask(requestOf(c, form), Object.assign({}, c.env, { resumed: form }));
    const location = drawn.headers.get("location");
    if (location !== null) {
      const isMissing = location === form.path && !hasPage(form.path);
      return c.redirect(isMissing ? home : location, 303);
    }
    const isPage = drawn.headers.get("content-type")?.startsWith("text/html");
    if (isPage) return await passOn(c, drawn);
    await drawn.body?.cancel();
    return c.redirect(home, 303);
  });
  return routes;
}

function requestOf(c: Ctx, form: KeptForm): Request {
  const { origin } = new URL(c.req.url);
  const headers = new Headers({ origin, "sec-fetch-site": "same-origin" });
  for (const name of ["cookie", "host", "user-agent", "x-forwarded-for"]) {
    const value = c.req.header(name);
    if (value !== undefined) headers.set(name, value);
  }
  const body = new FormData();
  for (const [name, value] of form.fields) body.append(name, value);
  body.set(CSRF_FIELD, csrfTokenOf(c) ?? "");
  return new Request(origin + form.path, { method: "POST", headers, body });
}

/** The page as it was drawn, under the nonce of this answer. */
async function passOn(c: Ctx, drawn: Response): Promise<Response> {
  const policy = drawn.headers.get("content-security-policy") ?? "";
  const [, nonce = "none"] = /'nonce-([^']+)'/.exec(policy) ?? [];
  const html = await drawn.text();
  c.header("Content-Type", "text/html; charset=UTF-8");
  const { headers } = c.res;
  return new Response(html.replaceAll(nonce, nonceOf(c)), { status: drawn.status, headers });
}
