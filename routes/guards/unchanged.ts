import type { MiddlewareHandler } from "hono";
import { sha256 } from "../../lib/secret_token.ts";
import { type Ctx, type Env, providerOf, todayOf } from "../context.ts";

const TAG_LENGTH = 32;

/**
 * Gives every answer to a script an entity tag, made from the version of the provider's data, and
 * answers 304 where the script has that tag already; then no payments are read. The tag is weak: a
 * workbook of the same data names another minute. Caches on the way store nothing; a script may.
 */
export function answerUnchanged(): MiddlewareHandler<Env> {
  return async (c, next) => {
    const isRead = c.req.method === "GET" || c.req.method === "HEAD";
    const tag = isRead ? tagOf(c) : undefined;
    if (tag !== undefined && isKnown(c, tag)) {
      return c.body(null, 304, { ETag: tag });
    }
    if (tag === undefined) return await next();
    // Set before the answer is made: one that comes later makes the answer a stream.
    c.header("ETag", tag);
    await next();
    if (c.res.status !== 200) c.header("ETag", undefined);
    return undefined;
  };
}

/** Made of one provider's own version, so that nobody else's payments change it. */
function tagOf(c: Ctx): string | undefined {
  const version = c.get("dataVersion");
  if (version === undefined) return undefined;
  const of = [providerOf(c).id, version, todayOf(c), c.req.url];
  return `W/"${sha256(JSON.stringify(of)).slice(0, TAG_LENGTH)}"`;
}

/**
 * Tags are compared as weak ones (RFC 9110, 13.1.2): who stands between may have taken the `W/` away.
 * `*` is no tag: whether there is anything at the address is not known yet.
 */
function isKnown(c: Ctx, tag: string): boolean {
  const known = (c.req.header("if-none-match") ?? "").split(",").map((one) => one.trim());
  return known.includes(tag) || known.includes(tag.replace("W/", ""));
}
