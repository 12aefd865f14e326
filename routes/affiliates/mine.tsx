import { Hono } from "hono";
import { MyAffiliationPage } from "../../components/affiliates/my_affiliation_page.tsx";
import { WhoSawPage } from "../../components/affiliates/who_saw_page.tsx";
import { findMyAffiliation } from "../../db/affiliates/mine.ts";
import { findSeenBy } from "../../db/audit/seen_by.ts";
import { describeSeen } from "../../domain/audit/seen_by.ts";
import { addYears, startOfDayMs } from "../../domain/dates.ts";
import { Problem } from "../../domain/errors.ts";
import { type Env, personOf, sessionOf, todayOf } from "../context.ts";
import { answerPage } from "../representation.tsx";

const MODULE = "Mi afiliación";

/** Mi afiliación: what is on file of the person, and who else saw it. */
export function myAffiliationRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", async (c) => {
    const { db, settings: { eps } } = c.get("services");
    const of = { id: personOf(c).id, userId: sessionOf(c).userId };
    const mine = await findMyAffiliation(db, of);
    if (!mine) throw new Problem("notFound");
    const content = <MyAffiliationPage mine={mine} phone={eps.phone} />;
    return answerPage(c, { title: MODULE, module: MODULE, content });
  });

  routes.get("/quien-vio", async (c) => {
    const { db, settings: { eps } } = c.get("services");
    const { id: affiliateId, name } = personOf(c);
    const sinceMs = startOfDayMs(addYears(todayOf(c), -1));
    const asked = { affiliateId, userId: sessionOf(c).userId, sinceMs };
    const lines = (await findSeenBy(db, asked)).map(describeSeen);
    const content = <WhoSawPage name={name} lines={lines} phone={eps.phone} />;
    return answerPage(c, { title: "Quién vio mis datos", module: MODULE, content });
  });
  return routes;
}
