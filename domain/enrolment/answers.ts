import { z } from "zod";
import { LIVELIHOOD, NOVELTY, REASON, SISBEN, TRANSFER_QUESTION } from "./case_questions.ts";
import { CIRCUMSTANCES, CONTRIBUTION, PERSON_CIRCUMSTANCES } from "./circumstances_questions.ts";
import { BIRTH, CONTACT, DOCUMENT, NAME, RESIDENCE } from "./holder_questions.ts";
import { PERSON_PRIMARY_SITE, PRIMARY_SITE } from "./site_questions.ts";
import { KINSHIP, PEOPLE, PERSON_BIRTH, PERSON_DOCUMENT, PERSON_NAME } from "./person_questions.ts";

/** The questions about the case and whoever applies, by key. */
export const HOLDER_QUESTIONS = {
  sisben: SISBEN,
  sustento: LIVELIHOOD,
  motivo: REASON,
  traslado: TRANSFER_QUESTION,
  novedad: NOVELTY,
  documento: DOCUMENT,
  nombre: NAME,
  nacimiento: BIRTH,
  residencia: RESIDENCE,
  contacto: CONTACT,
  condicion: CIRCUMSTANCES,
  ips: PRIMARY_SITE,
  aporte: CONTRIBUTION,
  personas: PEOPLE,
} as const;
export type HolderKey = keyof typeof HOLDER_QUESTIONS;

/** The questions about each beneficiary, by key, in the order in which they are asked. */
export const PERSON_QUESTIONS = {
  parentesco: KINSHIP,
  documento: PERSON_DOCUMENT,
  nombre: PERSON_NAME,
  nacimiento: PERSON_BIRTH,
  condicion: PERSON_CIRCUMSTANCES,
  ips: PERSON_PRIMARY_SITE,
} as const;
export type PersonKey = keyof typeof PERSON_QUESTIONS;

const typed = z.record(z.string(), z.string());
const typedQuestions = z.record(z.string(), typed);
const TYPED = z.object({ holder: typedQuestions, people: z.record(z.string(), typedQuestions) });

/** What a draft stores: what was typed, by question; of beneficiaries by their handles, in order. */
export type TypedEnrolment = z.output<typeof TYPED>;

/** Reads the JSON of a draft. */
export function readTyped(json: string): TypedEnrolment {
  return TYPED.parse(JSON.parse(json));
}

const HOLDER = z.object({
  sisben: answered(SISBEN.schema),
  sustento: answered(LIVELIHOOD.schema),
  motivo: answered(REASON.schema),
  traslado: answered(TRANSFER_QUESTION.schema),
  novedad: answered(NOVELTY.schema),
  documento: answered(DOCUMENT.schema),
  nombre: answered(NAME.schema),
  nacimiento: answered(BIRTH.schema),
  residencia: answered(RESIDENCE.schema),
  contacto: answered(CONTACT.schema),
  condicion: answered(CIRCUMSTANCES.schema),
  ips: answered(PRIMARY_SITE.schema),
  aporte: answered(CONTRIBUTION.schema),
  personas: answered(PEOPLE.schema),
});
const PERSON = z.object({
  parentesco: answered(KINSHIP.schema),
  documento: answered(PERSON_DOCUMENT.schema),
  nombre: answered(PERSON_NAME.schema),
  nacimiento: answered(PERSON_BIRTH.schema),
  condicion: answered(PERSON_CIRCUMSTANCES.schema),
  ips: answered(PERSON_PRIMARY_SITE.schema),
});

export type PersonAnswers = z.output<typeof PERSON> & { handle: string };
/** What was answered as the questions read it; a question without a good answer is undefined. */
export type Answers = z.output<typeof HOLDER> & { people: PersonAnswers[] };

/** Reads all that was typed by the questions as they are today, which may refuse what they took once. */
export function readAnswers({ holder, people }: TypedEnrolment): Answers {
  return {
    ...HOLDER.parse(holder),
    people: Object.entries(people).map(([handle, one]) => ({ ...PERSON.parse(one), handle })),
  };
}

/** Whoever lives on work or a pension pays, and is in the contributory regime. */
export function isContributor({ sustento }: Pick<Answers, "sustento">): boolean {
  return sustento !== undefined && sustento.sustento !== "ninguno";
}

function answered<Schema extends z.ZodType>(schema: Schema) {
  return schema.optional().catch(undefined);
}
