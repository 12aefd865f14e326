import type { MiddlewareHandler } from "hono";
import type { StoredSession } from "../../db/accounts/sessions.ts";
import { Problem } from "../../domain/errors.ts";
import { actedForBy, type Ctx, type Env, sessionOf } from "../context.ts";
import type { answerFormOnce } from "./sent_again.ts";
import { stayAllowed } from "./while_allowed.ts";

export const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];
export const CSRF_FIELD = "csrf";

/**
 * A change must come from our own pages, whatever its content type; the browser's headers say so.
 */
export function refuseForeignForms(): MiddlewareHandler<Env> {
  return (c, next) => {
    if (!SAFE_METHODS.includes(c.req.method) && !isFromOwnPage(c)) throw foreign();
    return next();
  };
}

/**
 * What is done in a session must carry a code that only this session's pages contain, and come from
 * somebody who still may once all of it is here: a form can be sent as slowly as its sender likes.
 * `answerForm` is `answerFormOnce`, which the entrance, whose pages carry codes, need not read.
 */
export function requireOwnCode(answerForm: typeof answerFormOnce): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (SAFE_METHODS.includes(c.req.method)) return await next();
    const beganMs = c.get("services").now();
    const fields = c.get("session") ? await fieldsOf(c) : {};
    const code = Reflect.get(fields, CSRF_FIELD);
    const session = c.get("session");
    const takeForm = async () => {
      if (session && !isOwnCode(c, code)) throw new Problem("staleForm");
      await stayAllowed(c, beganMs);
      await next();
    };
    const isOfSession = session !== undefined && isCodeOf(c, session, code);
    if (!isOfSession) return await takeForm();
    return await answerForm(c, { code: String(code), fields }, takeForm);
  };
}

function foreign(): Problem {
  return new Problem("forbidden", "Esta solicitud no vino de una página del portal.");
}

function isFromOwnPage(c: Ctx): boolean {
  const origin = c.req.header("origin");
  const site = c.req.header("sec-fetch-site");
  if (origin !== undefined && origin !== ownOrigin(c)) return false;
  if (site !== undefined) return site === "same-origin";
  return origin !== undefined;
}

/** The configured protocol with the Host that was asked, which `refuseForeignHosts` let through. */
function ownOrigin(c: Ctx): string {
  const { protocol } = new URL(c.get("services").settings.baseUrl);
  return `${protocol}//${new URL(c.req.url).host}`;
}

/** The fields of a form; none where it cannot be read. */
async function fieldsOf(c: Ctx): Promise<object> {
  return await c.req.parseBody({ all: true }).catch(() => ({}));
}

/**
 * Judges the code of a form that is read as a stream, whose body `requireOwnCode` does not read. As
 * there, a form of whoever has not signed in has none.
 */
export function refuseForeignCode(c: Ctx, typed: string | undefined): void {
  if (c.get("session") && !isOwnCode(c, typed)) throw new Problem("staleForm");
}

function isOwnCode(c: Ctx, typed: unknown): boolean {
  const session = sessionOf(c);
  const isOwn = isCodeOf(c, session, typed);
  if (isOwn && partsOf(typed).whom !== whomOf(c, session)) {
    throw new Problem(session.affiliate ? "otherPerson" : "otherProvider");
  }
  return isOwn;
}

/** Whether a code was made for a page of this session, of whichever provider. */
export function isCodeOf(c: Ctx, { id }: StoredSession, typed: unknown): boolean {
  const { whom, code } = partsOf(typed);
  return c.get("formCodes").isFor(signedText(id, whom), code);
}

function partsOf(typed: unknown) {
  const [whom = "", code = ""] = typeof typed === "string" ? typed.split(".") : [];
  return { whom, code };
}

/** The NIT that a session works with, or a name, in this session alone, of whom it acts for. */
function whomOf(c: Ctx, { id, membership }: StoredSession): string {
  const person = actedForBy(c);
  if (!person) return membership?.provider.nit ?? "";
  return c.get("formCodes").nameOf(`acts for:${id}:${person.id}`);
}

/**
 * The code for the forms of this page, made when the first is drawn; undefined where nobody has
 * signed in. It is masked, so that compression reveals nothing about it. It names the provider or the
 * person that the page was made for: a form of another tab must not act for this tab's.
 */
export function csrfTokenOf(c: Ctx): string | undefined {
  const session = c.get("session");
  if (!session) return undefined;
  const made = c.get("csrfToken");
  if (made !== undefined) return made;
  const whom = whomOf(c, session);
  const token = `${whom}.${c.get("formCodes").make(signedText(session.id, whom))}`;
  c.set("csrfToken", token);
  return token;
}

function signedText(sessionId: string, whom: string): string {
  return `${CSRF_FIELD}:${sessionId}:${whom}`;
}
