import { Hono } from "hono";
import { z } from "zod";
import { AccountPage, type SessionRow } from "../components/account_page.tsx";
import { PasswordRules } from "../components/password_rules.tsx";
import { findRegistrant, findRepresentative } from "../db/accounts.ts";
import { takeAttempt } from "../db/attempts.ts";
import { changePassword } from "../db/passwords.ts";
import {
  endOtherSessions,
  endSession,
  findSessions,
  type ListedSession,
  type StoredSession,
} from "../db/sessions.ts";
import { PASSWORD_BY_USER } from "../domain/attempt_limit.ts";
import { describeDevice } from "../domain/device.ts";
import { type FieldError, Problem } from "../domain/errors.ts";
import { hashPassword, verifyPassword } from "../lib/password.ts";
import { sha256 } from "../lib/secret_token.ts";
import { passwordChangedMail } from "./account_mail.ts";
import { audit } from "./audit.ts";
import type { Ctx, Env } from "./context.ts";
import { formInput, queryInput } from "./input.ts";
import { judgeNewPassword, PASSWORD_INPUT, rulesFor } from "./new_password.ts";
import { answerPage, nonceOf } from "./representation.tsx";
import { waitError } from "./wait.ts";

const QUERY = z.object({ hecho: z.enum(["clave", "sesion"]).optional() });
const FORM = z.object({
  accion: z.enum(["clave", "sesion", "otras"]),
  sesion: z.string().max(100).default(""),
  actual: PASSWORD_INPUT,
  contrasena: PASSWORD_INPUT,
  confirmacion: PASSWORD_INPUT,
});

const NOTICES = {
  clave: "La contraseña cambió y se cerraron las demás sesiones.",
  sesion: "La sesión se cerró.",
};

/** Mi cuenta: one's own password and one's own sessions, and nobody else's. */
export function accountRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), async (c) => {
    const { hecho } = c.req.valid("query");
    return await answerAccount(c, { errors: [], notice: hecho && NOTICES[hecho] });
  });

  routes.post("/", formInput(FORM), async (c) => {
    const { db, now } = c.get("services");
    const form = c.req.valid("form");
    const session = sessionOf(c);
    if (form.accion === "clave") return await takePassword(c, form);
    if (form.accion === "otras") await endOtherSessions(db, session.userId, session.id, now());
    else await endOwnSession(c, session, form.sesion);
    audit(c, { name: "sessionsEnded", result: "ok", detail: { which: form.accion } });
    return c.redirect("/cuenta?hecho=sesion", 303);
  });

  routes.post("/reglas", formInput(z.object({ contrasena: PASSWORD_INPUT })), async (c) => {
    const owner = await findRegistrant(c.get("services").db, sessionOf(c).provider.nit);
    return c.html(<PasswordRules rules={rulesFor(c, owner, c.req.valid("form").contrasena)} />);
  });
  return routes;
}

async function endOwnSession(c: Ctx, session: StoredSession, handle: string): Promise<void> {
  const { db, now } = c.get("services");
  for (const { id } of await findSessions(db, session.userId, now())) {
    if (await handleOf(id) === handle) return await endSession(db, id, now());
  }
}

/** Whoever finds a session open may not take the account over: the current password is asked. */
async function takePassword(c: Ctx, form: z.infer<typeof FORM>) {
  const { db, now, background, mailer, settings } = c.get("services");
  const session = sessionOf(c);
  const owner = await findRegistrant(db, session.provider.nit);
  const account = await findRepresentative(db, session.provider.nit);
  if (!owner || !account) throw new Problem("signedOut");
  const tries = [{ limit: PASSWORD_BY_USER, of: String(session.userId) }];
  const waitMs = await takeAttempt(db, tries, now());
  if (waitMs > 0) {
    return await answerAccount(c, { errors: [waitError(c, "actual", waitMs)], status: 429 });
  }
  const isCurrent = await verifyPassword(account.passwordHash, form.actual);
  const errors = [
    ...(isCurrent ? [] : [NOT_CURRENT]),
    ...judgeNewPassword(c, owner, form),
    ...(form.actual !== "" && form.actual === form.contrasena ? [SAME] : []),
  ];
  audit(c, { name: "passwordChange", result: errors.length > 0 ? "refused" : "ok" });
  if (errors.length > 0) return await answerAccount(c, { errors, password: form.contrasena });
  const passwordHash = await hashPassword(form.contrasena);
  const { userId, id: keepSessionId } = session;
  await changePassword(db, { userId, passwordHash, keepSessionId, nowMs: now() });
  const { email } = owner;
  if (email) background.run(() => mailer.send(passwordChangedMail(email, owner, settings)));
  return c.redirect("/cuenta?hecho=clave", 303);
}

const NOT_CURRENT = { field: "actual", message: "No es su contraseña actual." };
const SAME = { field: "contrasena", message: "Escoja una distinta de la actual." };

type Answer = {
  errors: FieldError[];
  notice?: string | undefined;
  password?: string;
  status?: 429;
};

async function answerAccount(c: Ctx, { errors, notice, password = "", ...more }: Answer) {
  const { db, now } = c.get("services");
  const session = sessionOf(c);
  const listed = await findSessions(db, session.userId, now());
  const sessions = await Promise.all(listed.map((one) => toRow(one, session.id)));
  const content = (
    <AccountPage
      sessions={sessions}
      rules={rulesFor(c, undefined, password)}
      errors={errors}
      notice={notice}
      csrfToken={c.get("csrfToken") ?? ""}
      nonce={nonceOf(c)}
    />
  );
  const status = more.status ?? (errors.length > 0 ? 422 : 200);
  return answerPage(c, { title: "Mi cuenta", content }, status);
}

async function toRow(session: ListedSession, currentId: string): Promise<SessionRow> {
  const { id, createdAt, lastUsedAt, address, userAgent } = session;
  const handle = await handleOf(id);
  const device = describeDevice(userAgent);
  return { handle, isThis: id === currentId, startedAt: createdAt, lastUsedAt, address, device };
}

/** A session's id opens it, so pages name it by its hash. */
async function handleOf(id: string): Promise<string> {
  return (await sha256(`handle:${id}`)).slice(0, 32);
}

function sessionOf(c: Ctx): StoredSession {
  const session = c.get("session");
  if (!session) throw new Problem("signedOut");
  return session;
}
