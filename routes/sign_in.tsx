import { Hono } from "hono";
import { z } from "zod";
import { SignInPage } from "../components/sign_in_page.tsx";
import { findRegistrant, findRepresentative } from "../db/accounts.ts";
import { type Attempt, giveBack, isKnownPlace, keepPlace, takeAttempt } from "../db/attempts.ts";
import { replaceHash } from "../db/passwords.ts";
import { countSessions, endSession } from "../db/sessions.ts";
import { SIGN_IN_BY_SOURCE, SIGN_IN_BY_USER, SIGN_IN_FROM_HERE } from "../domain/attempt_limit.ts";
import { describeDevice } from "../domain/device.ts";
import type { FieldError } from "../domain/errors.ts";
import { parseNit } from "../domain/nit.ts";
import { hashPassword, isOutdated, verifyPassword } from "../lib/password.ts";
import { newPlaceMail } from "./account_mail.ts";
import { audit } from "./audit.ts";
import { forgetSession, startSession } from "./authenticate.ts";
import { clientPlace } from "./client_address.ts";
import type { Ctx, Env } from "./context.ts";
import { formInput, queryInput } from "./input.ts";
import { PASSWORD_INPUT } from "./new_password.ts";
import { answerPage } from "./representation.tsx";
import { waitError } from "./wait.ts";

const QUERY = z.object({
  next: z.string().max(2000).optional(),
  activada: z.string().max(10).optional(),
  salida: z.string().max(10).optional(),
  cambiada: z.string().max(10).optional(),
});

const FORM = z.object({
  tipo: z.string().max(20),
  usuario: z.string().max(254).default(""),
  contrasena: PASSWORD_INPUT,
  next: z.string().max(2000).default(""),
});

const SIGNED_OUT = '"cache", "cookies", "storage"';

export function signInRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), (c) => {
    if (c.get("session")) return c.redirect("/portal", 303);
    const { next = "", activada, salida, cambiada } = c.req.valid("query");
    return answer(c, {
      next,
      ...(activada !== undefined && { notice: "Cuenta activada. Ya puede iniciar sesión." }),
      ...(cambiada !== undefined && { notice: "La contraseña cambió. Entre con la nueva." }),
      ...(salida !== undefined && { notice: "Cerró la sesión." }),
      ...(ownPath(next) && {
        problem: "Inicie sesión para seguir. Después volverá a donde estaba.",
      }),
    });
  });

  routes.post("/", formInput(FORM), async (c) => {
    const { usuario, contrasena, next } = c.req.valid("form");
    const { db, now, background } = c.get("services");
    const errors = missing(usuario, contrasena);
    if (errors.length > 0) return answer(c, { usuario, next, errors });
    const attempt = { user: parseNit(usuario) ?? usuario.trim(), source: clientPlace(c) };
    const isKnown = await isKnownPlace(db, attempt.user, attempt.source);
    const tries = triesOf(attempt, isKnown);
    const waitMs = await takeAttempt(db, tries, now());
    if (waitMs > 0) {
      audit(c, { name: "signIn", result: "refused", detail: { reason: "wait" } });
      return answer(c, { usuario, next, errors: [waitError(c, "usuario", waitMs)], status: 429 });
    }
    const account = await findRepresentative(db, attempt.user);
    const isRight = await verifyPassword(account?.passwordHash, contrasena)
      .catch((error) => giveBack(db, tries).then(() => Promise.reject(error)));
    if (!account || !isRight) {
      audit(c, { name: "signIn", result: "refused", ...ownerOf(account) });
      return answer(c, { usuario, next, errors: [WRONG] });
    }
    const before = c.get("session");
    if (before) await endSession(db, before.id, now());
    if (!await startSession(c, account)) return answer(c, { usuario, next, errors: [WRONG] });
    await keepPlace(db, { ...attempt, tries: tries.filter(isOfUser), nowMs: now() });
    await giveBack(db, tries.filter((one) => !isOfUser(one)));
    audit(c, { name: "signIn", result: "ok", ...ownerOf(account) });
    if (isOutdated(account.passwordHash)) {
      const { id, passwordHash } = account;
      background.run(async () => replaceHash(db, id, passwordHash, await hashPassword(contrasena)));
    }
    if (!isKnown) background.run(() => tellOfNewPlace(c, attempt.user, account.id));
    return c.redirect(ownPath(next) ?? "/portal", 303);
  });

  routes.post("/salir", async (c) => {
    const { db, now } = c.get("services");
    const session = c.get("session");
    if (session) {
      await endSession(db, session.id, now());
      audit(c, { name: "signOut", result: "ok" });
    }
    forgetSession(c);
    c.header("Clear-Site-Data", SIGNED_OUT);
    return c.redirect("/zona-ser?salida=si", 303);
  });
  return routes;
}

/** One sentence for every reason, so that nobody learns which users exist. */
const WRONG: FieldError = {
  field: "usuario",
  message: "El usuario o la contraseña no son correctos, o la cuenta no está activa.",
};

/**
 * What counts as a try: of this user from this place, from this place at all, and of this user from
 * any place where the user did not sign in before.
 */
function triesOf({ user, source }: { user: string; source: string }, isKnown: boolean): Attempt[] {
  const tries: Attempt[] = [
    { limit: SIGN_IN_FROM_HERE, of: `${user}\n${source}` },
    { limit: SIGN_IN_BY_SOURCE, of: source },
  ];
  return isKnown ? tries : [...tries, { limit: SIGN_IN_BY_USER, of: user }];
}

/** Whoever signs in from a new place is told by mail, but for the first time of all. */
async function tellOfNewPlace(c: Ctx, nit: string, userId: number): Promise<void> {
  const { db, mailer, settings } = c.get("services");
  const registrant = await findRegistrant(db, nit);
  if (!registrant?.email || await countSessions(db, userId) < 2) return;
  const device = describeDevice(c.req.header("user-agent") ?? "");
  await mailer.send(newPlaceMail(registrant.email, registrant, settings, device));
}

function ownerOf(account: { id: number; providerId: number } | undefined) {
  return account ? { userId: account.id, providerId: account.providerId } : {};
}

function isOfUser({ limit }: Attempt): boolean {
  return limit !== SIGN_IN_BY_SOURCE;
}

function missing(usuario: string, contrasena: string): FieldError[] {
  const errors: FieldError[] = [];
  if (usuario.trim() === "") {
    errors.push({ field: "usuario", message: "Escriba el NIT de su IPS." });
  }
  if (contrasena === "") {
    errors.push({ field: "contrasena", message: "Escriba su contraseña." });
  }
  return errors;
}

type Answer = {
  usuario?: string;
  next: string;
  errors?: FieldError[];
  notice?: string;
  problem?: string;
  status?: 429;
};

function answer(c: Ctx, { usuario = "", next, errors = [], notice, problem, ...more }: Answer) {
  const epsName = c.get("services").settings.eps.name;
  const props = { usuario, next: ownPath(next) ?? "", errors, notice, problem, epsName };
  const status = more.status ?? (errors.length > 0 ? 422 : 200);
  return answerPage(c, { title: "Zona Ser", content: <SignInPage {...props} /> }, status);
}

/**
 * A path of this portal, or undefined: no other host, no scheme, no tricks with slashes, and only
 * what a header may hold. A file is no place to come back to.
 */
function ownPath(next: string): string | undefined {
  const isPath = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next);
  return isPath && !/^\/(zona-ser|export)/.test(next) ? next : undefined;
}
