import { Hono } from "hono";
import { PortalPage } from "../components/portal_page.tsx";
import { findPortalFigures } from "../db/portal.ts";
import { type Env, providerOf, todayOf } from "./context.ts";
import { answerPage } from "./representation.tsx";

export function portalRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", async (c) => {
    const provider = providerOf(c);
    const today = todayOf(c);
    const figures = await findPortalFigures(c.get("services").db, provider, today);
    const content = (
      <PortalPage providerName={provider.legalName} figures={figures} today={today} />
    );
    return answerPage(c, { title: "Módulos Portal", variant: "portal", content });
  });
  return routes;
}
