import { Hono } from "hono";
import { placeHref } from "../../components/enrolment/links.ts";
import { QuestionPage } from "../../components/enrolment/question_page.tsx";
import { saveAnswer } from "../../db/enrolment/drafts.ts";
import { findSitesToPropose } from "../../db/enrolment/sites.ts";
import { type Answers, readAnswers, type TypedEnrolment } from "../../domain/enrolment/answers.ts";
import { contradictionsOf } from "../../domain/enrolment/contradictions.ts";
import { isEditable } from "../../domain/enrolment/enrolment.ts";
import {
  mayAsk,
  type Place,
  placeBefore,
  questionAt,
  readPlace,
} from "../../domain/enrolment/path.ts";
import { readQuestion, STEPS, type Typed, typedInto } from "../../domain/enrolment/question.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { type Ctx, type Env, todayOf } from "../context.ts";
import { formInput } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { keepOpen, type Opened, openEnrolment, WIZARD_FORM } from "./draft.ts";
import { answerPeople } from "./people.tsx";
import { backTo, GROUP, leadOn, START } from "./steps.ts";

/**
 * The questions of the wizard, each a page of its own: `/sisben`, and of a beneficiary
 * `/personas/HANDLE/nombre`. Asking for one too early leads to the first open one.
 */
export function enrolmentQuestionRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/:pregunta", (c) => show(c, readPlace(c.req.param("pregunta"))));
  routes.post(
    "/:pregunta",
    formInput(WIZARD_FORM),
    (c) => take(c, readPlace(c.req.param("pregunta")), c.req.valid("form")),
  );
  routes.get(
    "/personas/:persona/:dato",
    (c) => show(c, readPlace(c.req.param("dato"), c.req.param("persona"))),
  );
  routes.post(
    "/personas/:persona/:dato",
    formInput(WIZARD_FORM),
    (c) => take(c, readPlace(c.req.param("dato"), c.req.param("persona")), c.req.valid("form")),
  );
  return routes;
}

async function show(c: Ctx, place: Place | undefined) {
  if (!place) throw new Problem("notFound");
  const opened = await openEnrolment(c);
  const { enrolment } = opened;
  if (!enrolment) return c.redirect(START, 303);
  const answers = readAnswers(enrolment.typed);
  if (!isEditable(enrolment) || !mayAsk(place, answers, todayOf(c))) return leadOn(c, enrolment);
  const typed = typedAt(enrolment.typed, place);
  const errors = typed ? judge(c, place, typed, answers).errors : [];
  return await answerQuestion(c, place, opened, typed ?? {}, errors);
}

/** Stores a good answer and leads on; with errors, or no draft, the page comes back as it was typed. */
async function take(c: Ctx, place: Place | undefined, form: Typed & { borrador: string }) {
  if (!place) throw new Problem("notFound");
  const opened = await openEnrolment(c, form.borrador);
  const { enrolment } = opened;
  const typed = typedInto(questionAt(place), form);
  if (!enrolment || !isEditable(enrolment)) {
    return await answerQuestion(c, place, { ...opened, enrolment: undefined }, typed, []);
  }
  const changed = withTyped(enrolment.typed, place, typed);
  const { errors } = judge(c, place, typed, readAnswers(changed));
  if (errors.length > 0) return await answerQuestion(c, place, opened, typed, errors);
  const isSaved = await saveAnswer(c.get("services").db, enrolment, place, typed);
  if (!isSaved) {
    return await answerQuestion(c, place, { ...opened, enrolment: undefined }, typed, []);
  }
  await keepOpen(c, opened.secret);
  if (place.key === "sustento") return c.redirect(GROUP, 303);
  return leadOn(c, { ...enrolment, typed: changed });
}

/** What is wrong with what was typed, by itself and against the other answers. */
function judge(c: Ctx, place: Place, typed: Typed, answers: Answers): { errors: FieldError[] } {
  const reading = readQuestion(questionAt(place), typed);
  return "errors" in reading
    ? { errors: reading.errors }
    : { errors: contradictionsOf(place, answers, todayOf(c)) };
}

async function answerQuestion(
  c: Ctx,
  place: Place,
  opened: Opened,
  typed: Typed,
  errors: FieldError[],
) {
  const { enrolment, secret } = opened;
  const question = questionAt(place);
  const answers = enrolment && readAnswers(enrolment.typed);
  if (place.key === "personas" && enrolment && answers) {
    return await answerPeople(c, { enrolment, secret }, answers, errors);
  }
  const department = answers?.residencia?.departamento;
  const proposed = question.fields.some(({ isProposed }) => isProposed) && department
    ? await findSitesToPropose(c.get("services").db, department)
    : [];
  const content = (
    <QuestionPage
      question={question}
      proposed={proposed}
      action={placeHref(place)}
      back={backTo(answers && placeBefore(place, answers))}
      typed={typed}
      errors={errors}
      secret={secret}
      folio={enrolment?.folio}
    />
  );
  const title = `Afiliarse, paso ${question.step} de ${STEPS.length}`;
  return await answerPage(c, { title, content }, statusOf(enrolment, errors));
}

function statusOf(enrolment: Opened["enrolment"], errors: FieldError[]) {
  if (!enrolment) return 410;
  return errors.length > 0 ? 422 : 200;
}

function typedAt({ holder, people }: TypedEnrolment, { key, handle }: Place): Typed | undefined {
  return handle === undefined ? holder[key] : people[handle]?.[key];
}

/** The draft as it will be with this answer; that of a beneficiary who is not on the list changes nothing. */
function withTyped(before: TypedEnrolment, { key, handle }: Place, typed: Typed): TypedEnrolment {
  const { holder, people } = before;
  if (handle === undefined) return { people, holder: { ...holder, [key]: typed } };
  const person = people[handle];
  return person ? { holder, people: { ...people, [handle]: { ...person, [key]: typed } } } : before;
}
