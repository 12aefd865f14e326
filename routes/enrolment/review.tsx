import { Hono } from "hono";
import { GroupPage } from "../../components/enrolment/group_page.tsx";
import { ReviewPage } from "../../components/enrolment/review_page.tsx";
import { readAnswers } from "../../domain/enrolment/answers.ts";
import { type Enrolment, isEditable } from "../../domain/enrolment/enrolment.ts";
import { STEPS } from "../../domain/enrolment/question.ts";
import { describeGroup } from "../../domain/enrolment/sisben.ts";
import { summarize } from "../../domain/enrolment/summary.ts";
import type { Ctx, Env } from "../context.ts";
import { answerPage } from "../representation.tsx";
import { openEnrolment } from "./draft.ts";
import { answerFormPaper } from "./form_paper.ts";
import { leadOn, openPartOf, START, STATE } from "./steps.ts";

/** What the answers come to: the meaning of step 1, the revision, and the way to what is open. */
export function enrolmentReviewRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get(
    "/seguir",
    (c) =>
      withOpen(
        c,
        ({ enrolment }) =>
          enrolment.state === "returned" ? c.redirect(STATE, 303) : leadOn(c, enrolment),
      ),
  );

  routes.get("/grupo", (c) =>
    withOpen(c, ({ enrolment, secret }) => {
      const answers = readAnswers(enrolment.typed);
      if (!answers.sisben || !answers.sustento) return leadOn(c, enrolment);
      const meaning = describeGroup(answers);
      const content = <GroupPage meaning={meaning} folio={enrolment.folio} secret={secret} />;
      return answerPage(c, { title: `Afiliarse, paso 1 de ${STEPS.length}`, content });
    }));

  routes.get("/revision", (c) =>
    withOpen(c, ({ enrolment, secret }) => {
      const { folio, typed, documents, signature } = enrolment;
      if (!signature || openPartOf(c, enrolment) || !isEditable(enrolment)) {
        return leadOn(c, enrolment);
      }
      const sections = summarize(typed);
      const content = <ReviewPage {...{ sections, documents, signature, folio, secret }} />;
      return answerPage(c, { title: `Afiliarse, paso 5 de ${STEPS.length}`, content });
    }));
  /** Whatever state it is in: a draft says so, and has no signature. */
  routes.get(
    "/formulario.pdf",
    (c) => withOpen(c, ({ enrolment }) => answerFormPaper(c, enrolment)),
  );
  return routes;
}

type Own = { enrolment: Enrolment; secret: string };

async function withOpen(c: Ctx, answer: (own: Own) => Response | Promise<Response>) {
  const { enrolment, secret } = await openEnrolment(c);
  return enrolment ? await answer({ enrolment, secret }) : c.redirect(START, 303);
}
