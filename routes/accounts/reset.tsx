import { Hono } from "hono";
import { z } from "zod";
import { PasswordRules } from "../../components/accounts/password_rules.tsx";
import {
  AskResetPage,
  ChoosePasswordPage,
  ResetAskedPage,
  SpentResetPage,
} from "../../components/accounts/reset_page.tsx";
import type { TypedUser } from "../../components/accounts/sign_in_page.tsx";
import { takeAttempt } from "../../db/accounts/attempts.ts";
import { findReset, resetPassword } from "../../db/accounts/passwords.ts";
import type { Account } from "../../domain/accounts/account.ts";
import { type AccountKey, findAccount } from "../../db/accounts/users.ts";
import { REGISTRATION_BY_SOURCE } from "../../domain/accounts/attempt_limit.ts";
import { LINK_BY_USER, LINK_JUST_MAILED } from "../../domain/accounts/link_limits.ts";
import type { FieldError } from "../../domain/errors.ts";
import { SECRET_PLACE } from "../../domain/mail/mailed_link.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { accountChangedMail, resetMail } from "../../domain/accounts/mail.ts";
import { tell } from "./notices.ts";
import { afterAnswer } from "../after_answer.ts";
import { act, audit } from "../audit.ts";
import type { Ctx, Env } from "../context.ts";
import { formInput } from "../input.ts";
import { sendKept } from "../mail/send_kept.ts";
import { forgetLink, keepLink, LINK_FIELD, linkTokenOf } from "../guards/link_token.ts";
import {
  ANYBODY,
  judgeNewPassword,
  ownerOfAccount,
  PASSWORD_INPUT,
  rulesFor,
} from "./new_password.ts";
import { keyOf, missingUser, nameOf, USER_INPUT } from "./sign_in_attempts.ts";
import { answerPage, nonceOf } from "../representation.tsx";
import { waitError } from "../guards/wait.ts";

const TITLE = "¿Olvidó la clave?";
const RULES = z.object({
  contrasena: PASSWORD_INPUT,
  [LINK_FIELD]: z.string().max(200).optional(),
});
const FORM = z.object({
  ...USER_INPUT,
  contrasena: PASSWORD_INPUT,
  confirmacion: PASSWORD_INPUT,
  [LINK_FIELD]: z.string().max(200).optional(),
});

/** `/clave` asks for a link; `/clave?TOKEN` is its page. Opening it changes nothing. */
export function resetRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", async (c) => {
    const owner = await findOwner(c);
    await keepLink(c);
    if (owner) return await answerChoose(c, owner, []);
    return new URL(c.req.url).search === "" ? answerAsk(c, TYPED_NOTHING, []) : answerSpent(c);
  });

  routes.post("/", formInput(FORM), async (c) => {
    const form = c.req.valid("form");
    const isOfLink = form[LINK_FIELD] !== undefined || new URL(c.req.url).search !== "";
    return isOfLink ? await takePassword(c, form) : await takeRequest(c, form);
  });

  routes.post("/reglas", formInput(RULES), async (c) => {
    const owner = await findOwner(c);
    const about = owner ? ownerOfAccount(owner) : ANYBODY;
    const rules = await rulesFor(c, about, c.req.valid("form").contrasena);
    return c.html(<PasswordRules rules={rules} />);
  });
  return routes;
}

const TYPED_NOTHING: TypedUser = { tipo: "prestador", tipoDocumento: "CC", usuario: "" };

/**
 * The answer is the same for every user, after the same work; whether there is such a user is
 * looked up after it.
 */
async function takeRequest(c: Ctx, typed: TypedUser) {
  const { db, now, settings } = c.get("services");
  const key = keyOf(typed);
  if (key === undefined) {
    return answerAsk(c, typed, [{ field: "usuario", message: missingUser(typed.tipo) }]);
  }
  const source = [{ limit: REGISTRATION_BY_SOURCE, of: c.get("clientPlace") }];
  const waitMs = await takeAttempt(db, source, now());
  if (waitMs > 0) return answerAsk(c, typed, [waitError(c, "usuario", waitMs)], 429);
  audit(c, { name: "passwordResetAsked", result: "ok" });
  afterAnswer(c, () => mailLink(c, key, nameOf(key, typed.usuario)));
  const isForAffiliate = typed.tipo === "afiliado";
  return answerPage(c, {
    title: TITLE,
    content: <ResetAskedPage eps={settings.eps} />,
    isForAffiliate,
  });
}

/** Mails a link to the user, where there is one and it may have another. */
async function mailLink(c: Ctx, key: AccountKey, of: string): Promise<void> {
  const { db, now, settings } = c.get("services");
  const account = await findAccount(db, key);
  const limits = [LINK_BY_USER, LINK_JUST_MAILED];
  const waitMs = await takeAttempt(db, limits.map((limit) => ({ limit, of })), now());
  if (waitMs > 0 || !account?.isActive || account.mailbox === null) return;
  const mail = resetMail(account.mailbox, account, settings, SECRET_PLACE);
  await sendKept(c, mail, { opens: "password", userId: account.id });
}

async function takePassword(c: Ctx, form: { contrasena: string; confirmacion: string }) {
  const { db, now, passwords, settings } = c.get("services");
  const owner = await findOwner(c);
  if (!owner) return answerSpent(c);
  const errors = await judgeNewPassword(c, ownerOfAccount(owner), form);
  if (errors.length > 0) return await answerChoose(c, owner, errors, form.contrasena);
  const passwordHash = await passwords.hash(form.contrasena);
  const tokenSha256 = sha256(await linkTokenOf(c));
  const userId = owner.id;
  const reset = { tokenSha256, userId, passwordHash, nowMs: now() };
  const happened = { name: "passwordReset", userId } as const;
  const isFirst = await act(c, happened, (entry) => resetPassword(db, reset, entry));
  forgetLink(c);
  if (!isFirst) return answerSpent(c);
  tell(c, owner, (to) => accountChangedMail(to, owner, settings, PASSWORD_CHANGED));
  return c.redirect("/zona-ser?cambiada=si", 303);
}

const PASSWORD_CHANGED = {
  subject: "Cambió la contraseña",
  text: "la contraseña acaba de cambiar y se cerraron las sesiones.",
};

/** Whose password the link in the address, the form or the cookie may replace. */
async function findOwner(c: Ctx): Promise<Account | undefined> {
  const { db, now } = c.get("services");
  const userId = await findReset(db, sha256(await linkTokenOf(c)), now());
  return userId === undefined ? undefined : await findAccount(db, { id: userId });
}

function answerAsk(c: Ctx, typed: TypedUser, errors: FieldError[], status?: 429) {
  const content = <AskResetPage typed={typed} errors={errors} />;
  const view = { title: TITLE, content, isForAffiliate: typed.tipo === "afiliado" };
  return answerPage(c, view, status ?? (errors.length > 0 ? 422 : 200));
}

async function answerChoose(c: Ctx, owner: Account, errors: FieldError[], password = "") {
  const content = (
    <ChoosePasswordPage
      link={await linkTokenOf(c)}
      rules={await rulesFor(c, ownerOfAccount(owner), password)}
      errors={errors}
      nonce={nonceOf(c)}
    />
  );
  const view = { title: TITLE, content, scripts: ["link" as const] };
  return answerPage(c, view, errors.length > 0 ? 422 : 200);
}

function answerSpent(c: Ctx) {
  return answerPage(c, { title: TITLE, content: <SpentResetPage /> }, 410);
}
