import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { z } from "zod";
import { findEnrolment } from "../../db/enrolment/enrolments.ts";
import type { Enrolment } from "../../domain/enrolment/enrolment.ts";
import { sha256 } from "../../lib/secret_token.ts";
import type { Ctx } from "../context.ts";
import { cookieName, cookieOptions } from "../guards/session_cookie.ts";

/*
 * An applicant has no account: a secret opens the request. It is in a cookie of the browser, and in
 * each form, so that a form is of use also where the cookie has ended. The database has its hash alone.
 */

const COOKIE = "afiliacion";
/** Nobody sits before one form for longer; the mailed link opens the draft again. */
const OPEN_MS = 24 * 60 * 60 * 1000;

/** The fields of a form of the wizard; repeated names are refused, and so is what no box takes. */
export const WIZARD_FORM = z.object({ borrador: z.string().max(100).default("") })
  .catchall(z.string().max(300));

/** The enrolment that this browser has open, and the secret that opens it. */
export type Opened = { enrolment: Enrolment | undefined; secret: string };

/** Finds the enrolment of a form's secret, or of the cookie where the form has none. */
export async function openEnrolment(c: Ctx, sent = ""): Promise<Opened> {
  const { db, now } = c.get("services");
  const secret = sent || await secretInCookie(c);
  const enrolment = secret === "" ? undefined : await findEnrolment(db, sha256(secret), now());
  return { enrolment, secret };
}

/** Keeps the enrolment open in this browser for a day from now, or until it is closed. */
export async function keepOpen(c: Ctx, secret: string): Promise<void> {
  const signed = await c.get("signers").enrolment.sign(
    { secret },
    c.get("services").now(),
    OPEN_MS,
  );
  setCookie(c, cookieName(c, COOKIE), signed, cookieOptions(c));
}

export function closeEnrolment(c: Ctx): void {
  deleteCookie(c, cookieName(c, COOKIE), cookieOptions(c));
}

async function secretInCookie(c: Ctx): Promise<string> {
  const signed = getCookie(c, cookieName(c, COOKIE)) ?? "";
  const claims = await c.get("signers").enrolment.read(signed, c.get("services").now());
  return typeof claims?.secret === "string" ? claims.secret : "";
}
