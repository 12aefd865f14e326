import { Hono } from "hono";
import { LandingPage } from "../../components/affiliates/landing_page.tsx";
import { showHours } from "../../domain/places/opening_words.ts";
import type { Env } from "../context.ts";
import { answerPage } from "../representation.tsx";

export function affiliateLandingRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", (c) => {
    const { now, settings: { eps } } = c.get("services");
    const hours = showHours(eps.hours, now());
    return answerPage(c, {
      title: "Para afiliados",
      content: <LandingPage eps={eps} hours={hours} />,
    });
  });
  return routes;
}
