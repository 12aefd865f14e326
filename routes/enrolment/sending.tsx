import { Hono } from "hono";
import { SignPage } from "../../components/enrolment/sign_page.tsx";
import { StatePage } from "../../components/enrolment/state_page.tsx";
import { sendEnrolment, signEnrolment } from "../../db/enrolment/sending.ts";
import { addBusinessDays } from "../../domain/business_days.ts";
import { readAnswers } from "../../domain/enrolment/answers.ts";
import { type Enrolment, isEditable } from "../../domain/enrolment/enrolment.ts";
import { ENROLMENT_ANSWER } from "../../domain/enrolment/law.ts";
import { enrolmentSentMail } from "../../domain/enrolment/mail.ts";
import { nameOf } from "../../domain/enrolment/names.ts";
import { STEPS } from "../../domain/enrolment/question.ts";
import { isOwnName } from "../../domain/enrolment/signature.ts";
import type { FieldError } from "../../domain/errors.ts";
import { act } from "../audit.ts";
import { type Ctx, type Env, todayOf } from "../context.ts";
import { formInput } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { openEnrolment, WIZARD_FORM } from "./draft.ts";
import {
  hashToSign,
  isSigned,
  leadOn,
  leadTo,
  openBeforeSignature,
  openPartOf,
  REVIEW,
  START,
  STATE,
} from "./steps.ts";

const OTHER_NAME = "Escriba el nombre igual que en la pregunta «¿Cómo se llama?».";

/** The end of the wizard: the signature, sending, and what became of it. */
export function enrolmentSendingRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/firma", async (c) => {
    const { enrolment, secret } = await openEnrolment(c);
    if (!enrolment) return c.redirect(START, 303);
    if (!maySign(c, enrolment)) return leadOn(c, enrolment);
    return await answerSign(c, enrolment, secret, "", []);
  });

  routes.post("/firma", formInput(WIZARD_FORM), async (c) => {
    const { borrador, firma = "" } = c.req.valid("form");
    const { enrolment, secret } = await openEnrolment(c, borrador);
    if (!enrolment) return c.redirect(START, 303);
    if (!maySign(c, enrolment)) return leadOn(c, enrolment);
    if (!isOwnName(firma, readAnswers(enrolment.typed))) {
      const errors = [{ field: "firma", message: OTHER_NAME }];
      return await answerSign(c, enrolment, secret, firma, errors);
    }
    const { db, now } = c.get("services");
    const signature = {
      name: firma.trim(),
      at: now(),
      from: c.get("clientAddress"),
      sha256: hashToSign(enrolment),
    };
    await signEnrolment(db, enrolment, signature);
    return leadOn(c, { ...enrolment, signature });
  });

  routes.post("/enviar", formInput(WIZARD_FORM, leadTo(REVIEW)), async (c) => {
    const { enrolment } = await openEnrolment(c, c.req.valid("form").borrador);
    if (!enrolment) return c.redirect(START, 303);
    if (!isEditable(enrolment) || openPartOf(c, enrolment)) return leadOn(c, enrolment);
    await send(c, enrolment);
    return c.redirect(STATE, 303);
  });

  routes.get("/estado", async (c) => {
    const { enrolment, secret } = await openEnrolment(c);
    if (!enrolment) return c.redirect(START, 303);
    if (enrolment.state === "draft") return leadOn(c, enrolment);
    const { phone } = c.get("services").settings.eps;
    const content = <StatePage {...{ enrolment, secret, phone }} today={todayOf(c)} />;
    return answerPage(c, { title: "Su solicitud de afiliación", content });
  });
  return routes;
}

function maySign(c: Ctx, enrolment: Enrolment): boolean {
  return isEditable(enrolment) &&
    openBeforeSignature(c, readAnswers(enrolment.typed), enrolment) === undefined;
}

/** A second click finds it sent, and changes nothing. */
async function send(c: Ctx, enrolment: Enrolment): Promise<void> {
  const { db, now, settings } = c.get("services");
  const at = now();
  const dueOn = addBusinessDays(todayOf(c), ENROLMENT_ANSWER.businessDays);
  const { folio, email } = enrolment;
  const mail = {
    ...enrolmentSentMail(email, settings, { folio, dueOn }),
    dedupeKey: `enrolment sent ${folio} ${at}`,
    kind: "enrolment" as const,
    providerId: null,
  };
  await act(
    c,
    { name: "enrolmentSent", detail: { folio } },
    (entry) => sendEnrolment(db, enrolment, { at, dueOn, mail }, entry),
  );
  c.get("services").background.run(c.get("services").deliver);
}

function answerSign(
  c: Ctx,
  enrolment: Enrolment,
  secret: string,
  typed: string,
  errors: FieldError[],
) {
  const { folio, signature } = enrolment;
  const content = (
    <SignPage
      name={nameOf(readAnswers(enrolment.typed))}
      typed={typed}
      isStale={signature !== null && !isSigned(enrolment)}
      errors={errors}
      folio={folio}
      secret={secret}
    />
  );
  const title = `Afiliarse, paso 4 de ${STEPS.length}`;
  return answerPage(c, { title, content }, errors.length > 0 ? 422 : 200);
}
