import { ENROLMENT, placeHref } from "../../components/enrolment/links.ts";
import { type Answers, readAnswers } from "../../domain/enrolment/answers.ts";
import { type Enrolment, isEditable } from "../../domain/enrolment/enrolment.ts";
import { missingPapers } from "../../domain/enrolment/papers.ts";
import { firstOpen, type Place } from "../../domain/enrolment/path.ts";
import { signedText } from "../../domain/enrolment/signature.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { type Ctx, todayOf } from "../context.ts";

export const START = ENROLMENT;
/** What step 1 means, shown once it is answered. */
export const GROUP = `${ENROLMENT}/grupo`;
/** The group that is enrolled together. */
export const PEOPLE = `${ENROLMENT}/personas`;
export const DOCUMENTS = `${ENROLMENT}/documentos`;
const SIGNATURE = `${ENROLMENT}/firma`;
/** Where everything that was typed stands together. */
export const REVIEW = `${ENROLMENT}/revision`;
/** What became of a request that was sent. */
export const STATE = `${ENROLMENT}/estado`;

/** The address of the first thing that is still open: a question, a paper, the signature, sending. */
export function nextOf(c: Ctx, enrolment: Enrolment): string {
  if (!isEditable(enrolment)) return STATE;
  return openPartOf(c, enrolment) ?? REVIEW;
}

/** Leads to the first thing that is still open. */
export function leadOn(c: Ctx, enrolment: Enrolment): Response {
  return c.redirect(nextOf(c, enrolment), 303);
}

/** What must be done before an enrolment can be sent; undefined where nothing is left. */
export function openPartOf(c: Ctx, enrolment: Enrolment): string | undefined {
  const answers = readAnswers(enrolment.typed);
  return openBeforeSignature(c, answers, enrolment) ??
    (isSigned(enrolment) ? undefined : SIGNATURE);
}

/** What must be done before an enrolment can be signed. */
export function openBeforeSignature(
  c: Ctx,
  answers: Answers,
  { documents }: Pick<Enrolment, "documents">,
): string | undefined {
  const open = firstOpen(answers, todayOf(c));
  if (open) return placeHref(open);
  return missingPapers(answers, documents).length > 0 ? DOCUMENTS : undefined;
}

/** The hash of all that a signature covers, as it is now. */
export function hashToSign({ typed, documents }: Pick<Enrolment, "typed" | "documents">): string {
  return sha256(signedText(typed, documents));
}

/** Whether what was signed is still what is to be sent. */
export function isSigned(enrolment: Enrolment): boolean {
  return enrolment.signature?.sha256 === hashToSign(enrolment);
}

/** The way back from a question. */
export function backTo(place: Place | undefined): { href: string; name: string } {
  return place ? { href: placeHref(place), name: "Atrás" } : { href: START, name: "Afiliarse" };
}

/** Where a form of the wizard that the portal itself draws again leads: it has no page of its own. */
export function leadTo(address: string) {
  return (c: Ctx) => c.redirect(address, 303);
}
