import type { CivilDate } from "../dates.ts";
import {
  type Answers,
  HOLDER_QUESTIONS,
  type HolderKey,
  isContributor,
  PERSON_QUESTIONS,
  type PersonKey,
} from "./answers.ts";
import { contradictionsOf } from "./contradictions.ts";
import type { Question } from "./question.ts";

/** One question of one enrolment: the holder's own, or that of a beneficiary, by her handle. */
export type Place = { key: HolderKey; handle?: undefined } | { key: PersonKey; handle: string };

/**
 * What is asked in this case, in order. Beneficiaries come before the question whether anybody is
 * missing, because its answer is about all of them.
 */
export function placesOf(answers: Answers): Place[] {
  const { motivo, people } = answers;
  return [
    { key: "sisben" },
    { key: "sustento" },
    { key: "motivo" },
    ...when(motivo?.motivo === "traslado", { key: "traslado" }),
    ...when(motivo?.motivo === "novedad", { key: "novedad" }),
    ...HOLDER_KEYS.map((key): Place => ({ key })),
    ...when(isContributor(answers), { key: "aporte" }),
    ...people.flatMap(({ handle }) => PERSON_KEYS.map((key): Place => ({ key, handle }))),
    { key: "personas" },
  ];
}

/** The first question that has no answer, or one that another answer contradicts. */
export function firstOpen(answers: Answers, today: CivilDate): Place | undefined {
  return placesOf(answers).find((place) => isOpen(place, answers, today));
}

/** Whether a question may be asked now: everything before it has its answer. */
export function mayAsk(place: Place, answers: Answers, today: CivilDate): boolean {
  const places = placesOf(answers);
  const index = places.findIndex((one) => isSame(one, place));
  return index >= 0 && places.slice(0, index).every((one) => !isOpen(one, answers, today));
}

/** The question before this one; undefined for the first. */
export function placeBefore(place: Place, answers: Answers): Place | undefined {
  const places = placesOf(answers);
  return places[places.findIndex((one) => isSame(one, place)) - 1];
}

export function questionAt(place: Place): Question {
  return place.handle === undefined ? HOLDER_QUESTIONS[place.key] : PERSON_QUESTIONS[place.key];
}

/** Whether a text may be the handle of a beneficiary: random, and nothing of her. */
export function isHandle(text: string): boolean {
  return /^p[0-9a-f]{16}$/.test(text);
}

/** A place by the words of an address; undefined where there is none. */
export function readPlace(key: string, handle?: string): Place | undefined {
  if (handle !== undefined) {
    if (!isHandle(handle)) return undefined;
    const found = PERSON_KEYS.find((one) => one === key);
    return found && { key: found, handle };
  }
  const found = ALL_HOLDER_KEYS.find((one) => one === key);
  return found && { key: found };
}

const HOLDER_KEYS = [
  "documento",
  "nombre",
  "nacimiento",
  "residencia",
  "contacto",
  "condicion",
  "ips",
] as const satisfies HolderKey[];
const ALL_HOLDER_KEYS = [
  "sisben",
  "sustento",
  "motivo",
  "traslado",
  "novedad",
  ...HOLDER_KEYS,
  "aporte",
  "personas",
] as const satisfies HolderKey[];
const PERSON_KEYS = [
  "parentesco",
  "documento",
  "nombre",
  "nacimiento",
  "condicion",
  "ips",
] as const satisfies PersonKey[];

function isOpen(place: Place, answers: Answers, today: CivilDate): boolean {
  const answer = place.handle === undefined
    ? answers[place.key]
    : answers.people.find(({ handle }) => handle === place.handle)?.[place.key];
  return answer === undefined || contradictionsOf(place, answers, today).length > 0;
}

function isSame(one: Place, other: Place): boolean {
  return one.key === other.key && one.handle === other.handle;
}

function when(condition: boolean, place: Place): Place[] {
  return condition ? [place] : [];
}
