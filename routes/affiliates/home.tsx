import { Hono } from "hono";
import { AffiliateHomePage } from "../../components/affiliates/home_page.tsx";
import { findAffiliateHome } from "../../db/affiliates/home.ts";
import { Problem } from "../../domain/errors.ts";
import { type Env, personOf, sessionOf } from "../context.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { answerPage } from "../representation.tsx";

/** Where an affiliate begins. */
export function affiliateHomeRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", async (c) => {
    const person = personOf(c);
    const of = { affiliateId: person.id, userId: sessionOf(c).userId };
    const home = await findAffiliateHome(c.get("services").db, of);
    if (!home) throw new Problem("signedOut");
    const content = (
      <AffiliateHomePage name={person.name} home={home} csrfToken={csrfTokenOf(c) ?? ""} />
    );
    return answerPage(c, { title: "Módulos Portal", variant: "portal", content });
  });
  return routes;
}
