import { getCookie, setCookie } from "hono/cookie";
import { findKeptForm, keepForm, sealForForm } from "../../db/accounts/kept_forms.ts";
import { KEPT_FORM_MS, type KeptForm, keptForm } from "../../domain/accounts/kept_form.ts";
import { MAX_FILE_BYTES } from "../../domain/inquiries/file.ts";
import { seal, unseal } from "../../lib/sealed.ts";
import { type Ctx, sessionOf } from "../context.ts";
import { findEndedSession } from "./authenticate.ts";
import { CSRF_FIELD, isCodeOf } from "./csrf.ts";
import { cookieName, cookieOptions } from "./session_cookie.ts";

/*
 * A form that meets the end of its session is kept, sealed, for the same person and this browser, and
 * drawn again after the sign-in (routes/accounts/resume.tsx).
 */

const COOKIE = "formulario";
/** Where a kept form is drawn again. */
export const RESUME = "/formulario";
/** A form with the files of an inquiry; larger ones are read by nobody before it is known who sends. */
const MAX_BODY_BYTES = MAX_FILE_BYTES + 64 * 1024;

/**
 * Keeps what was typed into the form that this request sends, where its session was real and has
 * ended, and the form is of one of its own pages; answers whether it did.
 */
export async function keepSentForm(c: Ctx): Promise<boolean> {
  const size = Number(c.req.header("content-length") ?? Infinity);
  if (c.req.method !== "POST" || size > MAX_BODY_BYTES) return false;
  const ended = await findEndedSession(c);
  if (!ended) return false;
  const sent = await c.req.formData().catch(() => new FormData());
  if (!isCodeOf(c, ended, sent.get(CSRF_FIELD))) return false;
  const place = { path: c.req.path, providerId: ended.membership?.provider.id ?? null };
  const form = keptForm(place, [...sent]);
  if (!form) return false;
  const { db, now, settings } = c.get("services");
  const { id: sessionId, userId } = ended;
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
