import { takeAttempt } from "../../db/accounts/attempts.ts";
import type { Draft } from "../../domain/appointments/appointment.ts";
import { APPOINTMENT_CHANGE_BY_PERSON } from "../../domain/appointments/booking.ts";
import { folio } from "../../domain/folio.ts";
import { Problem } from "../../domain/errors.ts";
import { type Ctx, holderOf, personOf, sessionOf, todayOf } from "../context.ts";
import { csrfTokenOf } from "../guards/csrf.ts";

/** The draft of an address, of whoever asks, for the person for whom she acts now. */
export function ownDraft(c: Ctx) {
  const { now } = c.get("services");
  const [actorId, affiliateId] = [holderOf(c).id, personOf(c).id];
  return { draftId: c.req.param("borrador") ?? "", actorId, affiliateId, nowMs: now() };
}

/** A draft whose kind was chosen; the steps after that are not found before it. */
export function withCareKind<Step extends { draft: Draft }>(
  step: Step | undefined,
): Step & { draft: Draft & { careKind: string } } {
  const careKind = step?.draft.careKind;
  if (!step || !careKind) throw new Problem("notFound");
  return { ...step, draft: { ...step.draft, careKind } };
}

/** What every page of these is drawn with. */
export function pageOf(c: Ctx) {
  return { today: todayOf(c), csrfToken: csrfTokenOf(c) ?? "" };
}

/** A number that people can say: of an appointment, or of a request to be called. */
export function newFolio(c: Ctx, prefix: "CI" | "LL"): string {
  return folio(prefix, todayOf(c).slice(0, 4), crypto.getRandomValues(new Uint8Array(8)));
}

/** How long somebody must wait before she books, moves or cancels again; 0 where she need not. */
export async function takeChange(c: Ctx): Promise<number> {
  const { db, now } = c.get("services");
  const tries = [{ limit: APPOINTMENT_CHANGE_BY_PERSON, of: String(sessionOf(c).userId) }];
  return await takeAttempt(db, tries, now());
}

/** What the mails about appointments are written with. */
export function mailSettings(c: Ctx) {
  const { eps, baseUrl } = c.get("services").settings;
  return { eps, baseUrl, today: todayOf(c) };
}
