/*
 * What the law asks of whoever enrols: data, each with its source, so that a new decree changes this
 * file and no code. Where a comment says "seen", a text that quotes the norm was read on 2026-11-29, not
 * the Diario Oficial; "not confirmed" was found nowhere. Whoever runs the portal checks each against the
 * Diario Oficial, and changes it here.
 *
 * The numbers of the boxes that questions bear are those of the Formulario Único: seen in the copies of
 * three EPS (1 to 18, 24 to 31, 34 to 37; disability has a kind F, N or M and a condition T or P).
 */

/**
 * A transfer needs this many days in the EPS before: Decreto 780 de 2016, artículo 2.1.7.2, numeral 2
 * (seen, word by word). Family, residence, and an EPS that closes or leaves are exceptions (seen in the
 * press, and that they are numbered 2.1.7.3 is not confirmed). Decreto 182 de 2026 has whoever the state
 * moved to an EPS wait 60 days (seen in the press alone, and not built).
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

/** How long the EPS may take to answer a request, and where that is written. */
export const ENROLMENT_ANSWER = { businessDays: 15, source: "Ley 1755 de 2015, artículo 14" };

/**
 * Papers that show who somebody is, and what she is to the holder. Those of other countries need an
 * apostille (Ley 455 de 1998).
 */
export const PAPERS = {
  identity: "Documento de identidad, por los dos lados",
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
 * Decreto 2353 de 2015, artículo 21, which Decreto 780 de 2016 has as artículo 2.1.3.6 (that this article
 * is about the family group was seen; its list and its ages are not confirmed).
 */
export const KINSHIPS: readonly Kinship[] = [
  { code: "conyuge", filed: "Cónyuge", name: "Esposo o esposa", papers: ["marriage"] },
  {
    code: "companero",
    filed: "Compañero permanente",
    name: "Compañero o compañera permanente",
    papers: ["union"],
  },
  {
    code: "hijo",
    filed: "Hijo",
    name: "Hijo o hija, menor de 25 años",
    below: 25,
    papers: ["birth"],
  },
  {
    code: "hijoIncapacidad",
    filed: "Hijo",
    name: "Hijo o hija con incapacidad permanente, de cualquier edad",
    papers: ["birth", "disability"],
  },
  {
    code: "hijoPareja",
    filed: "Hijo de la pareja",
    name: "Hijo o hija de mi pareja",
    below: 25,
    papers: ["birth"],
  },
  {
    code: "nieto",
    filed: "Nieto",
    name: "Nieto o nieta, hijo de un beneficiario",
    below: 25,
    papers: ["birth"],
  },
  {
    code: "huerfano",
    filed: "Familiar",
    name: "Familiar sin padres, hasta tercer grado",
    below: 25,
    papers: ["birth", "orphanhood"],
  },
  {
    code: "custodia",
    filed: "Menor en custodia",
    name: "Menor en custodia",
    below: 18,
    papers: ["custody"],
  },
  {
    code: "padre",
    filed: "Padre o madre",
    name: "Padre o madre",
    isOnlyAlone: true,
    papers: ["holderBirth"],
  },
];

type Kinship = {
  code: string;
  /** In a file of Afiliados. */
  filed: string;
  name: string;
  below?: number;
  isOnlyAlone?: true;
  papers: readonly Paper[];
};

/**
 * The ages at which a Colombian has each document, `from` its first year to below `to`: Decreto 780 de
 * 2016, artículo 2.1.3.5 (not confirmed; that the register of birth is up to 7 and the card up to 18 was seen
 * in texts of the Registraduría). A certificate of birth serves the newborn until the register has them.
 */
export const DOCUMENT_AGES: readonly { code: string; from: number; to: number }[] = [
  { code: "CN", from: 0, to: 1 },
  { code: "RC", from: 0, to: 7 },
  { code: "TI", from: 7, to: 18 },
  { code: "CC", from: 18, to: Infinity },
];

/** Documents of foreigners. */
export const FOREIGN_DOCUMENTS: readonly string[] = ["CE", "PA", "CD", "SC", "PE", "PT"];

/**
 * What whoever applies declares with the signature (Formulario Único, section VII; Ley 1581 de 2012,
 * artículo 9, for the last).
 */
export const DECLARATIONS: readonly string[] = [
  "Los datos y los documentos de esta solicitud son ciertos.",
  "Escojo esta EPS libremente, y no estoy en un régimen especial ni en otra EPS que deba seguir.",
  "Las personas que incluyo dependen de mí y no aportan a salud por su cuenta.",
  "Avisaré cuando cambie algo de lo que escribí.",
  "Autorizo que la EPS use estos datos, también los de salud, para mi afiliación y mi atención.",
];
