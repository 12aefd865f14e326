import { z } from "zod";
import { takeAttempt } from "../../db/accounts/attempts.ts";
import {
  ACCOUNT_FROM_HERE,
  PROOF_BY_REGISTRANT,
  PROOF_FROM_HERE,
  REGISTRATION_BY_SOURCE,
} from "../../domain/accounts/attempt_limit.ts";
import type { PasswordOwner } from "../../domain/accounts/password.ts";
import type { Registrant } from "../../domain/accounts/registration.ts";
import type { FieldError } from "../../domain/errors.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../context.ts";
import { waitError } from "../guards/wait.ts";
import { judgeNewPassword, PASSWORD_INPUT } from "./new_password.ts";
import { keepRegistration, ownerInEvent } from "./registration_link.ts";

/** The fields of the step that accepts the policies and chooses the password. */
export const ACCOUNT_FIELDS = {
  politicas: z.string().max(10).optional(),
  contrasena: PASSWORD_INPUT,
  confirmacion: PASSWORD_INPUT,
};

type TypedAccount = { politicas?: string | undefined; contrasena: string; confirmacion: string };

/**
 * Counts that somebody says who one is, by its NIT or document (`name`); answers the milliseconds to
 * wait.
 */
export async function takeProof(c: Ctx, name: string): Promise<number> {
  const { db, now } = c.get("services");
  const source = c.get("clientPlace");
  const attempts = [
    { limit: PROOF_FROM_HERE, of: `${name}\n${source}` },
    { limit: PROOF_BY_REGISTRANT, of: name },
    { limit: REGISTRATION_BY_SOURCE, of: source },
  ];
  return await takeAttempt(db, attempts, now());
}

/** The end of every registration: what is wrong with it, or its name where it is kept. */
export async function takeAccount(
  c: Ctx,
  registrant: Registrant,
  owner: PasswordOwner,
  form: TypedAccount,
): Promise<{ errors: FieldError[]; status?: 429 } | { registration: string }> {
  const { db, now } = c.get("services");
  const errors = await judgeAccount(c, owner, form);
  if (errors.length > 0) return { errors };
  const attempts = [{ limit: ACCOUNT_FROM_HERE, of: c.get("clientPlace") }];
  const waitMs = await takeAttempt(db, attempts, now());
  if (waitMs > 0) return { errors: [waitError(c, "contrasena", waitMs)], status: 429 };
  audit(c, { name: "registration", result: "ok", ...ownerInEvent(registrant.owner) });
  return { registration: await keepRegistration(c, registrant, form.contrasena) };
}

async function judgeAccount(
  c: Ctx,
  owner: PasswordOwner,
  form: TypedAccount,
): Promise<FieldError[]> {
  const errors: FieldError[] = [];
  if (form.politicas === undefined) {
    const message = "Lea y acepte las políticas para poder registrarse.";
    errors.push({ field: "politicas", message });
  }
  return [...errors, ...await judgeNewPassword(c, owner, form)];
}
