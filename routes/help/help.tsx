import { Hono } from "hono";
import { HelpIndexPage } from "../../components/help/index_page.tsx";
import { HelpSubjectPage } from "../../components/help/subject_page.tsx";
import { Problem } from "../../domain/errors.ts";
import { SUBJECTS, subjectsFor } from "../../domain/help/subjects.ts";
import type { Env } from "../context.ts";
import { answerPage } from "../representation.tsx";

/** The manual, for anybody: an index and a page a subject. */
export function helpRoutes(): Hono<Env> {
  const routes = new Hono<Env>();

  routes.get("/", (c) => {
    const { eps } = c.get("services").settings;
    return answerPage(c, { title: "Ayuda", content: <HelpIndexPage eps={eps} /> });
  });

  routes.get("/:tema", (c) => {
    const { eps } = c.get("services").settings;
    const subject = SUBJECTS.find(({ slug }) => slug === c.req.param("tema"));
    if (!subject) throw new Problem("notFound");
    const others = subjectsFor(subject.audience);
    const next = others[others.indexOf(subject) + 1];
    const content = <HelpSubjectPage subject={subject} eps={eps} next={next} />;
    return answerPage(c, { title: `${subject.title} · Ayuda`, content });
  });
  return routes;
}
