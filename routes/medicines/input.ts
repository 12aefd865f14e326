import { z } from "zod";
import { takeAttempt } from "../../db/accounts/attempts.ts";
import type { NewRequest } from "../../db/medicines/requests.ts";
import { folio } from "../../domain/folio.ts";
import { MEDICINE_REQUEST_BY_PERSON } from "../../domain/medicines/request_form.ts";
import { type Ctx, personOf, sessionOf, todayOf } from "../context.ts";

export const typed = z.string().max(1000).default("");

/** A point that a load took away since the form was drawn, or that never was one. */
export const UNKNOWN_POINT = {
  field: "punto",
  message: "Ese punto ya no está en el directorio: escoja otro.",
};

/** Who asks for whom, with a radicado that nobody has. */
export function newRequest(c: Ctx, formId: string): NewRequest {
  const year = todayOf(c).slice(0, 4);
  return {
    folio: folio("MD", year, crypto.getRandomValues(new Uint8Array(8))),
    formId,
    affiliateId: personOf(c).id,
    requestedBy: sessionOf(c).userId,
    createdAt: c.get("services").now(),
  };
}

/** How long somebody must wait before she asks for a medicine again; 0 where she need not. */
export async function takeRequestAttempt(c: Ctx): Promise<number> {
  const { db, now } = c.get("services");
  const tries = [{ limit: MEDICINE_REQUEST_BY_PERSON, of: String(sessionOf(c).userId) }];
  return await takeAttempt(db, tries, now());
}
