import { csrfTokenOf } from "../guards/csrf.ts";
import { Hono, type MiddlewareHandler } from "hono";
import { z } from "zod";
import {
  AccountEmailPage,
  ConfirmEmailPage,
  EmailAskedPage,
  SpentEmailPage,
} from "../../components/accounts/email_page.tsx";
import { takeAttempt } from "../../db/accounts/attempts.ts";
import {
  changeEmail,
  createEmailChange,
  findEmailChange,
} from "../../db/accounts/email_changes.ts";
import type { Account } from "../../domain/accounts/account.ts";
import { findAccount } from "../../db/accounts/users.ts";
import { LINK_BY_USER } from "../../domain/accounts/link_limits.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { canonicalEmail, maskEmail } from "../../domain/providers/provider.ts";
import { RESET_LIFETIME_MS } from "../../domain/accounts/registration.ts";
import { newSecretToken, sha256 } from "../../lib/secret_token.ts";
import { accountChangedMail, newAddressMail } from "../../domain/accounts/mail.ts";
import { tell } from "./notices.ts";
import { act } from "../audit.ts";
import { forgetSession } from "../guards/session_cookie.ts";
import { type Ctx, type Env, sessionOf } from "../context.ts";
import { judgeCurrentPassword, ownAccount } from "../guards/current_password.ts";
import { formInput } from "../input.ts";
import { forgetLink, keepLink, LINK_FIELD, linkTokenOf } from "../guards/link_token.ts";
import { PASSWORD_INPUT } from "./new_password.ts";
import { answerPage } from "../representation.tsx";
import { MAIL_NOT_SENT, sendAsked } from "../mail/send_asked.ts";
import { waitError } from "../guards/wait.ts";

const TITLE = "Correo";
const FORM = z.object({ correo: z.string().max(300).default(""), actual: PASSWORD_INPUT });

/** One's own address, or the one on file of the provider that one represents. */
export function accountEmailRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.use(refuseAffiliates());
  routes.get("/", async (c) => answerEmail(c, await ownAccount(c), "", []));

  routes.post("/", formInput(FORM, drawAgain), async (c) => {
    const { db, now, settings } = c.get("services");
    const { correo, actual } = c.req.valid("form");
    const account = await ownAccount(c);
    if (c.get("wasAnswered")) return answerAsked(c, correo.trim());
    const verdict = await judgeCurrentPassword(c, account, actual);
    const email = canonicalEmail(correo);
    const errors = [...judgeAddress(account, email), ...verdict.errors];
    if (email === undefined || errors.length > 0) {
      return answerEmail(c, account, correo, errors, verdict.status);
    }
    const attempts = [{ limit: LINK_BY_USER, of: `new address of ${account.id}` }];
    const waitMs = await takeAttempt(db, attempts, now());
    if (waitMs > 0) {
      return answerEmail(c, account, correo, [waitError(c, "correo", waitMs)], 429);
    }
    const token = newSecretToken();
    const createdAt = now();
    const times = { createdAt, expiresAt: createdAt + RESET_LIFETIME_MS };
    const tokenSha256 = sha256(token);
    const asked = { tokenSha256, userId: account.id, email, ...times };
    const happened = { name: "emailChangeAsked" } as const;
    await act(c, happened, (entry) => createEmailChange(db, asked, entry));
    if (!await sendAsked(c, newAddressMail(email, account, settings, token))) {
      const unsent = [{ field: "correo", message: MAIL_NOT_SENT }];
      return answerEmail(c, account, correo, unsent, 503);
    }
    const change = {
      subject: "Pidieron cambiar el correo",
      text: "pidieron cambiar el correo. El cambio vale cuando se confirme desde el nuevo.",
    };
    tell(c, account, (to) => accountChangedMail(to, account, settings, change));
    return answerAsked(c, email);
  });
  return routes;
}

/** An affiliate's address is the one on file, which comes with the loads. */
function refuseAffiliates(): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (!sessionOf(c).affiliate) return await next();
    const { phone } = c.get("services").settings.eps;
    throw new Problem(
      "forbidden",
      `El correo de los afiliados se cambia en una oficina o en la línea ${phone}.`,
    );
  };
}

/** The page of the link to a new address; it needs the password, not a session. */
export function confirmEmailRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  const form = z.object({
    contrasena: PASSWORD_INPUT,
    [LINK_FIELD]: z.string().max(200).optional(),
  });
  routes.get("/", async (c) => {
    if (!await findChange(c)) return answerSpent(c);
    await keepLink(c);
    return await answerConfirm(c, []);
  });

  routes.post("/", formInput(form), async (c) => {
    const { db, now, passwords, settings } = c.get("services");
    const change = await findChange(c);
    if (!change) return answerSpent(c);
    const account = await findAccount(db, { id: change.userId });
    const isRight = await passwords.verify(
      account?.passwordHash,
      c.req.valid("form").contrasena,
    );
    if (!account || !isRight) return await answerConfirm(c, [WRONG]);
    const { userId } = change;
    const tokenSha256 = sha256(await linkTokenOf(c));
    const providerId = account.memberships[0]?.provider.id;
    const who = { userId, ...(providerId && { providerId }) };
    const link = { tokenSha256, userId, nowMs: now() };
    const happened = { name: "emailChange", ...who } as const;
    const isChanged = await act(c, happened, (entry) => changeEmail(db, link, entry));
    forgetLink(c);
    if (!isChanged) return answerSpent(c);
    const news = {
      subject: "Cambió el correo",
      text: "el correo cambió por otro y se cerraron las sesiones.",
    };
    tell(c, account, (to) => accountChangedMail(to, account, settings, news));
    forgetSession(c);
    return c.redirect("/zona-ser?correo=si", 303);
  });
  return routes;
}

const WRONG = { field: "contrasena", message: "No es su contraseña." };

async function findChange(c: Ctx) {
  const { db, now } = c.get("services");
  return await findEmailChange(db, sha256(await linkTokenOf(c)), now());
}

function judgeAddress(account: Account, email: string | undefined): FieldError[] {
  if (email === undefined) {
    return [{ field: "correo", message: "Escriba un correo, por ejemplo pagos@suips.com." }];
  }
  if (email !== account.mailbox?.toLowerCase()) return [];
  return [{ field: "correo", message: "Ese ya es su correo." }];
}

async function drawAgain(c: Ctx, { correo }: z.infer<typeof FORM>) {
  return answerEmail(c, await ownAccount(c), correo, []);
}

function answerAsked(c: Ctx, email: string) {
  return answerPage(c, { title: TITLE, content: <EmailAskedPage email={email} /> });
}

function answerEmail(
  c: Ctx,
  account: Account,
  typed: string,
  errors: FieldError[],
  status?: 429 | 503,
) {
  const content = (
    <AccountEmailPage
      current={account.mailbox === null ? null : maskEmail(account.mailbox)}
      isOnFile={account.kind === "representative"}
      typed={typed}
      errors={errors}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  return answerPage(c, { title: TITLE, content }, status ?? (errors.length > 0 ? 422 : 200));
}

async function answerConfirm(c: Ctx, errors: FieldError[]) {
  const content = <ConfirmEmailPage link={await linkTokenOf(c)} errors={errors} />;
  const view = { title: TITLE, content, scripts: ["link" as const] };
  return answerPage(c, view, errors.length > 0 ? 422 : 200);
}

function answerSpent(c: Ctx) {
  return answerPage(c, { title: TITLE, content: <SpentEmailPage /> }, 410);
}
