import type { Entry } from "../../db/audit/entry.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { Hono } from "hono";
import { z } from "zod";
import {
  FactorOffPage,
  FactorOnPage,
  RecoveryCodesPage,
} from "../../components/accounts/factor_page.tsx";
import { takeAttempt } from "../../db/accounts/attempts.ts";
import {
  confirmTotp,
  countRecoveryCodes,
  keepTotpSecret,
  removeSecondFactor,
  replaceRecoveryCodes,
  sealFor,
} from "../../db/accounts/second_factor.ts";
import { confirmSecondFactor } from "../../db/accounts/sessions.ts";
import { endOtherSessions } from "../../db/accounts/session_ends.ts";
import type { Account } from "../../domain/accounts/account.ts";
import { SECOND_FACTOR_BY_USER } from "../../domain/accounts/attempt_limit.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import {
  plainRecoveryCode,
  RECOVERY_CODE_BYTES,
  RECOVERY_CODE_COUNT,
  recoveryCode,
} from "../../domain/accounts/recovery_code.ts";
import { seal } from "../../lib/sealed.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { accountChangedMail } from "../../domain/accounts/mail.ts";
import { tell } from "./notices.ts";
import { act } from "../audit.ts";
import { type Ctx, type Env, sessionOf } from "../context.ts";
import { judgeCurrentPassword, ownAccount } from "../guards/current_password.ts";
import { formInput } from "../input.ts";
import { PASSWORD_INPUT } from "./new_password.ts";
import { answerPage } from "../representation.tsx";
import { loadTotp, takeSecondFactor, totpSecretOf } from "../guards/second_factor_check.ts";
import { waitError } from "../guards/wait.ts";

const TITLE = "Segundo factor";
const FORM = z.object({
  accion: z.enum(["empezar", "activar", "quitar", "codigos"]),
  codigo: z.string().max(100).default(""),
  actual: PASSWORD_INPUT,
});

/** The second factor of one's own account: turn on, turn off, new recovery codes. */
export function accountFactorRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", async (c) => await answerFactor(c, await ownAccount(c), []));

  routes.post("/", formInput(FORM), async (c) => {
    const form = c.req.valid("form");
    const account = await ownAccount(c);
    const isOn = account.totp.confirmedAt !== null;
    if (form.accion === "activar") return isOn ? reload(c) : await turnOn(c, account, form.codigo);
    if (c.get("wasAnswered")) return reload(c);
    const verdict = await judgeCurrentPassword(c, account, form.actual);
    if (verdict.errors.length > 0) {
      return await answerFactor(c, account, verdict.errors, verdict.status);
    }
    if (form.accion === "empezar") return isOn ? reload(c) : await begin(c, account);
    if (!isOn) return reload(c);
    const wrong = await judgeCode(c, account, form.codigo);
    if (wrong) return await answerFactor(c, account, [wrong.error], wrong.status);
    return form.accion === "quitar" ? await turnOff(c, account) : await renewCodes(c, account);
  });
  return routes;
}

function reload(c: Ctx) {
  return c.redirect("/cuenta/segundo-factor", 303);
}

/** Shows a new secret, which protects nothing until one of its codes is typed. */
async function begin(c: Ctx, account: Account) {
  const { db, settings } = c.get("services");
  const { newTotpSecret } = await loadTotp();
  const secret = newTotpSecret();
  const sealed = await seal(settings.sessionSecrets, sealFor(account.id), secret);
  await keepTotpSecret(db, account.id, sealed);
  return reload(c);
}

async function turnOn(c: Ctx, account: Account, typed: string) {
  const { db, now, settings } = c.get("services");
  const secret = await totpSecretOf(c, account);
  if (secret === undefined || account.totp.secret === null) return reload(c);
  const attempts = [{ limit: SECOND_FACTOR_BY_USER, of: String(account.id) }];
  const waitMs = await takeAttempt(db, attempts, now());
  if (waitMs > 0) return await answerFactor(c, account, [waitError(c, "codigo", waitMs)], 429);
  const { totpStep } = await loadTotp();
  const step = totpStep(secret, typed, now());
  if (step === undefined) return await answerFactor(c, account, [WRONG_CODE]);
  const { codes, codeHashes } = await newCodes();
  const sealedSecret = account.totp.secret;
  const kept = { userId: account.id, sealedSecret, step, codeHashes, nowMs: now() };
  const confirm = (entry: Entry) => confirmTotp(db, kept, entry);
  if (!await act(c, { name: "secondFactorOn" }, confirm)) return reload(c);
  const session = sessionOf(c);
  await confirmSecondFactor(db, session.id, now());
  await endOtherSessions(db, { userId: account.id, keepId: session.id, nowMs: now() });
  const change = {
    subject: "Se activó el segundo factor",
    text: "se activó el segundo factor y se cerraron sus otras sesiones.",
  };
  tell(c, account, (to) => accountChangedMail(to, account, settings, change));
  return answerCodes(c, codes);
}

async function turnOff(c: Ctx, account: Account) {
  const { db, settings } = c.get("services");
  if (account.kind === "staff") {
    throw new Problem("forbidden", "Los funcionarios no pueden quitar el segundo factor.");
  }
  const remove = (entry: Entry) => removeSecondFactor(db, account.id, entry);
  await act(c, { name: "secondFactorOff" }, remove);
  const change = {
    subject: "Se quitó el segundo factor",
    text: "se quitó el segundo factor: ahora basta la contraseña.",
  };
  tell(c, account, (to) => accountChangedMail(to, account, settings, change));
  return reload(c);
}

async function renewCodes(c: Ctx, account: Account) {
  const { db, now } = c.get("services");
  const { codes, codeHashes } = await newCodes();
  const replace = (entry: Entry) => replaceRecoveryCodes(db, account.id, codeHashes, now(), entry);
  await act(c, { name: "recoveryCodesMade" }, replace);
  return answerCodes(c, codes);
}

/** Checks a code of the confirmed authenticator; five wrong ones cost a wait. */
async function judgeCode(c: Ctx, account: Account, typed: string) {
  const { db, now } = c.get("services");
  const attempts = [{ limit: SECOND_FACTOR_BY_USER, of: String(account.id) }];
  const waitMs = await takeAttempt(db, attempts, now());
  if (waitMs > 0) return { error: waitError(c, "codigo", waitMs), status: 429 as const };
  return await takeSecondFactor(c, account, typed) ? undefined : { error: WRONG_CODE };
}

const WRONG_CODE: FieldError = {
  field: "codigo",
  message: "Ese código no es válido o ya se usó. Escriba el que ve ahora.",
};

async function newCodes(): Promise<{ codes: string[]; codeHashes: string[] }> {
  const codes = Array.from(
    { length: RECOVERY_CODE_COUNT },
    () => recoveryCode(crypto.getRandomValues(new Uint8Array(RECOVERY_CODE_BYTES))),
  );
  const plain = codes.map((code) => plainRecoveryCode(code) ?? "");
  return { codes, codeHashes: await Promise.all(plain.map(sha256)) };
}

function answerCodes(c: Ctx, codes: string[]) {
  return answerPage(c, { title: TITLE, content: <RecoveryCodesPage codes={codes} /> });
}

async function answerFactor(c: Ctx, account: Account, errors: FieldError[], status?: 429) {
  const { db } = c.get("services");
  const common = { errors, csrfToken: csrfTokenOf(c) ?? "" };
  const isRequired = account.kind === "staff";
  const content = account.totp.confirmedAt !== null
    ? (
      <FactorOnPage
        {...common}
        isRequired={isRequired}
        codesLeft={await countRecoveryCodes(db, account.id)}
      />
    )
    : (
      <FactorOffPage
        {...common}
        isRequired={isRequired}
        pending={await pendingSecret(c, account)}
      />
    );
  return answerPage(c, { title: TITLE, content }, status ?? (errors.length > 0 ? 422 : 200));
}

/** The secret that is not confirmed yet, as an authenticator reads it. */
async function pendingSecret(c: Ctx, account: Account) {
  const secret = await totpSecretOf(c, account);
  if (secret === undefined) return undefined;
  const { eps } = c.get("services").settings;
  const [first] = account.memberships;
  const label = account.email ?? first?.provider.nit ?? "";
  const { totpAddress } = await loadTotp();
  // Like the codes, their picture is loaded with the first one.
  const { qrPath } = await import("../../lib/qr.ts");
  return { secret, qr: qrPath(totpAddress(secret, `Zona Ser ${eps.name}`, label)) };
}
