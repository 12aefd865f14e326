import { z } from "zod";
import { KINSHIPS } from "./law.ts";
import { BIRTH, DOCUMENT, NAME } from "./holder_questions.ts";
import { numbered, oneOf, type Question } from "./question.ts";

/*
 * Step 3, section IV of the Formulario Único: what is asked of each beneficiary, and whether the list
 * is complete.
 */

const KINSHIP_CHOICES = KINSHIPS.map(({ code, name }) => [code, name] as const);

const kinship = z.object({ parentesco: oneOf(KINSHIP_CHOICES, "Elija qué es de usted.") });

export const KINSHIP = {
  key: "parentesco",
  step: 3,
  title: "¿Qué es de usted esta persona?",
  fields: [{
    name: "parentesco",
    label: "Es mi",
    kind: "radio",
    options: KINSHIP_CHOICES,
    box: 29,
  }],
  schema: kinship,
} as const satisfies Question<z.output<typeof kinship>>;

export const PERSON_DOCUMENT = {
  ...DOCUMENT,
  title: "¿Cuál es el documento de esta persona?",
  fields: numbered(DOCUMENT.fields, { tipoDocumento: 25, documento: 26 }),
};
export const PERSON_NAME = {
  ...NAME,
  title: "¿Cómo se llama esta persona?",
  fields: numbered(NAME.fields, {
    primerNombre: 24,
    segundoNombre: 24,
    primerApellido: 24,
    segundoApellido: 24,
  }),
};
export const PERSON_BIRTH = {
  ...BIRTH,
  title: "¿Cuándo nació esta persona?",
  fields: numbered(BIRTH.fields, { nacimiento: 28, sexo: 27 }),
};

/** Asked below the list of people; its only answer is that nobody is missing. */
const people = z.object({ completa: z.literal("si") });

export const PEOPLE = {
  key: "personas",
  step: 3,
  title: "¿A quién más incluye?",
  lead: "Su pareja, sus hijos o quien dependa de usted. Si se afilia solo usted, siga adelante.",
  fields: [{ name: "completa", label: "", kind: "text" }],
  schema: people,
} as const satisfies Question<z.output<typeof people>>;
