import { raw } from "hono/html";
import { type Ctx, providerOf, todayOf } from "./context.ts";
import { nonceOf, type View } from "./representation.tsx";
import { fragmentTarget, isFragment } from "./htmx.ts";

/**
 * A view of a provider's payments that only a load changes: drawn once for each version of the
 * provider's data, and sent again to whoever may see the same. Everything that decides who sees
 * what is in its key: provider, version, role, day and address. An error is never stored.
 */
export async function keptView(c: Ctx, draw: () => Promise<View>): Promise<View> {
  const key = keyOf(c);
  const views = c.get("keptViews");
  const known = key === undefined ? undefined : views.find(key);
  if (known) return { ...known.view, content: raw(known.pieces.join(nonceOf(c))) };
  const { content, ...view } = await draw();
  const text = String(await content?.toString());
  const pieces = text.split(nonceOf(c));
  if (key !== undefined) views.keep(key, { view, pieces, length: key.length + text.length });
  return { ...view, content: raw(text) };
}

function keyOf(c: Ctx): string | undefined {
  const version = c.get("dataVersion");
  if (version === undefined || nonceOf(c) === "") return undefined;
  const part = isFragment(c) ? fragmentTarget(c) : null;
  const who = [providerOf(c).id, version, c.get("role"), todayOf(c)];
  return JSON.stringify([...who, part, c.req.url]);
}
