import { formatDate, formatInstant } from "../dates.ts";

/** What a person did with an acta, by the name of the event. */
export type ActaSignature = {
  folio: string;
  cutoffOn: string;
  sha256: string | null;
  name: string;
  at: number;
};

const SIGNED_WORDS: Record<string, string> = {
  actaSent: "La envió",
  actaAnswered: "La respondió",
  actaClosed: "La cerró",
};

/** The same in Spanish, for the file that she downloads. */
export function describeActaSignature(one: ActaSignature) {
  return {
    radicado: one.folio,
    corte: formatDate(one.cutoffOn),
    que: SIGNED_WORDS[one.name] ?? null,
    fecha: formatInstant(one.at),
    huella: one.sha256,
  };
}
