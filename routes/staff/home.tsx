import { Hono } from "hono";
import { StaffHomePage } from "../../components/staff/home_page.tsx";
import { countOpenWork } from "../../db/staff/work.ts";
import { staffModulesOf } from "../../components/modules/staff_modules.ts";
import { type Env, sessionOf } from "../context.ts";
import { loadSubjectOf } from "../loads/subject.ts";
import { answerPage } from "../representation.tsx";

/** What waits for the staff today, by the role of whoever looks. */
export function staffHomeRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", async (c) => {
    const { user } = sessionOf(c);
    const modules = staffModulesOf(user.staffRole);
    const { db, now } = c.get("services");
    const work = await countOpenWork(db, now(), loadSubjectOf(c));
    const content = (
      <StaffHomePage name={user.name} role={user.staffRole} modules={modules} work={work} />
    );
    return answerPage(c, { title: "Trabajo del día", variant: "portal", content });
  });
  return routes;
}
