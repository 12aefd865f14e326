import { z } from "zod";
import type { FieldError } from "../domain/errors.ts";
import {
  LONGEST_PASSWORD,
  passwordProblem,
  type PasswordRule,
  passwordRules,
} from "../domain/registration.ts";
import type { Ctx } from "./context.ts";

/** A typed password: anything, but no more than can be judged. */
export const PASSWORD_INPUT = z.string().max(10 * LONGEST_PASSWORD).default("");

type Owner = { nit: string; legalName: string; representativeId: string | null };

/** The rules of a new password of a provider's representative, met or not; of nobody known yet, too. */
export function rulesFor(c: Ctx, owner: Owner | undefined, password: string): PasswordRule[] {
  return passwordRules(password, {
    nit: owner?.nit ?? "",
    legalName: owner?.legalName ?? "",
    representativeId: owner?.representativeId ?? "",
    epsName: c.get("services").settings.eps.name,
  });
}

/** What is wrong with a new password and its repetition, by field. */
export function judgeNewPassword(
  c: Ctx,
  owner: Owner,
  form: { contrasena: string; confirmacion: string },
): FieldError[] {
  const errors: FieldError[] = [];
  const problem = passwordProblem(rulesFor(c, owner, form.contrasena), form.contrasena);
  if (problem) errors.push({ field: "contrasena", message: problem });
  if (form.confirmacion !== form.contrasena) {
    const message = "No es igual a la contraseña. Escríbala de nuevo.";
    errors.push({ field: "confirmacion", message });
  }
  return errors;
}
