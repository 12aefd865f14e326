import { getCookie, setCookie } from "hono/cookie";
import { findKeptForm, keepForm, sealForForm } from "../../db/accounts/kept_forms.ts";
import { KEPT_FORM_MS, keptFields, type KeptForm } from "../../domain/accounts/kept_form.ts";
import { seal, unseal } from "../../lib/sealed.ts";
import { type Ctx, sessionOf } from "../context.ts";
import { findSpentSession } from "./authenticate.ts";
import { CSRF_FIELD, isCodeOf } from "./csrf.ts";
import { cookieName, cookieOptions } from "./session_cookie.ts";
import { readTyped } from "./typed_body.ts";

/*
 * A form that meets the end of its session is kept, sealed, for the same person and this browser, and
 * drawn again after the sign-in (routes/accounts/resume.tsx).
 */

const COOKIE = "formulario";
/** Where a kept form is drawn again. */
export const RESUME = "/formulario";

/**
 * Keeps what was typed into the form that this request sends, where its session was real and ran out,
 * and the form is of one of its own pages; answers whether it did.
 */
export async function keepSentForm(c: Ctx): Promise<boolean> {
  if (c.req.method !== "POST") return false;
  const spent = await findSpentSession(c);
  const sent = spent && await readTyped(c);
  if (!sent || !isCodeOf(c, spent, sent.typed.get(CSRF_FIELD))) return false;
  const form: KeptForm = {
    path: c.req.path,
    providerId: spent.membership?.provider.id ?? null,
    actedForId: spent.actedFor?.id ?? null,
    fields: keptFields(sent.typed),
    hadFiles: sent.hadFiles,
  };
  const { db, now, settings } = c.get("services");
  const { id: sessionId, userId } = spent;
  const text = JSON.stringify(form);
  const sealed = await seal(settings.sessionSecrets, sealForForm(userId), text);
  await keepForm(db, { sessionId, userId, sealed, expiresAt: now() + KEPT_FORM_MS });
  const pointer = await c.get("signers").keptForm.sign({ sid: sessionId }, now(), KEPT_FORM_MS);
  setCookie(c, cookieName(c, COOKIE), pointer, { ...cookieOptions(c), sameSite: "Strict" });
  return true;
}

/** The form that this browser sent for the person who is signed in now, if it is still kept. */
export async function readKeptForm(c: Ctx): Promise<KeptForm | undefined> {
  const { db, now, settings } = c.get("services");
  const { userId } = sessionOf(c);
  const pointer = getCookie(c, cookieName(c, COOKIE)) ?? "";
  const claims = await c.get("signers").keptForm.read(pointer, now());
  if (typeof claims?.sid !== "string") return undefined;
  const sealed = await findKeptForm(db, { sessionId: claims.sid, userId, nowMs: now() });
  const text = sealed && await unseal(settings.sessionSecrets, sealForForm(userId), sealed);
  return text ? JSON.parse(text) : undefined;
}
