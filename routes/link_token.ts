import type { Ctx } from "./context.ts";

/** The secret of a mailed link, `/activar?TOKEN`: without a name, so that no mail breaks it. */
export function linkTokenOf(c: Ctx): string {
  return new URL(c.req.url).search.slice(1).replace(/=$/, "");
}
