import { readAnswers, type TypedEnrolment } from "./answers.ts";
import { nameOf } from "./names.ts";
import { type Place, placesOf, questionAt } from "./path.ts";
import type { AskedField, Typed } from "./question.ts";

/** What was answered to one question, in words, and where it can be changed. */
export type SummaryPart = { place: Place; title: string; rows: SummaryRow[] };
/** `box` is its number in the Formulario Único, where it has one. */
export type SummaryRow = { label: string; value: string; box?: number };
/** The parts about one person; the first is about the case and whoever applies. */
export type SummarySection = { title: string; handle?: string; parts: SummaryPart[] };

/** Everything that was typed, in the order of the questions, as people read it; empty boxes are left out. */
export function summarize(typed: TypedEnrolment): SummarySection[] {
  const answers = readAnswers(typed);
  const places = placesOf(answers).filter(({ key }) => key !== "personas");
  return [
    {
      title: "Usted",
      parts: places.filter(({ handle }) => handle === undefined)
        .map((place) => summarizePart(place, typed.holder[place.key])),
    },
    ...answers.people.map((person) => ({
      title: nameOf(person),
      handle: person.handle,
      parts: places.filter(({ handle }) => handle === person.handle)
        .map((place) => summarizePart(place, typed.people[person.handle]?.[place.key])),
    })),
  ];
}

function summarizePart(place: Place, typed: Typed = {}): SummaryPart {
  const { title, fields } = questionAt(place);
  const rows = fields.flatMap((field): SummaryRow[] => {
    const { label, box } = field;
    const value = inWords(field, typed[field.name] ?? "");
    return value === "" ? [] : [{ label, value, ...(box !== undefined && { box }) }];
  });
  return { place, title, rows };
}

function inWords({ options }: AskedField, value: string): string {
  return options?.find(([code]) => code === value)?.[1] ?? value;
}
