import { Hono } from "hono";
import { z } from "zod";
import { PasswordRules } from "../../components/accounts/password_rules.tsx";
import { findRegistrant, type Registrant } from "../../db/accounts/accounts.ts";
import { takeAttempt } from "../../db/accounts/attempts.ts";
import {
  ACCOUNT_FROM_HERE,
  CEDULA_BY_NIT,
  CEDULA_FROM_HERE,
  REGISTRATION_BY_SOURCE,
} from "../../domain/accounts/attempt_limit.ts";
import type { FieldError } from "../../domain/errors.ts";
import { parseNit } from "../../domain/nit.ts";
import { isRepresentative } from "../../domain/accounts/registration.ts";
import { afterAnswer } from "../after_answer.ts";
import { audit } from "../audit.ts";
import type { Ctx, Env } from "../context.ts";
import { formInput, queryInput } from "../input.ts";
import {
  ANYBODY,
  judgeNewPassword,
  ownerOfProvider,
  PASSWORD_INPUT,
  rulesFor,
} from "./new_password.ts";
import { keepRegistration, sendAgain } from "./registration_link.ts";
import { goOn, readProgress } from "./registration_progress.ts";
import { accountStep, answerReceived, answerStep, openStep } from "./registration_steps.tsx";
import { waitError } from "../guards/wait.ts";

const QUERY = z.object({ paso: z.enum(["nit", "cedula"]).optional() });

const FORM = z.object({
  paso: z.enum(["nit", "cedula", "cuenta", "reenviar"]),
  nit: z.string().max(100).default(""),
  cedula: z.string().max(100).default(""),
  politicas: z.string().max(10).optional(),
  contrasena: PASSWORD_INPUT,
  confirmacion: PASSWORD_INPUT,
});

export function registrationRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), async (c) => {
    const progress = await readProgress(c);
    const { paso } = c.req.valid("query");
    if (progress.registration !== undefined && paso === undefined) return answerReceived(c);
    return answerStep(c, await openStep(c, progress, paso), []);
  });

  routes.post("/", formInput(FORM), async (c) => {
    const form = c.req.valid("form");
    const progress = await readProgress(c);
    if (form.paso === "nit") return await takeNit(c, form.nit);
    if (progress.nit === undefined) return c.redirect("/registro", 303);
    if (form.paso === "reenviar") return resend(c, progress.nit, progress.registration);
    if (form.paso === "cedula") return await takeCedula(c, progress.nit, form.cedula);
    if (!progress.isValidated) return c.redirect("/registro", 303);
    return await takeAccount(c, progress.nit, form);
  });

  routes.post("/reglas", formInput(z.object({ contrasena: PASSWORD_INPUT })), async (c) => {
    const { nit, isValidated } = await readProgress(c);
    const registrant = nit && isValidated
      ? await findRegistrant(c.get("services").db, nit)
      : undefined;
    const owner = registrant ? ownerOfProvider(registrant) : ANYBODY;
    const rules = await rulesFor(c, owner, c.req.valid("form").contrasena);
    return c.html(<PasswordRules rules={rules} />);
  });
  return routes;
}

/** The form of the NIT alone is judged here; whether it is on file is nobody's business yet. */
async function takeNit(c: Ctx, typed: string) {
  const nit = parseNit(typed);
  if (nit !== undefined) return await goOn(c, { nit, isValidated: false });
  const message = typed.trim() === ""
    ? "Escriba el NIT de la IPS."
    : "Este NIT no es válido: revise los números y el dígito de verificación.";
  return answerStep(c, { name: "nit", typed }, [{ field: "nit", message }]);
}

async function takeCedula(c: Ctx, nit: string, typed: string) {
  const { db, now } = c.get("services");
  const source = c.get("clientPlace");
  const attempts = [
    { limit: CEDULA_FROM_HERE, of: `${nit}\n${source}` },
    { limit: CEDULA_BY_NIT, of: nit },
    { limit: REGISTRATION_BY_SOURCE, of: source },
  ];
  const waitMs = await takeAttempt(db, attempts, now());
  if (waitMs > 0) {
    const error = waitError(c, "cedula", waitMs);
    return answerStep(c, { name: "cedula", nit, typed }, [error], 429);
  }
  const registrant = await findRegistrant(db, nit);
  const isRight = isRepresentative(typed, registrant?.representativeId ?? null);
  if (isRight) return await goOn(c, { nit, isValidated: true });
  const message = typed.trim() === ""
    ? "Escriba la cédula del representante legal."
    : "No encontramos ese NIT con esa cédula. Revise los dos números.";
  return answerStep(c, { name: "cedula", nit, typed }, [{ field: "cedula", message }]);
}

async function takeAccount(c: Ctx, nit: string, form: z.infer<typeof FORM>) {
  const { db, mailer, now } = c.get("services");
  const registrant = await findRegistrant(db, nit);
  if (!registrant) return c.redirect("/registro", 303);
  const errors = await judgeAccount(c, registrant, form);
  if (errors.length > 0) {
    const accepted = form.politicas !== undefined;
    return answerStep(c, await accountStep(c, registrant, accepted, form.contrasena), errors);
  }
  const attempts = [{ limit: ACCOUNT_FROM_HERE, of: c.get("clientPlace") }];
  const accountWaitMs = await takeAttempt(db, attempts, now());
  if (accountWaitMs > 0) {
    const step = await accountStep(c, registrant, true, form.contrasena);
    return answerStep(c, step, [waitError(c, "contrasena", accountWaitMs)], 429);
  }
  audit(c, { name: "registration", result: "ok", providerId: registrant.id });
  const { registration, mail } = await keepRegistration(c, registrant, form.contrasena);
  if (mail) afterAnswer(c, () => mailer.send(mail));
  return await goOn(c, { nit, isValidated: false, registration });
}

async function judgeAccount(
  c: Ctx,
  registrant: Registrant,
  form: z.infer<typeof FORM>,
): Promise<FieldError[]> {
  const errors: FieldError[] = [];
  if (form.politicas === undefined) {
    const message = "Lea y acepte las políticas para poder registrarse.";
    errors.push({ field: "politicas", message });
  }
  return [...errors, ...await judgeNewPassword(c, ownerOfProvider(registrant), form)];
}

/** Another link to the address on file, for whoever has finished a registration in this browser. */
function resend(c: Ctx, nit: string, registration: string | undefined) {
  if (registration === undefined) return c.redirect("/registro", 303);
  afterAnswer(c, () => sendAgain(c, nit, registration));
  return answerReceived(c, true);
}
