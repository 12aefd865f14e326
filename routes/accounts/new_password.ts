import { z } from "zod";
import type { Account } from "../../domain/accounts/account.ts";
import type { FieldError } from "../../domain/errors.ts";
import {
  knownWords,
  MAX_PASSWORD_LENGTH,
  type PasswordOwner,
  passwordProblem,
  type PasswordRule,
  passwordRules,
} from "../../domain/accounts/password.ts";
import { guessesOf } from "../../lib/password/strength.ts";
import type { Ctx } from "../context.ts";

/** A typed password: any text up to ten times the longest password. */
export const PASSWORD_INPUT = z.string().max(10 * MAX_PASSWORD_LENGTH).default("");

/** The owner of a password where nothing is known of her. */
export const ANYBODY: PasswordOwner = { numbers: [], names: [] };

/** What others know of a provider's representative. */
export function ownerOfProvider(
  provider: { nit: string; legalName: string; representativeId: string | null },
): PasswordOwner {
  return { numbers: [provider.nit, provider.representativeId ?? ""], names: [provider.legalName] };
}

/** What others know of a person: name, address, document, and the providers that she sees. */
export function ownerOfAccount(account: Account): PasswordOwner {
  const providers = account.memberships.map(({ provider }) => provider);
  return {
    numbers: [
      ...providers.map(({ nit }) => nit),
      account.representativeId ?? "",
      account.affiliate?.documentNumber ?? "",
    ],
    names: [account.name, account.email ?? "", ...providers.map(({ legalName }) => legalName)],
  };
}

/** The rules of a new password, met or not. */
export async function rulesFor(
  c: Ctx,
  owner: PasswordOwner,
  password: string,
): Promise<PasswordRule[]> {
  const names = [...owner.names, c.get("services").settings.eps.name];
  const guesses = password === "" ? 0 : await guessesOf(password, knownWords(names));
  return passwordRules(password, { ...owner, names }, guesses);
}

/** What is wrong with a new password and its repetition, by field. */
export async function judgeNewPassword(
  c: Ctx,
  owner: PasswordOwner,
  form: { contrasena: string; confirmacion: string },
): Promise<FieldError[]> {
  const errors: FieldError[] = [];
  const rules = await rulesFor(c, owner, form.contrasena);
  const problem = passwordProblem(rules, form.contrasena);
  if (problem) errors.push({ field: "contrasena", message: problem });
  if (form.confirmacion !== form.contrasena) {
    const message = "No es igual a la contraseña. Escríbala de nuevo.";
    errors.push({ field: "confirmacion", message });
  }
  return errors;
}
