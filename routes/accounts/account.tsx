import type { Entry } from "../../db/audit/entry.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { Hono } from "hono";
import { z } from "zod";
import {
  type AccountLink,
  AccountPage,
  type SessionRow,
} from "../../components/accounts/account_page.tsx";
import { PasswordRules } from "../../components/accounts/password_rules.tsx";
import { changePassword } from "../../db/accounts/passwords.ts";
import { selectSessions, type StoredSession } from "../../db/accounts/sessions.ts";
import { endOtherSessions, endSession } from "../../db/accounts/session_ends.ts";
import type { ListedSession } from "../../domain/accounts/session.ts";
import { describeDevice } from "../../domain/accounts/device.ts";
import type { FieldError } from "../../domain/errors.ts";
import { may } from "../../domain/accounts/role.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { accountChangedMail } from "../../domain/accounts/mail.ts";
import { tell } from "./notices.ts";
import { act, audit } from "../audit.ts";
import { type Ctx, type Env, sessionOf } from "../context.ts";
import { judgeCurrentPassword, ownAccount } from "../guards/current_password.ts";
import { formInput, queryInput } from "../input.ts";
import {
  ANYBODY,
  judgeNewPassword,
  ownerOfAccount,
  PASSWORD_INPUT,
  rulesFor,
} from "./new_password.ts";
import { answerPage, nonceOf } from "../representation.tsx";

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

/** Mi cuenta: one's own password and sessions, and nobody else's. */
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
    const happened = { name: "sessionsEnded", detail: { which: form.accion } } as const;
    await act(
      c,
      happened,
      (entry) =>
        form.accion === "otras"
          ? endOtherSessions(
            db,
            { userId: session.userId, keepId: session.id, nowMs: now() },
            entry,
          )
          : endOwnSession(c, session, form.sesion, entry),
    );
    return c.redirect("/cuenta?hecho=sesion", 303);
  });

  routes.post("/reglas", formInput(z.object({ contrasena: PASSWORD_INPUT })), async (c) => {
    const owner = ownerOfAccount(await ownAccount(c));
    const rules = await rulesFor(c, owner, c.req.valid("form").contrasena);
    return c.html(<PasswordRules rules={rules} />);
  });
  return routes;
}

async function endOwnSession(
  c: Ctx,
  session: StoredSession,
  handle: string,
  entry: Entry,
): Promise<void> {
  const { db, now } = c.get("services");
  for (const { id } of await selectSessions(db, session.userId, now())) {
    if (handleOf(id) === handle) return await endSession(db, id, now(), entry);
  }
}

async function takePassword(c: Ctx, form: z.infer<typeof FORM>) {
  const { db, now, settings } = c.get("services");
  const session = sessionOf(c);
  const account = await ownAccount(c);
  const verdict = await judgeCurrentPassword(c, account, form.actual);
  if (verdict.status) return await answerAccount(c, verdict);
  const errors = [
    ...verdict.errors,
    ...await judgeNewPassword(c, ownerOfAccount(account), form),
    ...(form.actual !== "" && form.actual === form.contrasena ? [SAME] : []),
  ];
  if (errors.length > 0) {
    audit(c, { name: "passwordChange", result: "refused" });
    return await answerAccount(c, { errors, password: form.contrasena });
  }
  const passwordHash = await c.get("services").passwords.hash(form.contrasena);
  const { userId, id: keepSessionId } = session;
  const change = { userId, passwordHash, keepSessionId, nowMs: now() };
  await act(c, { name: "passwordChange" }, (entry) => changePassword(db, change, entry));
  tell(c, account, (to) => accountChangedMail(to, account, settings, PASSWORD_CHANGED));
  return c.redirect("/cuenta?hecho=clave", 303);
}

const PASSWORD_CHANGED = {
  subject: "Cambió la contraseña",
  text: "la contraseña acaba de cambiar y se cerraron sus otras sesiones.",
};
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
  const listed = await selectSessions(db, session.userId, now());
  const sessions = listed.map((one) => toRow(one, session.id));
  const content = (
    <AccountPage
      sessions={sessions}
      links={accountLinks(session)}
      rules={await rulesFor(c, ANYBODY, password)}
      errors={errors}
      notice={notice}
      csrfToken={csrfTokenOf(c) ?? ""}
      nonce={nonceOf(c)}
    />
  );
  const status = more.status ?? (errors.length > 0 ? 422 : 200);
  return answerPage(c, { title: "Mi cuenta", content }, status);
}

/** Links to the other pages of one's account, as far as they apply to this person. */
function accountLinks({ user, membership, affiliate }: StoredSession): AccountLink[] {
  return [
    {
      href: "/cuenta/segundo-factor",
      name: "Segundo factor",
      about: user.hasSecondFactor ? "Activo" : "Un código de su teléfono, además de la contraseña",
    },
    { href: "/cuenta/llaves", name: "Llaves de acceso", about: "Entre sin escribir contraseña" },
    ...(affiliate ? [] : [{
      href: "/cuenta/correo",
      name: "Correo",
      about: "A dónde llegan los enlaces y avisos",
    }]),
    { href: "/cuenta/datos", name: "Datos personales", about: "Descárguelos o pida corregirlos" },
    ...(membership && may(membership.role, "manageTeam")
      ? [{
        href: "/cuenta/avisos",
        name: "Avisos por correo",
        about: "Quién se entera de los pagos",
      }]
      : []),
    ...(membership && may(membership.role, "managePrograms")
      ? [{
        href: "/cuenta/programas",
        name: "Programas",
        about: "Su sistema lee los pagos por sí solo",
      }]
      : []),
    ...(user.providerCount > 1
      ? [{ href: "/cuenta/ips", name: "Mis IPS", about: "Cambie la IPS con la que trabaja" }]
      : []),
  ];
}

function toRow(session: ListedSession, currentId: string): SessionRow {
  const { id, createdAt, lastUsedAt, address, userAgent } = session;
  const handle = handleOf(id);
  const device = describeDevice(userAgent);
  return { handle, isThis: id === currentId, createdAt, lastUsedAt, address, device };
}

/** A session's id is not shown on pages: they name a session by the hash of its id. */
function handleOf(id: string): string {
  return sha256(`handle:${id}`).slice(0, 32);
}
