import {
  RegistrationPage,
  RegistrationReceivedPage,
  type RegistrationStep,
} from "../../components/accounts/registration_page.tsx";
import { findRegistrant, type Registrant } from "../../db/accounts/accounts.ts";
import type { FieldError } from "../../domain/errors.ts";
import type { Ctx } from "../context.ts";
import { ownerOfProvider, rulesFor } from "./new_password.ts";
import type { Progress } from "./registration_progress.ts";
import { answerPage, nonceOf } from "../representation.tsx";

const TITLE = "Registrar Usuario";

/** The step that was asked for, where it is open; else the first open one. */
export async function openStep(
  c: Ctx,
  { nit, isValidated }: Progress,
  asked: "nit" | "cedula" | undefined,
): Promise<RegistrationStep> {
  if (nit === undefined || asked === "nit") return { name: "nit", typed: nit ?? "" };
  const registrant = isValidated && asked === undefined
    ? await findRegistrant(c.get("services").db, nit)
    : undefined;
  return registrant
    ? await accountStep(c, registrant, false, "")
    : { name: "cedula", nit, typed: "" };
}

/** The step of the policies and the password. */
export async function accountStep(
  c: Ctx,
  registrant: Registrant,
  accepted: boolean,
  password: string,
): Promise<RegistrationStep> {
  const { nit, legalName } = registrant;
  const rules = await rulesFor(c, ownerOfProvider(registrant), password);
  return { name: "cuenta", nit, legalName, accepted, rules };
}

export function answerStep(
  c: Ctx,
  step: RegistrationStep,
  errors: FieldError[],
  status: 200 | 422 | 429 = errors.length > 0 ? 422 : 200,
) {
  const { eps } = c.get("services").settings;
  const content = <RegistrationPage step={step} errors={errors} eps={eps} nonce={nonceOf(c)} />;
  return answerPage(c, { title: TITLE, content }, status);
}

/** Shown again on reload and after a double click; `?paso=nit` begins another registration. */
export function answerReceived(c: Ctx, isAgain = false) {
  const { eps } = c.get("services").settings;
  const content = <RegistrationReceivedPage eps={eps} isAgain={isAgain} nonce={nonceOf(c)} />;
  return answerPage(c, { title: TITLE, content });
}
