/** A form that was sent when its session had ended: what was typed, and where. */
export type KeptForm = {
  /** The address that the form was sent to, which is its page's own. */
  path: string;
  /** The provider whose page it was; null for the staff. */
  providerId: number | null;
  /** For whom an affiliate acted; null where for herself. */
  actedForId: number | null;
  fields: [name: string, value: string][];
  /** Files cannot be kept: they must be chosen again. */
  hadFiles: boolean;
};

/** Long enough to sign in by mail and code, and no longer. */
export const KEPT_FORM_MS = 60 * 60 * 1000;
/** More than what is typed into any form of ours; nobody reads more of whoever is not signed in. */
export const MAX_KEPT_BYTES = 200_000;

/**
 * What is never kept: passwords, codes, secrets of links, the code of the form itself, and the list of
 * a cruce, of which the page promises that nothing is stored.
 */
export const UNKEPT_FIELDS = [
  "contrasena",
  "confirmacion",
  "actual",
  "codigo",
  "respuesta",
  "enlace",
  "csrf",
  "lista",
  "tokenDePrueba",
];

/** The fields of a sent form that may be kept. */
export function keptFields(sent: Iterable<[name: string, value: string]>): KeptForm["fields"] {
  return [...sent].filter(([name]) => !UNKEPT_FIELDS.includes(name));
}
