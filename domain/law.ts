/*
 * What the law promises an affiliate, and the words for what the state's records say of one: data, each
 * with its source, so that a new decree changes this file and no code. What enrolment
 * alone needs is in `domain/enrolment/law.ts`.
 */

/** How long something may take at most, as people say it, and where that is written. */
type LegalPromise = { name: string; limit: string; source: string };

/** Hours of the calendar within which a medicine that was owed must be delivered, at home if need be. */
export const MEDICINE_HOURS = 48;
const CLAIMS_IN_HEALTH = "Circular Externa 2023151000000010-5 de 2023 de la Supersalud";

export const PROMISES: readonly LegalPromise[] = [
  {
    name: "Cita de medicina general o de odontología",
    limit: "3 días hábiles",
    source: "Decreto-Ley 019 de 2012, artículo 123",
  },
  {
    name: "Medicamento que no le entregaron completo",
    limit: `${MEDICINE_HOURS} horas`,
    source: "Decreto-Ley 019 de 2012, artículo 131",
  },
  {
    name: "Respuesta a una petición",
    limit: "15 días hábiles",
    source: "Ley 1755 de 2015, artículo 14",
  },
];

/**
 * Kinds of appointment that are promised within some business days of being asked for; specialities
 * have no such promise. Source: Decreto-Ley 019 de 2012, artículo 123; Resolución 1552 de 2013.
 */
export const PROMISED_CARE: readonly { name: string; businessDays: number }[] = [
  { name: "Medicina general", businessDays: 3 },
  { name: "Odontología", businessDays: 3 },
];

type AffiliationState = {
  code: string;
  name: string;
  meaning: string;
  /** Whoever is in this state gets no certificate of affiliation; the paper that is right then. */
  otherPaper?: string;
  /** Whoever is in this state is no longer of anybody's family group. */
  isGone?: true;
};

/** Hours of the clock, also at night and on holidays, or business days. */
export type TimeLimit = { hours: number } | { businessDays: number };

/** Within what time a PQRS is answered: any of them, or a claim by the risk for somebody's health. */
export const ANSWER_LIMITS = {
  petition: { limit: { businessDays: 15 }, source: "Ley 1755 de 2015, artículo 14" },
  simple: { limit: { hours: 72 }, source: CLAIMS_IN_HEALTH },
  priority: { limit: { hours: 48 }, source: CLAIMS_IN_HEALTH },
  vital: { limit: { hours: 24 }, source: CLAIMS_IN_HEALTH },
} satisfies Record<string, { limit: TimeLimit; source: string }>;

/** States of an affiliation by their code in the BDUA, in the words of every day. */
export const AFFILIATION_STATES: readonly AffiliationState[] = [
  { code: "AC", name: "Activo", meaning: "Está afiliado y puede usar todos los servicios." },
  {
    code: "AE",
    name: "Activo por emergencia",
    meaning: "Su afiliación sigue en pie por una emergencia declarada.",
  },
  {
    code: "PL",
    name: "Protección laboral",
    meaning: "Terminó su trabajo y conserva los servicios por un tiempo.",
  },
  {
    code: "SM",
    name: "Suspendido por mora",
    meaning: "Faltan aportes por pagar. Llame a la línea para saber cuáles.",
    otherPaper: "El estado de cuenta de sus aportes, que dice qué falta por pagar.",
  },
  {
    code: "SD",
    name: "Suspendido por documentos",
    meaning: "Falta un documento. Llame a la línea para saber cuál.",
    otherPaper: "Una constancia de suspensión, que dice qué documento falta.",
  },
  {
    code: "RE",
    name: "Retirado",
    meaning: "Ya no está afiliado a esta EPS.",
    otherPaper: "Una constancia de retiro, que dice hasta qué día estuvo afiliado.",
    isGone: true,
  },
  {
    code: "AF",
    name: "Fallecido",
    meaning: "Así figura en el registro. Si es un error, llame.",
    otherPaper: "Una constancia de la afiliación que hubo, para la familia.",
    isGone: true,
  },
];

/**
 * Kinds of document, by the codes that the records of the health system use. Sources: Resolución 812 de
 * 2007, annex; Resolución 1178 de 2021 (PT).
 */
export const DOCUMENT_TYPES: readonly { code: string; name: string }[] = [
  { code: "CC", name: "Cédula de ciudadanía" },
  { code: "TI", name: "Tarjeta de identidad" },
  { code: "RC", name: "Registro civil" },
  { code: "CE", name: "Cédula de extranjería" },
  { code: "PA", name: "Pasaporte" },
  { code: "CD", name: "Carné diplomático" },
  { code: "CN", name: "Certificado de nacido vivo" },
  { code: "SC", name: "Salvoconducto" },
  { code: "PE", name: "Permiso especial de permanencia" },
  { code: "PT", name: "Permiso por protección temporal" },
  { code: "AS", name: "Adulto sin identificación" },
  { code: "MS", name: "Menor sin identificación" },
  { code: "NU", name: "Número único de identificación personal" },
];

/** Groups of SISBÉN IV, which replaced levels 1 and 2 on 5 March 2021, each with its last number. */
export const SISBEN_GROUPS: readonly { letter: string; last: number; name: string }[] = [
  { letter: "A", last: 5, name: "Pobreza extrema" },
  { letter: "B", last: 7, name: "Pobreza moderada" },
  { letter: "C", last: 18, name: "Vulnerable" },
  { letter: "D", last: 21, name: "Ni pobre ni vulnerable" },
];
