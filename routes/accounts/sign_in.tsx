import type { Entry } from "../../db/audit/entry.ts";
import { Hono } from "hono";
import { z } from "zod";
import type { TypedUser } from "../../components/accounts/sign_in_page.tsx";
import { homeOf } from "../../components/modules/modules.ts";
import { afterAnswer } from "../after_answer.ts";
import { giveBack, isKnownPlace, keepPlace, takeAttempt } from "../../db/accounts/attempts.ts";
import { replaceHash } from "../../db/accounts/passwords.ts";
import { endSession } from "../../db/accounts/session_ends.ts";
import type { Account } from "../../domain/accounts/account.ts";
import { findAccount } from "../../db/accounts/users.ts";
import type { FieldError } from "../../domain/errors.ts";
import { QueueFullError } from "../../lib/queue.ts";
import { letOthersRun } from "../../lib/turn.ts";
import { act, audit } from "../audit.ts";
import { findSpentSession } from "../guards/authenticate.ts";
import { RESUME } from "../guards/kept_form.ts";
import { forgetSession, readSessionCookie } from "../guards/session_cookie.ts";
import type { Ctx, Env } from "../context.ts";
import { requireOwnCode } from "../guards/csrf.ts";
import { answerFormOnce } from "../guards/sent_again.ts";
import { formInput, queryInput } from "../input.ts";
import { PASSWORD_INPUT } from "./new_password.ts";
import { askForCode } from "./pending_sign_in.ts";
import { finishSignIn } from "./sign_in_finish.ts";
import { answerSignIn } from "../entrance/sign_in_page.tsx";
import { ownPath } from "../guards/own_path.ts";
import {
  attemptsOf,
  isOfUser,
  keyOf,
  missingUser,
  nameOf,
  USER_INPUT,
} from "./sign_in_attempts.ts";
import { waitError } from "../guards/wait.ts";

const flag = z.string().max(10).optional();
const QUERY = z.object({
  next: z.string().max(2000).optional(),
  tipo: z.string().max(20).optional(),
  activada: flag,
  salida: flag,
  cambiada: flag,
  correo: flag,
  llave: flag,
});

const FORM = z.object({
  ...USER_INPUT,
  contrasena: PASSWORD_INPUT,
  next: z.string().max(2000).default(""),
});

const SIGNED_OUT = '"cache", "cookies", "storage"';

export function signInRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), async (c) => {
    const session = c.get("session");
    if (session) return c.redirect(homeOf(session.user.kind).href, 303);
    const { next = "", tipo = await likelyKind(c, next), ...happened } = c.req.valid("query");
    const problem = happened.llave !== undefined
      ? "No pudimos comprobar la llave de acceso. Pruebe de nuevo o entre con su contraseña."
      : ownPath(next) && await reasonOf(c, next);
    return answerSignIn(c, {
      next,
      ...(tipo !== undefined && { tipo }),
      ...(happened.activada !== undefined && { notice: NOTICES.activada }),
      ...(happened.cambiada !== undefined && { notice: NOTICES.cambiada }),
      ...(happened.correo !== undefined && { notice: NOTICES.correo }),
      ...(happened.salida !== undefined && { notice: NOTICES.salida }),
      ...(problem && { problem }),
    });
  });

  routes.post("/", formInput(FORM), async (c) => {
    const { signIns, refusals } = c.get("services").queues;
    try {
      return await signIns.run(c.get("clientPlace"), () => takeSignIn(c, c.req.valid("form")));
    } catch (error) {
      if (error instanceof QueueFullError) await refusals.run(letOthersRun);
      throw error;
    }
  });

  routes.post("/salir", requireOwnCode(answerFormOnce), async (c) => {
    const { db, now } = c.get("services");
    const session = c.get("session");
    if (session) {
      const end = (entry: Entry) => endSession(db, session.id, now(), entry);
      await act(c, { name: "signOut" }, end);
    }
    forgetSession(c);
    c.header("Clear-Site-Data", SIGNED_OUT);
    return c.redirect("/zona-ser?salida=si", 303);
  });
  return routes;
}

/** The Tipo Usuario of whose page it leads to, or whose form is kept: she may not think of it. */
async function likelyKind(c: Ctx, next: string): Promise<string | undefined> {
  const kind = next === RESUME ? (await findSpentSession(c))?.user.kind : undefined;
  if (kind === "affiliate" || next.startsWith("/afiliados")) return "afiliado";
  return kind === "staff" || next.startsWith("/funcionario") ? "funcionario" : undefined;
}

/** Why one must sign in to go on: the cookie of a session is still there when it has ended. */
async function reasonOf(c: Ctx, next: string): Promise<string> {
  const isEnded = await readSessionCookie(c) !== undefined;
  const why = isEnded ? "Su sesión terminó por seguridad. " : "";
  return next === RESUME
    ? `${why}Inicie sesión para seguir: lo que escribió lo espera.`
    : `${why}Inicie sesión para seguir. Después volverá a donde estaba.`;
}

const NOTICES = {
  activada: "Cuenta activada. Ya puede iniciar sesión.",
  cambiada: "La contraseña cambió. Entre con la nueva.",
  correo: "El correo cambió y se cerraron las sesiones. Entre de nuevo.",
  salida: "Cerró la sesión.",
};

/** One sentence for every reason, so that nobody learns which users exist. */
const WRONG: FieldError = {
  field: "usuario",
  message: "El usuario o la contraseña no son correctos, o la cuenta no está activa.",
};

async function takeSignIn(c: Ctx, { contrasena, next, ...user }: z.infer<typeof FORM>) {
  const { db, now, passwords } = c.get("services");
  const typed = { ...user, next };
  const errors = missing(user, contrasena);
  if (errors.length > 0) return answerSignIn(c, { ...typed, errors });
  const key = keyOf(user);
  const attempt = { user: nameOf(key, user.usuario), source: c.get("clientPlace") };
  const isKnown = await isKnownPlace(db, attempt.user, attempt.source);
  const attempts = attemptsOf(attempt, isKnown);
  const waitMs = await takeAttempt(db, attempts, now());
  if (waitMs > 0) {
    return answerSignIn(c, { ...typed, errors: [waitError(c, "usuario", waitMs)], status: 429 });
  }
  // What fails on our side was no wrong password.
  const ours = <Result,>(work: Promise<Result>) =>
    work.catch((error) => giveBack(db, attempts).then(() => Promise.reject(error)));
  const found = key && await ours(findAccount(db, key));
  const isRight = await ours(passwords.verify(found?.passwordHash, contrasena));
  if (!found?.isActive || !isRight) {
    audit(c, { name: "signIn", result: "refused", ...whoIs(found) });
    return answerSignIn(c, { ...typed, errors: [WRONG] });
  }
  const account = await ours(withTodaysHash(c, found, contrasena));
  if (account.totp.confirmedAt !== null) {
    await giveBack(db, attempts);
    return await askForCode(c, account, { ...attempt, isKnown, next });
  }
  const way = { way: "password", next, isNewPlace: !isKnown } as const;
  const address = await ours(finishSignIn(c, account, way));
  if (!address) return answerSignIn(c, { ...typed, errors: [WRONG] });
  const [own, shared] = [attempts.filter(isOfUser), attempts.filter((one) => !isOfUser(one))];
  afterAnswer(c, () => keepPlace(db, { ...attempt, attempts: own, shared, nowMs: now() }));
  return c.redirect(address, 303);
}

/**
 * The account with its password hashed at today's cost. Before the sign-in goes on: it ends where the
 * hash that it began with is no longer the stored one.
 */
async function withTodaysHash(c: Ctx, account: Account, password: string): Promise<Account> {
  const { db, passwords } = c.get("services");
  if (!passwords.isOutdated(account.passwordHash)) return account;
  const passwordHash = await passwords.hash(password);
  await replaceHash(db, account.id, account.passwordHash, passwordHash);
  return { ...account, passwordHash };
}

function whoIs(account: Account | undefined) {
  const providerId = account?.memberships[0]?.provider.id;
  return { ...(account && { userId: account.id }), ...(providerId && { providerId }) };
}

function missing({ tipo, usuario }: TypedUser, contrasena: string): FieldError[] {
  const errors: FieldError[] = [];
  if (usuario.trim() === "") {
    errors.push({ field: "usuario", message: missingUser(tipo) });
  }
  if (contrasena === "") {
    errors.push({ field: "contrasena", message: "Escriba su contraseña." });
  }
  return errors;
}
