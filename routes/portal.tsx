import { csrfTokenOf } from "./guards/csrf.ts";
import { Hono } from "hono";
import { modulesOf } from "../components/modules/modules.ts";
import { PortalPage } from "../components/portal_page.tsx";
import { findPortalFigures } from "../db/portal.ts";
import { type Env, providerOf, sessionOf, todayOf } from "./context.ts";
import { answerPage } from "./representation.tsx";

export function portalRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", async (c) => {
    const provider = providerOf(c);
    const today = todayOf(c);
    const { db } = c.get("services");
    const figures = await findPortalFigures(db, provider, today, sessionOf(c).userId);
    const content = (
      <PortalPage
        providerName={provider.legalName}
        modules={modulesOf(c.get("role"))}
        figures={figures}
        today={today}
        csrfToken={csrfTokenOf(c) ?? ""}
      />
    );
    return answerPage(c, { title: "Módulos Portal", variant: "portal", content });
  });
  return routes;
}
