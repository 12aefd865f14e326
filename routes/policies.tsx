import { Hono } from "hono";
import { PoliciesPage } from "../components/policies_page.tsx";
import type { Env } from "./context.ts";
import { answerPage } from "./representation.tsx";

export function policyRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", (c) => {
    const { eps } = c.get("services").settings;
    return answerPage(c, { title: "Políticas del sitio", content: <PoliciesPage eps={eps} /> });
  });
  return routes;
}
