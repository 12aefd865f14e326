import { Hono } from "hono";
import { z } from "zod";
import { PasswordRules } from "../../components/accounts/password_rules.tsx";
import { findRegistrant, type RegisteringProvider } from "../../db/providers/registrant.ts";
import { parseNit } from "../../domain/nit.ts";
import { isRepresentative, type Registrant } from "../../domain/accounts/registration.ts";
import { afterAnswer } from "../after_answer.ts";
import type { Ctx, Env } from "../context.ts";
import { formInput, queryInput } from "../input.ts";
import { ANYBODY, ownerOfProvider, PASSWORD_INPUT, rulesFor } from "./new_password.ts";
import { ACCOUNT_FIELDS, takeAccount, takeProof } from "./registration_account.ts";
import { sendAgain } from "./registration_link.ts";
import { goOn, readClaims, textClaim, type Way } from "./registration_progress.ts";
import { accountStep, answerReceived, answerStep, openStep } from "./registration_steps.tsx";
import { waitError } from "../guards/wait.ts";

const WAY: Way = { path: "/registro", cookie: "registro" };
const QUERY = z.object({ paso: z.enum(["nit", "cedula"]).optional() });

const FORM = z.object({
  paso: z.enum(["nit", "cedula", "cuenta", "reenviar"]),
  nit: z.string().max(100).default(""),
  cedula: z.string().max(100).default(""),
  ...ACCOUNT_FIELDS,
});

/** How a provider registers. */
export function registrationRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), async (c) => {
    const progress = await readProgress(c);
    const { paso } = c.req.valid("query");
    if (progress.registration !== undefined && paso === undefined) return received(c);
    return answerStep(c, await openStep(c, progress, paso), []);
  });

  routes.post("/", formInput(FORM), async (c) => {
    const form = c.req.valid("form");
    const { nit, isValidated, registration } = await readProgress(c);
    if (form.paso === "nit") return await takeNit(c, form.nit);
    if (nit === undefined) return c.redirect(WAY.path, 303);
    if (form.paso === "reenviar") return resend(c, nit, registration);
    if (form.paso === "cedula") return await takeCedula(c, nit, form.cedula);
    return isValidated ? await takeLastStep(c, nit, form) : c.redirect(WAY.path, 303);
  });

  routes.post("/reglas", formInput(z.object({ contrasena: PASSWORD_INPUT })), async (c) => {
    const { nit, isValidated } = await readProgress(c);
    const provider = nit && isValidated
      ? await findRegistrant(c.get("services").db, nit)
      : undefined;
    const owner = provider ? ownerOfProvider(provider) : ANYBODY;
    const rules = await rulesFor(c, owner, c.req.valid("form").contrasena);
    return c.html(<PasswordRules rules={rules} />);
  });
  return routes;
}

async function readProgress(c: Ctx) {
  const claims = await readClaims(c, WAY);
  return {
    nit: textClaim(claims, "nit"),
    isValidated: claims.isValidated === true,
    registration: textClaim(claims, "registration"),
  };
}

/** The form of the NIT alone is judged here; whether it is on file is nobody's business yet. */
async function takeNit(c: Ctx, typed: string) {
  const nit = parseNit(typed);
  if (nit !== undefined) return await goOn(c, WAY, { nit, isValidated: false });
  const message = typed.trim() === ""
    ? "Escriba el NIT de la IPS."
    : "Este NIT no es válido: revise los números y el dígito de verificación.";
  return answerStep(c, { name: "nit", typed }, [{ field: "nit", message }]);
}

async function takeCedula(c: Ctx, nit: string, typed: string) {
  const waitMs = await takeProof(c, nit);
  if (waitMs > 0) {
    const error = waitError(c, "cedula", waitMs);
    return answerStep(c, { name: "cedula", nit, typed }, [error], 429);
  }
  const provider = await findRegistrant(c.get("services").db, nit);
  const isRight = isRepresentative(typed, provider?.representativeId ?? null);
  if (isRight) return await goOn(c, WAY, { nit, isValidated: true });
  const message = typed.trim() === ""
    ? "Escriba la cédula del representante legal."
    : "No encontramos ese NIT con esa cédula. Revise los dos números.";
  return answerStep(c, { name: "cedula", nit, typed }, [{ field: "cedula", message }]);
}

async function takeLastStep(c: Ctx, nit: string, form: z.infer<typeof FORM>) {
  const provider = await findRegistrant(c.get("services").db, nit);
  if (!provider) return c.redirect(WAY.path, 303);
  const taken = await takeAccount(c, registrantOf(provider), ownerOfProvider(provider), form);
  if ("registration" in taken) return await goOn(c, WAY, { nit, isValidated: false, ...taken });
  const accepted = form.politicas !== undefined;
  const step = await accountStep(c, provider, accepted, form.contrasena);
  return answerStep(c, step, taken.errors, taken.status);
}

function registrantOf(provider: RegisteringProvider): Registrant {
  const { id: providerId, nit, legalName, email, hasAccount } = provider;
  return { owner: { providerId }, name: nit, registered: { nit, legalName }, email, hasAccount };
}

/** Another link to the address on file, for whoever has finished a registration in this browser. */
function resend(c: Ctx, nit: string, registration: string | undefined) {
  if (registration === undefined) return c.redirect(WAY.path, 303);
  afterAnswer(c, async () => {
    const provider = await findRegistrant(c.get("services").db, nit);
    if (provider) await sendAgain(c, registrantOf(provider), registration);
  });
  return received(c, true);
}

function received(c: Ctx, isAgain = false) {
  const { name } = c.get("services").settings.eps;
  const words = {
    sent: `Enviamos un enlace al correo que ${name} tiene de su IPS.`,
    enter: "Entre a Zona Ser con su NIT.",
    without: `Si ${name} no tiene el correo de su IPS`,
    another: "Registrar otra IPS",
    first: `${WAY.path}?paso=nit`,
  };
  return answerReceived(c, WAY, words, isAgain);
}
