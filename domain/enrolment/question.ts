import { z } from "zod";
import { type CivilDate, readTypedDate } from "../dates.ts";
import type { FieldError } from "../errors.ts";
import { plainText } from "../plain_text.ts";

/** The guide's five steps; each has some questions. */
export const STEPS = [
  "SISBÉN",
  "Motivo",
  "Datos",
  "Documentos y firma",
  "Revisar y enviar",
] as const;
export type Step = 1 | 2 | 3 | 4 | 5;

/** One box of a question: `choice` is a list of which one is chosen, `radio` a few with big targets. */
export type AskedField = {
  name: string;
  label: string;
  hint?: string;
  kind: "text" | "choice" | "radio";
  options?: readonly (readonly [string, string])[];
  inputmode?: "text" | "numeric" | "tel";
  autocomplete?: string;
  /** Its number in the Formulario Único (Resolución 974 de 2016), where it has one. */
  box?: number;
  /** Whether places of an IPS are proposed while one types. */
  isProposed?: true;
};

/** The boxes of a question under the numbers that they have for somebody else on the form. */
export function numbered<Fields extends readonly AskedField[]>(
  fields: Fields,
  boxes: Partial<Record<Fields[number]["name"], number>>,
): AskedField[] {
  const numbers = new Map<string, number | undefined>(Object.entries(boxes));
  return fields.map(({ box: _, ...field }) => {
    const box = numbers.get(field.name);
    return { ...field, ...(box !== undefined && { box }) };
  });
}

/** What was typed into the boxes of a question, by their names. */
export type Typed = Record<string, string>;

/** One screen: what it asks, its boxes, and how what was typed into them is judged and read. */
export type Question<Answer = unknown> = {
  key: string;
  step: Step;
  title: string;
  lead?: string;
  fields: readonly AskedField[];
  schema: z.ZodType<Answer>;
};

/** Reads a question's boxes; errors are one a box, in the order of the boxes. */
export function readQuestion<Answer>(
  { schema, fields }: Question<Answer>,
  typed: Typed,
): { answer: Answer } | { errors: FieldError[] } {
  const reading = schema.safeParse(typed);
  if (reading.success) return { answer: reading.data };
  const messages = new Map<string, string>();
  for (const { path: [field], message } of reading.error.issues) {
    if (!messages.has(String(field))) messages.set(String(field), message);
  }
  return {
    errors: fields.flatMap(({ name }) => {
      const message = messages.get(name);
      return message === undefined ? [] : [{ field: name, message }];
    }),
  };
}

/** What was typed into the boxes of a question and nothing else, ready to be stored. */
export function typedInto({ fields }: Question, typed: Typed): Typed {
  return Object.fromEntries(fields.map(({ name }) => [name, (typed[name] ?? "").trim()]));
}

const typedText = z.string().default("").transform(plainText);

/** A text that must be there; `message` says what to write. */
export function required(message: string, max = 60) {
  return typedText.pipe(z.string().min(1, message).max(max, tooLong(max)));
}

/** A text that may be left out; null then. */
export function optional(max = 60) {
  return typedText.pipe(z.string().max(max, tooLong(max))).transform((text) => text || null);
}

/** A word of a person's name: nothing that a spreadsheet would take for a formula. */
export function nameWord(message: string) {
  return required(message).pipe(z.string().regex(NAME, NOT_A_NAME));
}

export function optionalName() {
  return typedText.pipe(
    z.string().max(60, tooLong(60)).refine((text) => text === "" || NAME.test(text), NOT_A_NAME),
  ).transform((text) => text || null);
}

/** One of the codes of a list. */
export function oneOf<Code extends string>(
  options: readonly (readonly [Code, string])[],
  message: string,
) {
  const codes = new Map<string, Code>(options.map(([code]) => [code, code]));
  return z.string().default("").transform((typed, context) => {
    const code = codes.get(typed);
    if (code !== undefined) return code;
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });
}

/** A day as people type it. */
export function day() {
  return z.string().default("").transform((typed, context): CivilDate => {
    const reading = readTypedDate(typed);
    if ("date" in reading) return reading.date;
    context.addIssue({ code: "custom", message: reading.problem });
    return z.NEVER;
  });
}

/** Digits of a Colombian telephone, with the spaces that people write in between. */
export function phone(message: string) {
  return typedText.transform((typed) => typed.replaceAll(/[\s().-]|^\+57/g, ""))
    .pipe(z.string().regex(/^\d{7,10}$/, message));
}

const NAME = /^[\p{L}\p{M}][\p{L}\p{M}'’. -]*$/u;
const NOT_A_NAME = "Escriba solo letras, como en el documento.";

function tooLong(max: number): string {
  return `Escriba a lo sumo ${max} letras.`;
}
