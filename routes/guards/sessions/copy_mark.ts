import { Problem } from "../../../domain/errors.ts";
import type { Ctx } from "../../context.ts";
import { isBoosted, isFragment, leadPageTo } from "../../htmx.ts";

/** The header in which a page says that it is marked with the date of its data. */
const MARK_HEADER = "Zona-Ser-Copia";

/**
 * A part brings no mark and takes none away. Where a link in a page asks for one and the mark would
 * be wrong, the whole page is loaded; what a page without a mark asks for by itself is refused.
 */
export function wholePageFor(c: Ctx, isCopy: boolean): Response | undefined {
  const isMarked = c.req.header(MARK_HEADER) !== undefined;
  if (c.req.method !== "GET" || !isFragment(c) || isMarked === isCopy) return undefined;
  if (isBoosted(c)) {
    const { pathname, search } = new URL(c.req.url);
    return leadPageTo(c, pathname + search, 200);
  }
  if (isCopy) throw new Problem("unavailable");
  return undefined;
}

/** What is saved to the disk bears no mark and outlives this hour, so the replica gives none of it. */
export async function refuseUnmarked(c: Ctx): Promise<void> {
  if (!c.res.headers.has("content-disposition")) return;
  await c.res.body?.cancel();
  // The answer that says why keeps all other headers.
  for (const name of ["Content-Disposition", "Content-Length"]) c.header(name, undefined);
  throw new Problem("unavailable");
}
