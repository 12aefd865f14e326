import { Hono } from "hono";
import { z } from "zod";
import { PasswordRules } from "../../components/accounts/password_rules.tsx";
import {
  AffiliateRegistrationPage,
  type AffiliateStep,
} from "../../components/affiliates/registration_page.tsx";
import { NOBODY } from "../../db/accounts/activations.ts";
import { findRegisteringAffiliate } from "../../db/affiliates/registrant.ts";
import type { PasswordOwner } from "../../domain/accounts/password.ts";
import type { Registrant } from "../../domain/accounts/registration.ts";
import {
  type Consulta,
  readConsulta,
  type TypedConsulta,
} from "../../domain/affiliates/consulta.ts";
import { documentCode } from "../../domain/affiliates/document.ts";
import type { FieldError } from "../../domain/errors.ts";
import { ANYBODY, PASSWORD_INPUT, rulesFor } from "../accounts/new_password.ts";
import { ACCOUNT_FIELDS, takeAccount, takeProof } from "../accounts/registration_account.ts";
import { sendAgain } from "../accounts/registration_link.ts";
import { goOn, readClaims, textClaim, type Way } from "../accounts/registration_progress.ts";
import { answerReceived, REGISTRATION_TITLE } from "../accounts/registration_steps.tsx";
import { afterAnswer } from "../after_answer.ts";
import { type Ctx, type Env, todayOf } from "../context.ts";
import { waitError } from "../guards/wait.ts";
import { formInput, queryInput } from "../input.ts";
import { answerPage, nonceOf } from "../representation.tsx";

const WAY: Way = { path: "/afiliados/registro", cookie: "registro-afiliado" };
const QUERY = z.object({ paso: z.literal("datos").optional() });
const typed = z.string().max(100).default("");
const FORM = z.object({
  paso: z.enum(["datos", "cuenta", "reenviar"]),
  tipoDocumento: typed,
  documento: typed,
  nacimiento: typed,
  ...ACCOUNT_FIELDS,
});
const NOTHING: TypedConsulta = { tipoDocumento: "CC", documento: "", nacimiento: "" };

/**
 * How an affiliate registers. Whatever was typed leads on to the password, and every end is one answer
 * after the same work: only the mail, to the address on file, tells whether somebody was found.
 */
export function affiliateRegistrationRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), async (c) => {
    const { who, registration } = await readProgress(c);
    const { paso } = c.req.valid("query");
    if (paso === "datos" || !who) return answerStep(c, { name: "datos", typed: NOTHING }, []);
    return registration === undefined
      ? answerStep(c, await accountStep(c, who, false, ""), [])
      : received(c);
  });

  routes.post("/", formInput(FORM), async (c) => {
    const form = c.req.valid("form");
    const { who, registration } = await readProgress(c);
    if (form.paso === "datos") return await takeWho(c, form);
    if (!who) return c.redirect(WAY.path, 303);
    return form.paso === "reenviar"
      ? resend(c, who, registration)
      : await takeLastStep(c, who, form);
  });

  routes.post("/reglas", formInput(z.object({ contrasena: PASSWORD_INPUT })), async (c) => {
    const { who } = await readProgress(c);
    const owner = who ? ownerOf(who) : ANYBODY;
    const rules = await rulesFor(c, owner, c.req.valid("form").contrasena);
    return c.html(<PasswordRules rules={rules} />);
  });
  return routes;
}

async function readProgress(c: Ctx): Promise<{ who?: Consulta; registration?: string }> {
  const claims = await readClaims(c, WAY);
  const [documentType, documentNumber, bornOn, registration] = [
    "documentType",
    "documentNumber",
    "bornOn",
    "registration",
  ].map((name) => textClaim(claims, name));
  if (!documentType || !documentNumber || !bornOn) return {};
  const who = { documentType, documentNumber, bornOn };
  return { who, ...(registration !== undefined && { registration }) };
}

async function takeWho(c: Ctx, form: TypedConsulta) {
  const reading = readConsulta(form, todayOf(c));
  const step: AffiliateStep = { name: "datos", typed: form };
  if ("errors" in reading) return answerStep(c, step, reading.errors);
  const waitMs = await takeProof(c, documentCode(reading.consulta));
  if (waitMs > 0) return answerStep(c, step, [waitError(c, "documento", waitMs)], 429);
  return await goOn(c, WAY, reading.consulta);
}

async function takeLastStep(c: Ctx, who: Consulta, form: z.infer<typeof FORM>) {
  const taken = await takeAccount(c, await registrantOf(c, who), ownerOf(who), form);
  if ("registration" in taken) return await goOn(c, WAY, { ...who, ...taken });
  const step = await accountStep(c, who, form.politicas !== undefined, form.contrasena);
  return answerStep(c, step, taken.errors, taken.status);
}

/** Who was typed; where that is nobody, somebody to whom no mail goes. */
async function registrantOf(c: Ctx, who: Consulta): Promise<Registrant> {
  const person = await findRegisteringAffiliate(c.get("services").db, who);
  return {
    owner: person ? { affiliateId: person.id } : NOBODY,
    name: documentCode(who),
    registered: { firstName: person?.firstName ?? "" },
    email: person?.email ?? null,
    hasAccount: person?.hasAccount ?? false,
  };
}

/** What is known of the owner of a password before anybody is found: what she typed. */
function ownerOf({ documentNumber, bornOn }: Consulta): PasswordOwner {
  return { numbers: [documentNumber, bornOn.replaceAll("-", "")], names: [] };
}

/** Another link to the address on file, for whoever has finished a registration in this browser. */
function resend(c: Ctx, who: Consulta, registration: string | undefined) {
  if (registration === undefined) return c.redirect(WAY.path, 303);
  afterAnswer(c, async () => await sendAgain(c, await registrantOf(c, who), registration));
  return received(c, true);
}

async function accountStep(
  c: Ctx,
  who: Consulta,
  accepted: boolean,
  password: string,
): Promise<AffiliateStep> {
  const rules = await rulesFor(c, ownerOf(who), password);
  return { name: "cuenta", document: documentCode(who), account: { accepted, rules } };
}

function answerStep(c: Ctx, step: AffiliateStep, errors: FieldError[], status?: 429) {
  const { eps } = c.get("services").settings;
  const content = (
    <AffiliateRegistrationPage step={step} errors={errors} eps={eps} nonce={nonceOf(c)} />
  );
  const view = { title: REGISTRATION_TITLE, content };
  return answerPage(c, view, status ?? (errors.length > 0 ? 422 : 200));
}

function received(c: Ctx, isAgain = false) {
  const { name } = c.get("services").settings.eps;
  const words = {
    sent: `Si los datos son los que ${name} tiene de usted, enviamos un enlace a su correo.`,
    enter: "Entre a Zona Ser como afiliado, con su documento.",
    without: `Si ${name} no tiene su correo`,
    another: "Registrar a otra persona",
    first: `${WAY.path}?paso=datos`,
  };
  return answerReceived(c, WAY, words, isAgain);
}
