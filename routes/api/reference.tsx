import { Hono } from "hono";
import { etag } from "hono/etag";
import { ReferencePage } from "../../components/api/reference_page.tsx";
import type { Ctx, Env } from "../context.ts";
import { answerPage } from "../representation.tsx";
import { describeDocument } from "./described.ts";
import { createDocument } from "./document.ts";

/** The document as text; made when it is first asked for, and kept. */
export type WrittenOnce = (c: Ctx) => Promise<string>;

export function writeOnce(api: Hono<Env>): WrittenOnce {
  let document: Promise<string> | undefined;
  return (c) => {
    document ??= createDocument(api, c.get("services").settings.eps).then((made) =>
      JSON.stringify(made)
    );
    return document;
  };
}

/** `/api/openapi.json`: what the routes below `/api/v1` are, for anybody. */
export function documentRoutes(written: WrittenOnce): Hono<Env> {
  const routes = new Hono<Env>();
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

/** `/api`: the same as a page, on which each operation can be tried. */
export function referenceRoutes(written: WrittenOnce): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", async (c) => {
    const { baseUrl } = c.get("services").settings;
    const reference = describeDocument(JSON.parse(await written(c)), baseUrl);
    const content = <ReferencePage reference={reference} />;
    return answerPage(c, { title: "API para programas", content, scripts: ["api"] });
  });
  return routes;
}
