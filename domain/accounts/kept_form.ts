/** A form that was sent when its session had ended: what was typed, and where. */
export type KeptForm = {
  /** The address that the form was sent to, which is its page's own. */
  path: string;
  /** The provider whose page it was; null for the staff. */
  providerId: number | null;
  fields: [name: string, value: string][];
  /** Files cannot be kept: they must be chosen again. */
  hadFiles: boolean;
};

/** Long enough to sign in by mail and code, and no longer. */
export const KEPT_FORM_MS = 60 * 60 * 1000;
/** More than any form of ours has. */
const MAX_KEPT_SIGNS = 200_000;

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
];

/** What of a sent form may be kept; undefined where it is larger than a form that was typed. */
export function keptForm(
  place: Pick<KeptForm, "path" | "providerId">,
  sent: [name: string, value: string | File][],
): KeptForm | undefined {
  const fields: KeptForm["fields"] = [];
  let hadFiles = false;
  for (const [name, value] of sent) {
    if (typeof value !== "string") hadFiles ||= value.size > 0;
    else if (!UNKEPT_FIELDS.includes(name)) fields.push([name, value]);
  }
  const signs = fields.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  return signs > MAX_KEPT_SIGNS ? undefined : { ...place, fields, hadFiles };
}
