import { Hono } from "hono";
import { etag } from "hono/etag";
import type { Ctx, Env } from "../context.ts";
import { createDocument } from "./document.ts";

/** `/api/openapi.json`: what the routes of `api` are, for anybody. */
export function apiReferenceRoutes(api: Hono<Env>): Hono<Env> {
  const routes = new Hono<Env>();
  let document: Promise<string> | undefined;
  const written = (c: Ctx) => {
    document ??= createDocument(api, c.get("services").settings.eps).then((made) =>
      JSON.stringify(made)
    );
    return document;
  };
  routes.get("/openapi.json", etag({ weak: true }), async (c) => {
    const text = await written(c);
    return c.body(text, 200, {
      "Content-Type": "application/json; charset=utf-8",
      "Cache-Control": "public, max-age=300",
      Vary: "Accept-Encoding",
    });
  });
  return routes;
}
