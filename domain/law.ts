/*
 * What the law promises an affiliate, and the words for what the state's records say of one: data, each
 * with its source, so that a new decree changes this file and no code.
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

/**
 * A transfer needs this many days in the EPS before: Decreto 780 de 2016, artículo 2.1.7.2, numeral 2.
 * With one of the reasons of artículo 2.1.7.3 it needs none.
 */
export const TRANSFER = {
  days: 360,
  source: "Decreto 780 de 2016, artículo 2.1.7.2",
  exceptions: [
    ["familia", "Para quedar en la misma EPS con mi familia"],
    ["municipio", "Me mudé y mi EPS no atiende donde vivo"],
    ["cierre", "Mi EPS cerró, o se retiró de mi municipio"],
    ["servicio", "Mi EPS suspendió servicios o los presta mal"],
  ],
} as const;

/** Papers that show who somebody is to the holder, or what is true of her. */
export const PAPERS = {
  marriage: "Registro civil de matrimonio",
  union: "Declaración de la unión: escritura, acta de conciliación o sentencia",
  birth: "Registro civil de nacimiento",
  holderBirth: "Registro civil de nacimiento de usted",
  disability: "Dictamen de la incapacidad permanente",
  custody: "Orden de la autoridad que entregó la custodia",
  orphanhood: "Prueba de que faltan los padres: defunción o decisión del juez",
} as const;
export type Paper = keyof typeof PAPERS;

/**
 * Who may be in a family group, in words of every day; `below` is the age that nobody may have
 * reached, `isOnlyAlone` is for whom there may be neither a couple nor children beside. Source:
 * Decreto 2353 de 2015, artículo 21, which Decreto 780 de 2016 has as artículo 2.1.3.6.
 */
export const KINSHIPS: readonly Kinship[] = [
  { code: "conyuge", name: "Esposo o esposa", papers: ["marriage"] },
  { code: "companero", name: "Compañero o compañera permanente", papers: ["union"] },
  { code: "hijo", name: "Hijo o hija, menor de 25 años", below: 25, papers: ["birth"] },
  {
    code: "hijoIncapacidad",
    name: "Hijo o hija con incapacidad permanente, de cualquier edad",
    papers: ["birth", "disability"],
  },
  { code: "hijoPareja", name: "Hijo o hija de mi pareja", below: 25, papers: ["birth"] },
  { code: "nieto", name: "Nieto o nieta, hijo de un beneficiario", below: 25, papers: ["birth"] },
  {
    code: "huerfano",
    name: "Familiar sin padres, hasta tercer grado",
    below: 25,
    papers: ["birth", "orphanhood"],
  },
  { code: "custodia", name: "Menor en custodia", below: 18, papers: ["custody"] },
  { code: "padre", name: "Padre o madre", isOnlyAlone: true, papers: ["holderBirth"] },
];

type Kinship = {
  code: string;
  name: string;
  below?: number;
  isOnlyAlone?: true;
  papers: readonly Paper[];
};

/**
 * The ages at which a Colombian has each document, `from` its first year to below `to`: Decreto 780 de
 * 2016, artículo 2.1.3.5. A certificate of birth serves the newborn until the register has them.
 */
export const DOCUMENT_AGES: readonly { code: string; from: number; to: number }[] = [
  { code: "CN", from: 0, to: 1 },
  { code: "RC", from: 0, to: 7 },
  { code: "TI", from: 7, to: 18 },
  { code: "CC", from: 18, to: Infinity },
];
