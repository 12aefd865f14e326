import { Hono } from "hono";
import { z } from "zod";
import { PasswordRules } from "../components/password_rules.tsx";
import {
  AskResetPage,
  ChoosePasswordPage,
  ResetAskedPage,
  SpentResetPage,
} from "../components/reset_page.tsx";
import { findRegistrant, findRepresentative } from "../db/accounts.ts";
import { takeAttempt } from "../db/attempts.ts";
import { createReset, findReset, resetPassword } from "../db/passwords.ts";
import { MAIL_BY_NIT, REGISTRATION_BY_SOURCE } from "../domain/attempt_limit.ts";
import type { FieldError } from "../domain/errors.ts";
import { parseNit } from "../domain/nit.ts";
import { RESET_LIFETIME_MS } from "../domain/registration.ts";
import { hashPassword } from "../lib/password.ts";
import type { Mail } from "../lib/mail.ts";
import { newSecretToken, sha256 } from "../lib/secret_token.ts";
import { passwordChangedMail, resetMail } from "./account_mail.ts";
import { audit } from "./audit.ts";
import { clientPlace } from "./client_address.ts";
import type { Ctx, Env } from "./context.ts";
import { formInput } from "./input.ts";
import { linkTokenOf } from "./link_token.ts";
import { judgeNewPassword, PASSWORD_INPUT, rulesFor } from "./new_password.ts";
import { answerPage, nonceOf } from "./representation.tsx";
import { waitError } from "./wait.ts";

const TITLE = "¿Olvidó la clave?";
const NOBODY = 0;
const FORM = z.object({
  usuario: z.string().max(254).default(""),
  contrasena: PASSWORD_INPUT,
  confirmacion: PASSWORD_INPUT,
});

/** `/clave` asks for a link; `/clave?TOKEN` is its page. Opening it changes nothing. */
export function resetRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", async (c) => {
    if (linkTokenOf(c) === "") return answerAsk(c, "", []);
    return await findUsable(c) ? answerChoose(c, []) : answerSpent(c);
  });

  routes.post("/", formInput(FORM), async (c) => {
    const form = c.req.valid("form");
    return linkTokenOf(c) === "" ? await takeRequest(c, form.usuario) : await takePassword(c, form);
  });

  routes.post("/reglas", formInput(z.object({ contrasena: PASSWORD_INPUT })), async (c) => {
    const owner = await findUsable(c);
    return c.html(<PasswordRules rules={rulesFor(c, owner, c.req.valid("form").contrasena)} />);
  });
  return routes;
}

/** The answer is the same for every user, after the same work. */
async function takeRequest(c: Ctx, usuario: string) {
  const { db, now, background, mailer } = c.get("services");
  const nit = parseNit(usuario);
  if (nit === undefined) {
    const message = "Escriba el NIT de su IPS, con o sin dígito de verificación.";
    return answerAsk(c, usuario, [{ field: "usuario", message }]);
  }
  const source = [{ limit: REGISTRATION_BY_SOURCE, of: clientPlace(c) }];
  const waitMs = await takeAttempt(db, source, now());
  if (waitMs > 0) return answerAsk(c, usuario, [waitError(c, "usuario", waitMs)], 429);
  audit(c, { name: "passwordResetAsked", result: "ok" });
  const mail = await keepReset(c, nit);
  if (mail) background.run(() => mailer.send(mail));
  const { eps } = c.get("services").settings;
  return answerPage(c, { title: TITLE, content: <ResetAskedPage eps={eps} /> });
}

/**
 * Does the same work for every user, known or not, before the answer; only the mail comes after it.
 * Answers the mail, undefined where none is to be sent.
 */
async function keepReset(c: Ctx, nit: string): Promise<Mail | undefined> {
  const { db, now, settings } = c.get("services");
  const account = await findRepresentative(db, nit);
  const registrant = await findRegistrant(db, nit);
  const waitMs = await takeAttempt(db, [{ limit: MAIL_BY_NIT, of: nit }], now());
  const mayMail = waitMs === 0 && Boolean(registrant?.email);
  const token = newSecretToken();
  const createdAt = now();
  await createReset(db, {
    tokenSha256: await sha256(token),
    userId: mayMail && account ? account.id : NOBODY,
    createdAt,
    expiresAt: createdAt + RESET_LIFETIME_MS,
  });
  if (!account || !mayMail || !registrant?.email) return undefined;
  return resetMail(registrant.email, registrant, settings, token);
}

async function takePassword(c: Ctx, form: { contrasena: string; confirmacion: string }) {
  const { db, now, background, mailer, settings } = c.get("services");
  const owner = await findUsable(c);
  if (!owner) return answerSpent(c);
  const errors = judgeNewPassword(c, owner, form);
  if (errors.length > 0) return answerChoose(c, errors, form.contrasena, owner);
  const passwordHash = await hashPassword(form.contrasena);
  const tokenSha256 = await sha256(linkTokenOf(c));
  const { userId, email } = owner;
  const isFirst = await resetPassword(db, { tokenSha256, userId, passwordHash, nowMs: now() });
  audit(c, { name: "passwordReset", result: isFirst ? "ok" : "refused", userId });
  if (!isFirst) return answerSpent(c);
  if (email) background.run(() => mailer.send(passwordChangedMail(email, owner, settings)));
  return c.redirect("/zona-ser?cambiada=si", 303);
}

async function findUsable(c: Ctx) {
  const { db, now } = c.get("services");
  return await findReset(db, await sha256(linkTokenOf(c)), now());
}

function answerAsk(c: Ctx, typed: string, errors: FieldError[], status?: 429) {
  const content = <AskResetPage typed={typed} errors={errors} />;
  return answerPage(c, { title: TITLE, content }, status ?? (errors.length > 0 ? 422 : 200));
}

function answerChoose(
  c: Ctx,
  errors: FieldError[],
  password = "",
  owner?: Parameters<typeof rulesFor>[1],
) {
  const content = (
    <ChoosePasswordPage
      action={`/clave?${linkTokenOf(c)}`}
      rules={rulesFor(c, owner, password)}
      errors={errors}
      nonce={nonceOf(c)}
    />
  );
  return answerPage(c, { title: TITLE, content }, errors.length > 0 ? 422 : 200);
}

function answerSpent(c: Ctx) {
  return answerPage(c, { title: TITLE, content: <SpentResetPage /> }, 410);
}
