/*
 * What the law promises an affiliate, and the words for what the state's records say of one: data, each
 * with its source, so that a new decree changes this file and no code.
 */

/** How long something may take at most, as people say it, and where that is written. */
type LegalPromise = { name: string; limit: string; source: string };

export const PROMISES: readonly LegalPromise[] = [
  {
    name: "Cita de medicina general o de odontología",
    limit: "3 días hábiles",
    source: "Decreto-Ley 019 de 2012, artículo 123",
  },
  {
    name: "Medicamento que no le entregaron completo",
    limit: "48 horas",
    source: "Decreto-Ley 019 de 2012, artículo 131",
  },
  {
    name: "Respuesta a una petición",
    limit: "15 días hábiles",
    source: "Ley 1755 de 2015, artículo 14",
  },
];

/** States of an affiliation by their code in the BDUA, in the words of every day. */
export const AFFILIATION_STATES: readonly { code: string; name: string; meaning: string }[] = [
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
  },
  {
    code: "SD",
    name: "Suspendido por documentos",
    meaning: "Falta un documento. Llame a la línea para saber cuál.",
  },
  { code: "RE", name: "Retirado", meaning: "Ya no está afiliado a esta EPS." },
  { code: "AF", name: "Fallecido", meaning: "Así figura en el registro. Si es un error, llame." },
];
