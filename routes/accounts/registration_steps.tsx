import {
  RegistrationPage,
  type RegistrationStep,
} from "../../components/accounts/registration/provider_page.tsx";
import {
  type ReceivedWords,
  RegistrationReceivedPage,
} from "../../components/accounts/registration/parts.tsx";
import { findRegistrant, type RegisteringProvider } from "../../db/providers/registrant.ts";
import type { FieldError } from "../../domain/errors.ts";
import type { Ctx } from "../context.ts";
import { ownerOfProvider, rulesFor } from "./new_password.ts";
import type { Way } from "./registration_progress.ts";
import { answerPage, nonceOf } from "../representation.tsx";

export const REGISTRATION_TITLE = "Registrar Usuario";

/** The step that was asked for, where it is open; else the first open one. */
export async function openStep(
  c: Ctx,
  { nit, isValidated }: { nit: string | undefined; isValidated: boolean },
  asked: "nit" | "cedula" | undefined,
): Promise<RegistrationStep> {
  if (nit === undefined || asked === "nit") return { name: "nit", typed: nit ?? "" };
  const provider = isValidated && asked === undefined
    ? await findRegistrant(c.get("services").db, nit)
    : undefined;
  return provider ? await accountStep(c, provider, false, "") : { name: "cedula", nit, typed: "" };
}

/** The step of the policies and the password. */
export async function accountStep(
  c: Ctx,
  provider: RegisteringProvider,
  accepted: boolean,
  password: string,
): Promise<RegistrationStep> {
  const { nit, legalName } = provider;
  const rules = await rulesFor(c, ownerOfProvider(provider), password);
  return { name: "cuenta", nit, legalName, account: { accepted, rules } };
}

export function answerStep(
  c: Ctx,
  step: RegistrationStep,
  errors: FieldError[],
  status: 200 | 422 | 429 = errors.length > 0 ? 422 : 200,
) {
  const { eps } = c.get("services").settings;
  const content = <RegistrationPage step={step} errors={errors} eps={eps} nonce={nonceOf(c)} />;
  return answerPage(c, { title: REGISTRATION_TITLE, content }, status);
}

/** Shown again on reload and after a double click, until another registration begins. */
export function answerReceived(c: Ctx, { path }: Way, words: ReceivedWords, isAgain = false) {
  const { eps } = c.get("services").settings;
  const content = (
    <RegistrationReceivedPage
      path={path}
      eps={eps}
      isAgain={isAgain}
      nonce={nonceOf(c)}
      words={words}
    />
  );
  return answerPage(c, { title: REGISTRATION_TITLE, content });
}
