import { z } from "zod";
import { parseNit } from "../nit.ts";
import { numbered, oneOf, optional, type Question, required } from "./question.ts";

/*
 * Step 3, section III of the Formulario Único: what the law calls sensitive may be left unsaid (Ley
 * 1581 de 2012, artículo 6), and work is asked of the contributory regime alone.
 */

const ETHNICITIES = [
  ["ninguno", "Ninguno"],
  ["indigena", "Indígena"],
  ["rrom", "Rrom o gitano"],
  ["raizal", "Raizal de San Andrés y Providencia"],
  ["palenquero", "Palenquero de San Basilio"],
  ["afro", "Negro, mulato o afrocolombiano"],
  ["reserva", "Prefiero no decirlo"],
] as const;
/** The letters are those of boxes 12 and 31 of the form, as are those of `DEGREES`. */
const DISABILITIES = [
  ["ninguna", "Ninguna"],
  ["F", "Física"],
  ["N", "De los sentidos o del habla"],
  ["M", "Mental"],
  ["reserva", "Prefiero no decirlo"],
] as const;
const DEGREES = [
  ["ninguna", "Sin discapacidad"],
  ["T", "Temporal"],
  ["P", "Permanente"],
  ["reserva", "Prefiero no decirlo"],
] as const;
const POPULATIONS = [
  ["ninguna", "Ninguno"],
  ["victima", "Víctima del conflicto"],
  ["migrante", "Migrante de Venezuela"],
  ["desmovilizado", "Persona desmovilizada"],
  ["proteccion", "Menor bajo protección"],
  ["mayor", "Adulto mayor en un centro de protección"],
  ["otro", "Otro"],
  ["reserva", "Prefiero no decirlo"],
] as const;

const SENSITIVE = {
  etnia: oneOf(ETHNICITIES, "Elija uno."),
  discapacidad: oneOf(DISABILITIES, "Elija una."),
  grado: oneOf(DEGREES, "Elija una."),
};
const circumstances = z.object({ ...SENSITIVE, poblacion: oneOf(POPULATIONS, "Elija uno.") })
  .superRefine(judgeDegree);
const personCircumstances = z.object(SENSITIVE).superRefine(judgeDegree);

/** Whoever names a disability says whether it is for some time or for good, or leaves it unsaid. */
function judgeDegree(
  { discapacidad, grado }: { discapacidad: string; grado: string },
  context: z.RefinementCtx,
): void {
  const isNone = discapacidad === "ninguna";
  const isWithout = grado === "ninguna";
  if (isNone === isWithout || discapacidad === "reserva" || grado === "reserva") return;
  const message = isNone
    ? "Arriba eligió «Ninguna»: elija aquí «Sin discapacidad», o cambie la de arriba."
    : "Elija si es temporal o permanente, o «Prefiero no decirlo».";
  context.addIssue({ code: "custom", message, path: ["grado"] });
}

const SENSITIVE_FIELDS = [
  { name: "etnia", label: "Pueblo o grupo étnico", kind: "choice", options: ETHNICITIES, box: 11 },
  { name: "discapacidad", label: "Discapacidad", kind: "choice", options: DISABILITIES, box: 12 },
  {
    name: "grado",
    label: "Si la tiene, es",
    kind: "choice",
    options: DEGREES,
    box: 12,
  },
] as const;

export const CIRCUMSTANCES = {
  key: "condicion",
  step: 3,
  title: "Otros datos sobre usted",
  lead:
    "Son datos sensibles: no está obligado a darlos. Sirven para que reciba la atención que le " +
    "corresponde.",
  fields: [
    ...SENSITIVE_FIELDS,
    {
      name: "poblacion",
      label: "Grupo de población",
      kind: "choice",
      options: POPULATIONS,
      box: 14,
    },
  ],
  schema: circumstances,
} as const satisfies Question<z.output<typeof circumstances>>;

/** The same of a beneficiary, of whom the form asks less. */
export const PERSON_CIRCUMSTANCES = {
  ...CIRCUMSTANCES,
  title: "Otros datos sobre esta persona",
  fields: numbered(SENSITIVE_FIELDS, { etnia: 30, discapacidad: 31, grado: 31 }),
  schema: personCircumstances,
} as const satisfies Question<z.output<typeof personCircumstances>>;

const contribution = z.object({
  ingreso: required("Escriba cuánto gana al mes, sin centavos.", 20)
    .transform((typed) => typed.replaceAll(/[\s.$]/g, ""))
    .pipe(z.string().regex(/^[1-9]\d{4,8}$/, "Escriba los pesos sin centavos: 1.750.000."))
    .transform(Number),
  empleador: optional(120),
  nitEmpleador: optional(30).transform((typed, context) => {
    const nit = typed === null ? null : parseNit(typed);
    if (nit !== undefined) return nit;
    context.addIssue({
      code: "custom",
      message: "Revise el número: va sin letras, por ejemplo 900.123.456.",
    });
    return z.NEVER;
  }),
  pensiones: optional(80),
  riesgos: optional(80),
});

export const CONTRIBUTION = {
  key: "aporte",
  step: 3,
  title: "¿Cuánto gana y quién le paga?",
  fields: [
    {
      name: "ingreso",
      label: "Ingreso de un mes, en pesos",
      hint: "Sin centavos: 1.750.000.",
      kind: "text",
      inputmode: "numeric",
      box: 17,
    },
    {
      name: "empleador",
      label: "Quién le paga, si no trabaja por su cuenta",
      kind: "text",
      box: 35,
    },
    {
      name: "nitEmpleador",
      label: "NIT o cédula de quien le paga",
      hint: "Está en su desprendible de pago. Si no lo tiene, déjelo en blanco.",
      kind: "text",
      inputmode: "numeric",
      box: 37,
    },
    { name: "pensiones", label: "Fondo de pensiones, si tiene", kind: "text", box: 16 },
    { name: "riesgos", label: "ARL (riesgos del trabajo), si tiene", kind: "text", box: 15 },
  ],
  schema: contribution,
} as const satisfies Question<z.output<typeof contribution>>;
