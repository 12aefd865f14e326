import { Hono } from "hono";
import { HomePage } from "../components/home_page.tsx";
import type { Env } from "./context.ts";
import { answerPage } from "./representation.tsx";

export function homeRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", (c) => {
    const { eps } = c.get("frame").settings;
    return answerPage(c, { title: "Inicio", variant: "home", content: <HomePage eps={eps} /> });
  });
  return routes;
}
