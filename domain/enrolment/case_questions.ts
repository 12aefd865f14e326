import { z } from "zod";
import { readSisbenGroup } from "../affiliates/affiliate.ts";
import { TRANSFER } from "./law.ts";
import { day, oneOf, type Question, required } from "./question.ts";

/*
 * Steps 1 and 2: the group of SISBÉN, what somebody lives on, and why the EPS is chosen.
 */

const YES_OR_NO = [["si", "Sí, la tengo"], ["no", "No la tengo, o no sé cuál es"]] as const;

const sisben = z.object({
  tieneGrupo: oneOf(YES_OR_NO, "Diga si tiene su clasificación."),
  grupo: z.string().default(""),
}).transform(({ tieneGrupo, grupo }, context) => {
  if (tieneGrupo === "no") return { group: null };
  const group = readSisbenGroup(grupo);
  if (group !== undefined) return { group };
  const message = "Escriba una letra de la A a la D y su número: por ejemplo B4.";
  context.addIssue({ code: "custom", message, path: ["grupo"] });
  return z.NEVER;
});

export const SISBEN = {
  key: "sisben",
  step: 1,
  title: "¿Tiene su grupo del SISBÉN?",
  lead: "Es una letra y un número, como B4. Ya no hay niveles 1 y 2: el SISBÉN los cambió por " +
    "grupos en marzo de 2021.",
  fields: [
    { name: "tieneGrupo", label: "Su clasificación", kind: "radio", options: YES_OR_NO },
    {
      name: "grupo",
      label: "Grupo",
      hint: "Solo si la tiene. De A1 a A5, B1 a B7, C1 a C18 o D1 a D21.",
      kind: "text",
      box: 13,
    },
  ],
  schema: sisben,
} as const satisfies Question<z.output<typeof sisben>>;

/** What somebody lives on; only the last of them is for the subsidised regime. */
export const LIVELIHOODS = [
  ["empleado", "Trabajo con contrato"],
  ["independiente", "Trabajo por mi cuenta y gano un salario mínimo o más"],
  ["pensionado", "Recibo una pensión"],
  ["ninguno", "Nada de eso"],
] as const;

const livelihood = z.object({ sustento: oneOf(LIVELIHOODS, "Elija de qué vive.") });

export const LIVELIHOOD = {
  key: "sustento",
  step: 1,
  title: "¿De qué vive usted?",
  lead: "Quien gana un salario mínimo o más paga una parte de su salud: es el régimen " +
    "contributivo. Para los demás es el subsidiado.",
  fields: [{ name: "sustento", label: "Elija una", kind: "radio", options: LIVELIHOODS, box: 5 }],
  schema: livelihood,
} as const satisfies Question<z.output<typeof livelihood>>;

export const REASONS = [
  ["primera", "Nunca he estado en una EPS"],
  ["traslado", "Quiero pasarme de otra EPS"],
  ["novedad", "Ya estoy en esta EPS y algo cambió"],
] as const;
export type Reason = typeof REASONS[number][0];

const reason = z.object({ motivo: oneOf(REASONS, "Elija por qué nos escoge.") });

export const REASON = {
  key: "motivo",
  step: 2,
  title: "¿Por qué nos escoge?",
  lead: "Usted puede escoger la EPS que quiera. Díganos cuál es su caso.",
  fields: [{ name: "motivo", label: "Su caso", kind: "radio", options: REASONS, box: 1 }],
  schema: reason,
} as const satisfies Question<z.output<typeof reason>>;

const EXCEPTIONS = [["ninguno", "Ninguno de estos"], ...TRANSFER.exceptions] as const;

const transfer = z.object({
  epsAnterior: required("Escriba el nombre de su EPS.", 80),
  desde: day(),
  excepcion: oneOf(EXCEPTIONS, "Elija un motivo, o «Ninguno de estos»."),
});

export const TRANSFER_QUESTION = {
  key: "traslado",
  step: 2,
  title: "¿En qué EPS está, y desde cuándo?",
  lead: `Para pasarse hay que llevar ${TRANSFER.days} días en la misma EPS, salvo por uno de los ` +
    `motivos de la ley (${TRANSFER.source}). Toda su familia se pasa con usted, y nadie puede ` +
    "estar hospitalizado.",
  fields: [
    { name: "epsAnterior", label: "Su EPS de ahora", kind: "text" },
    {
      name: "desde",
      label: "Está en ella desde",
      hint: "Día, mes y año: 05/03/2019. Si no recuerda el día, escriba el primero del mes.",
      kind: "text",
      inputmode: "numeric",
    },
    { name: "excepcion", label: "Motivo especial", kind: "choice", options: EXCEPTIONS },
  ],
  schema: transfer,
} as const satisfies Question<z.output<typeof transfer>>;

export const NOVELTIES = [
  ["municipio", "Me mudé a otro municipio"],
  ["documento", "Cambió mi documento"],
  ["beneficiarios", "Quiero incluir a alguien de mi familia"],
] as const;

const novelty = z.object({ novedad: oneOf(NOVELTIES, "Elija qué cambió.") });

export const NOVELTY = {
  key: "novedad",
  step: 2,
  title: "¿Qué cambió?",
  fields: [{ name: "novedad", label: "Elija una", kind: "radio", options: NOVELTIES }],
  schema: novelty,
} as const satisfies Question<z.output<typeof novelty>>;
