import { z } from "zod";
import { oneOf, optional, type Question, required } from "./question.ts";

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
/** The letters are those of box 12 of the form. */
const DISABILITIES = [
  ["ninguna", "Ninguna"],
  ["F", "Física"],
  ["N", "De los sentidos o del habla"],
  ["M", "Mental"],
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

const circumstances = z.object({
  etnia: oneOf(ETHNICITIES, "Elija uno."),
  discapacidad: oneOf(DISABILITIES, "Elija una."),
  poblacion: oneOf(POPULATIONS, "Elija uno."),
});

export const CIRCUMSTANCES = {
  key: "condicion",
  step: 3,
  title: "Tres datos más sobre usted",
  lead:
    "Son datos sensibles: no está obligado a darlos. Sirven para que reciba la atención que le " +
    "corresponde.",
  fields: [
    { name: "etnia", label: "Pueblo o grupo étnico", kind: "choice", options: ETHNICITIES },
    { name: "discapacidad", label: "Discapacidad", kind: "choice", options: DISABILITIES },
    { name: "poblacion", label: "Grupo de población", kind: "choice", options: POPULATIONS },
  ],
  schema: circumstances,
} as const satisfies Question<z.output<typeof circumstances>>;

const contribution = z.object({
  ingreso: required("Escriba cuánto gana al mes, sin centavos.", 20)
    .transform((typed) => typed.replaceAll(/[\s.$]/g, ""))
    .pipe(z.string().regex(/^[1-9]\d{4,8}$/, "Escriba los pesos sin centavos: 1.750.000."))
    .transform(Number),
  empleador: optional(120),
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
    },
    { name: "empleador", label: "Quién le paga, si trabaja con contrato", kind: "text" },
    { name: "pensiones", label: "Fondo de pensiones, si tiene", kind: "text" },
    { name: "riesgos", label: "ARL (riesgos del trabajo), si tiene", kind: "text" },
  ],
  schema: contribution,
} as const satisfies Question<z.output<typeof contribution>>;
