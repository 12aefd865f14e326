import type { MiddlewareHandler } from "hono";
import { raw } from "hono/html";
import { type Ctx, type Env, providerOf, todayOf } from "./context.ts";
import { csrfTokenOf } from "./guards/csrf.ts";
import { answerPage, answerPart, nonceOf, type View, writePart } from "./representation.tsx";
import { fragmentTarget, isFragment } from "./htmx.ts";

/**
 * Sends a view that was drawn before again, before anybody reads what its address says: it is the
 * same address. Whoever asks has been let in by the guards, as for any request.
 */
export function answerKept(): MiddlewareHandler<Env> {
  return async (c, next) => {
    const key = keyOf(c);
    const known = key === undefined ? undefined : c.get("keptViews").find(key);
    if (known) {
      const text = joined(c, known.pieces);
      return isFragment(c)
        ? answerPart(c, text)
        : answerPage(c, { ...known.view, content: raw(text) });
    }
    if (key !== undefined) c.set("viewKey", key);
    return await next();
  };
}

/**
 * Keeps a view of a provider's payments that only a load changes, or a mark of its team, for
 * `answerKept`: it is drawn twice for each version of the provider's data, and then sent again to whoever
 * may see the same, with the nonce and the code of forms of each answer. Everything that decides who
 * sees what is in its key: provider, version, role, day and address. An error is never stored.
 */
export async function keptView(c: Ctx, draw: () => Promise<View>): Promise<View> {
  const { content, ...view } = await draw();
  const drawn = { ...view, content: raw(String(await content?.toString())) };
  const [key, keptViews] = [c.get("viewKey"), c.get("keptViews")];
  if (key !== undefined && keptViews.isAskedAgain(key)) {
    const text = isFragment(c) ? await writePart(c, drawn) : String(drawn.content);
    keptViews.keep(key, { view, pieces: cut(c, text), length: key.length + text.length });
  }
  return drawn;
}

/** Cuts what belongs to this answer alone out of a view: the code of its forms, and its nonce. */
function cut(c: Ctx, text: string): string[][] {
  const code = c.get("csrfToken");
  const parts = code === undefined ? [text] : text.split(code);
  return parts.map((part) => part.split(nonceOf(c)));
}

/** The text with what belongs to the answer that is being made. */
function joined(c: Ctx, pieces: string[][]): string {
  const nonce = nonceOf(c);
  let text = "";
  for (const [index, part] of pieces.entries()) {
    if (index > 0) text += csrfTokenOf(c);
    for (const [place, piece] of part.entries()) text += place > 0 ? `${nonce}${piece}` : piece;
  }
  return text;
}

function keyOf(c: Ctx): string | undefined {
  const version = c.get("dataVersion");
  if (version === undefined || nonceOf(c) === "") return undefined;
  const part = isFragment(c) ? fragmentTarget(c) : null;
  const who = [providerOf(c).id, version, c.get("role"), todayOf(c)];
  return JSON.stringify([...who, part, c.req.url]);
}
