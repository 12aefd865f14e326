import type { Next } from "hono";
import { recallLast, release, remember } from "../../db/idempotency.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { type Ctx, resumedForm, sessionOf } from "../context.ts";
import { isBoosted, isFragment } from "../htmx.ts";

/**
 * Longer than anybody clicks twice, or again because nothing seems to happen. Whoever goes back to the
 * page later, or after she sent another form, and sends the same means it.
 */
const AGAIN_MS = 60_000;
/** Each wait is twice the one before, because each question is a write: three seconds in all. */
const FIRST_WAIT_MS = 50;
const MAX_ASKS = 7;

/**
 * Does what a form of a page asks for once, however often that page's form is sent: a double click
 * sends it twice, and the browser shows the second answer alone. The second sending waits for the
 * first one, and leads to where it led. Where that one was answered by a page, the handler is told so
 * (`wasAnswered`), and by an error, it is as if it had not been sent.
 */
export async function answerFormOnce(
  c: Ctx,
  { code, fields }: { code: string; fields: object },
  next: Next,
): Promise<Response | void> {
  if (resumedForm(c) || (isFragment(c) && !isBoosted(c))) return await next();
  const { db, now } = c.get("services");
  const { pathname, search } = new URL(c.req.url);
  // The code is masked anew for each page, so that it names the page that the form stood on.
  const requestSha256 = sha256(JSON.stringify([code, pathname, search, fields]));
  const request = {
    scope: `form ${sha256(`form:${sessionOf(c).id}`)}`,
    key: requestSha256,
    requestSha256,
  };
  const known = await whenAnswered(() => recallLast(db, request, now(), now() - AGAIN_MS));
  if (known.kind === "conflict" || known.kind === "running") return await next();
  if (known.kind === "answered") {
    if (known.answer.status === 303) return c.redirect(known.answer.body, 303);
    c.set("wasAnswered", true);
    return await next();
  }
  try {
    await next();
  } catch (error) {
    await release(db, known.claim).catch(() => {});
    throw error;
  }
  const { status, headers } = c.res;
  const isDone = status < 400 && headers.getSetCookie().length === 0;
  const body = headers.get("location") ?? "";
  // What was done stays done where this fails, and the claim ends by itself.
  await (isDone ? remember(db, request, { status, body }) : release(db, known.claim))
    .catch(() => {});
}

/** Waits while another request answers the same form; it may have died, or its database. */
async function whenAnswered(ask: () => ReturnType<typeof recallLast>) {
  for (let asks = 1, waitMs = FIRST_WAIT_MS;; asks++, waitMs *= 2) {
    const known = await ask();
    if (known.kind !== "running" || asks === MAX_ASKS) return known;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}
