import { ENROLMENT, placeHref } from "../../components/enrolment/links.ts";
import { readAnswers } from "../../domain/enrolment/answers.ts";
import type { Enrolment } from "../../domain/enrolment/enrolment.ts";
import { firstOpen, type Place } from "../../domain/enrolment/path.ts";
import { type Ctx, todayOf } from "../context.ts";

export const START = ENROLMENT;
/** What step 1 means, shown once it is answered. */
export const GROUP = `${ENROLMENT}/grupo`;
/** Where everything that was typed stands together. */
export const REVIEW = `${ENROLMENT}/revision`;

/** Leads to the first thing that is still open. */
export function leadOn(c: Ctx, { typed }: Pick<Enrolment, "typed">): Response {
  const open = firstOpen(readAnswers(typed), todayOf(c));
  return c.redirect(open ? placeHref(open) : REVIEW, 303);
}

/** The way back from a question. */
export function backTo(place: Place | undefined): { href: string; name: string } {
  return place ? { href: placeHref(place), name: "Atrás" } : { href: START, name: "Afiliarse" };
}
