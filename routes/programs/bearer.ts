import type { MiddlewareHandler } from "hono";
import { SESSION_TOUCH_MS } from "../../domain/accounts/session.ts";
import { Problem } from "../../domain/errors.ts";
import { SCOPE_WORDS, type TokenScope } from "../../domain/programs/scope.ts";
import { findTokenHolder, type TokenHolder, touchToken } from "../../db/programs/holder.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { type Ctx, type Env, todayOf } from "../context.ts";

/** Whoever holds the token asks; it comes in its header only, never in an address or a cookie. */
export function authenticateToken(): MiddlewareHandler<Env> {
  return async (c, next) => {
    const [, token] = /^Bearer (zs_[\w-]{20,200})$/.exec(c.req.header("authorization") ?? "") ?? [];
    const { db } = c.get("services");
    const hash = sha256(token ?? "");
    const holder = token && await findTokenHolder(db, hash, todayOf(c));
    if (!holder) {
      c.header("WWW-Authenticate", 'Bearer realm="zona-ser"');
      throw new Problem("signedOut", "El token no es válido, venció o fue revocado.");
    }
    if (holder.provider) c.set("provider", holder.provider);
    if (holder.dataVersion !== undefined) c.set("dataVersion", holder.dataVersion);
    if (holder.staff) c.set("staff", holder.staff);
    c.set("scopes", holder.scopes);
    c.set("askedBy", holder.tokenName);
    c.set("isStillAllowed", async () => {
      return await findTokenHolder(db, hash, todayOf(c)) !== undefined;
    });
    noteUse(c, hash, holder);
    await next();
  };
}

/** A token that may be used for it; another one is told which scope it lacks (security, T11). */
export function requireScope(scope: TokenScope): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (!c.get("scopes")?.includes(scope)) {
      c.header("WWW-Authenticate", `Bearer error="insufficient_scope", scope="${scope}"`);
      const { name } = SCOPE_WORDS[scope];
      throw new Problem("forbidden", `A este token le falta el permiso ${name} (${scope}).`);
    }
    await next();
  };
}

/** A token's last use is stored at most once a minute, like that of a session. */
function noteUse(c: Ctx, hash: string, { lastUsedAt }: TokenHolder): void {
  const { db, now, background } = c.get("services");
  const use = { nowMs: now(), place: c.get("clientAddress") };
  if (use.nowMs - (lastUsedAt ?? 0) > SESSION_TOUCH_MS) {
    background.run(() => touchToken(db, hash, use));
  }
}
