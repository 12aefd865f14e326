import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Ctx } from "./context.ts";

/* The headers that htmx sends, and those that it obeys. */

/** The request headers that an answer depends on where it may be a part of a page. */
export const PART_HEADERS = "HX-Request, HX-Target";

/** Back and Forward ask again for the whole page; every other htmx request wants its part. */
export function isFragment(c: Ctx): boolean {
  return c.req.header("hx-request") === "true" &&
    c.req.header("hx-history-restore-request") !== "true";
}

/** Whether htmx will put the answer into the element of this id, and nowhere else. */
export function isFragmentFor(c: Ctx, id: string): boolean {
  return isFragment(c) && fragmentTarget(c).split("#")[1] === id;
}

/** Whether a link or a form asks, whose address is that of a page. */
export function isBoosted(c: Ctx): boolean {
  return c.req.header("hx-boosted") === "true";
}

/** The element that the answer goes into, as htmx names it. */
export function fragmentTarget(c: Ctx): string {
  return c.req.header("hx-target") ?? "";
}

/** The address of the page that a part is asked for. */
export function pageOfFragment(c: Ctx): string | undefined {
  return c.req.header("hx-current-url");
}

/** Instead of a part: the whole page goes to another address. */
export function leadPageTo(c: Ctx, address: string, status: ContentfulStatusCode): Response {
  c.header("HX-Redirect", address);
  return c.text("", status);
}

/** Instead of a part: the whole page is loaded again. */
export function reloadPage(c: Ctx, status: ContentfulStatusCode): Response {
  c.header("HX-Refresh", "true");
  return c.text("", status);
}
