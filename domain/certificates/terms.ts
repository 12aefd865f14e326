import { z } from "zod";
import type { FieldError } from "../errors.ts";
import type { Tax } from "./period.ts";

/**
 * What the EPS says on its certificates of a year: where it paid the withholdings in, the concept and
 * the rates in its own words, and who signs. The law changes and is read differently, so all of it is
 * data.
 */
export const TERMS = z.object({
  city: z.string(),
  address: z.string(),
  rentaConcept: z.string(),
  rentaRate: z.string(),
  ivaConcept: z.string(),
  ivaRate: z.string(),
  icaConcept: z.string(),
  icaRate: z.string(),
  signerName: z.string(),
  signerRole: z.string(),
  legalNote: z.string(),
});
export type WithholdingTerms = z.infer<typeof TERMS>;
export type TermsField = keyof WithholdingTerms;

/** Each field with its name on screen, and a text that shows what belongs there. */
export const TERMS_FIELDS: readonly {
  key: TermsField;
  field: string;
  label: string;
  hint: string;
}[] = [
  { key: "city", field: "ciudad", label: "Ciudad donde se consignó", hint: "Cartagena" },
  {
    key: "address",
    field: "direccion",
    label: "Dirección del agente retenedor",
    hint: "Calle 0 # 0-00, Cartagena",
  },
  {
    key: "rentaConcept",
    field: "conceptoRenta",
    label: "Renta: concepto",
    hint: "Servicios de salud",
  },
  { key: "rentaRate", field: "tarifaRenta", label: "Renta: tarifa", hint: "2 %" },
  { key: "ivaConcept", field: "conceptoIva", label: "IVA: concepto", hint: "Servicios gravados" },
  { key: "ivaRate", field: "tarifaIva", label: "IVA: tarifa", hint: "15 % del IVA" },
  { key: "icaConcept", field: "conceptoIca", label: "ICA: concepto", hint: "Servicios de salud" },
  { key: "icaRate", field: "tarifaIca", label: "ICA: tarifa", hint: "La del municipio, 7 por mil" },
  { key: "signerName", field: "firma", label: "Quién firma", hint: "Nombre y apellidos" },
  { key: "signerRole", field: "cargo", label: "Cargo de quien firma", hint: "Contador público" },
  {
    key: "legalNote",
    field: "nota",
    label: "Nota al pie",
    hint: "Por ejemplo, por qué el certificado no lleva firma autógrafa.",
  },
];

export const MAX_TERM_LENGTH = 300;

/** Reads the form; all but the note must be there. */
export function readTerms(
  typed: Record<string, string>,
): { terms: WithholdingTerms } | { errors: FieldError[] } {
  const values = TERMS_FIELDS.map(({ key, field }) => [key, (typed[field] ?? "").trim()] as const);
  const errors = TERMS_FIELDS.flatMap(({ key, field }, index): FieldError[] => {
    const text = values[index]?.[1] ?? "";
    if (text === "" && key !== "legalNote") return [{ field, message: "Falta este dato." }];
    if (text.length <= MAX_TERM_LENGTH) return [];
    return [{ field, message: `Tiene ${text.length} caracteres y caben ${MAX_TERM_LENGTH}.` }];
  });
  return errors.length > 0 ? { errors } : { terms: TERMS.parse(Object.fromEntries(values)) };
}

export function conceptOf(terms: WithholdingTerms, tax: Tax): { concept: string; rate: string } {
  return { concept: terms[`${tax}Concept`], rate: terms[`${tax}Rate`] };
}
