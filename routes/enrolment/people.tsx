import { Hono } from "hono";
import { placeHref } from "../../components/enrolment/links.ts";
import { PeoplePage } from "../../components/enrolment/people_page.tsx";
import { addPerson, removePerson } from "../../db/enrolment/drafts.ts";
import type { Answers } from "../../domain/enrolment/answers.ts";
import { type Enrolment, isEditable } from "../../domain/enrolment/enrolment.ts";
import { isHandle, placeBefore } from "../../domain/enrolment/path.ts";
import { STEPS } from "../../domain/enrolment/question.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import type { Ctx, Env } from "../context.ts";
import { formInput } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { openEnrolment, WIZARD_FORM } from "./draft.ts";
import { backTo, leadTo, PEOPLE, START } from "./steps.ts";

/** Adding a beneficiary and taking one off; both may be sent twice. */
export function enrolmentPeopleRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.post("/agregar", formInput(WIZARD_FORM, leadTo(PEOPLE)), async (c) => {
    const { borrador, persona: handle = "" } = c.req.valid("form");
    if (!isHandle(handle)) throw new Problem("invalid");
    const { enrolment } = await openEnrolment(c, borrador);
    if (!enrolment || !isEditable(enrolment)) return c.redirect(START, 303);
    const isAdded = await addPerson(c.get("services").db, enrolment, handle);
    const next = isAdded ? placeHref({ key: "parentesco", handle }) : PEOPLE;
    return c.redirect(next, 303);
  });

  routes.post("/:persona/quitar", formInput(WIZARD_FORM, leadTo(PEOPLE)), async (c) => {
    const handle = c.req.param("persona");
    if (!isHandle(handle)) throw new Problem("notFound");
    const { enrolment } = await openEnrolment(c, c.req.valid("form").borrador);
    if (!enrolment) return c.redirect(START, 303);
    const { db, now } = c.get("services");
    await removePerson(db, enrolment, handle, now());
    return c.redirect(PEOPLE, 303);
  });
  return routes;
}

type Own = { enrolment: Enrolment; secret: string };

export async function answerPeople(
  c: Ctx,
  { enrolment, secret }: Own,
  answers: Answers,
  errors: FieldError[],
) {
  const content = (
    <PeoplePage
      people={answers.people}
      back={backTo(placeBefore({ key: "personas" }, { ...answers, people: [] }))}
      errors={errors}
      secret={secret}
      folio={enrolment.folio}
      handle={`p${crypto.getRandomValues(new Uint8Array(8)).toHex()}`}
    />
  );
  const title = `Afiliarse, paso 3 de ${STEPS.length}`;
  return await answerPage(c, { title, content }, errors.length > 0 ? 422 : 200);
}
