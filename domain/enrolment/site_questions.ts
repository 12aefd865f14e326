import { z } from "zod";
import { optional, type Question } from "./question.ts";

/*
 * Step 3, box 34 of the Formulario Único: where each person goes first. She may leave it to the EPS.
 */

/** An IPS as somebody wrote it; the code only where it was taken from the list that is proposed. */
export type ChosenSite = { code: string | null; name: string };
/** A place that loads brought, as it is proposed. */
export type ProposedSite = { code: string; name: string };

const MAX_SITE = 200;
const MARK = " · ";
const PROPOSED = new RegExp(`^(\\S{1,40})${MARK}(.+)$`);

const site = z.object({ ips: optional(MAX_SITE) }).transform(({ ips }) => ({
  site: ips === null ? null : readSite(ips),
}));

export const PRIMARY_SITE = {
  key: "ips",
  step: 3,
  title: "¿A qué IPS quiere ir primero?",
  lead:
    "Es el hospital, la clínica o el puesto de salud de su medicina general: su IPS primaria. Si " +
    "no sabe cuál, siga adelante y la EPS le propone una.",
  fields: [{
    name: "ips",
    label: "IPS primaria",
    hint: "Escriba el nombre, o elija una de la lista si aparece.",
    kind: "text",
    box: 34,
    isProposed: true,
  }],
  schema: site,
} as const satisfies Question<z.output<typeof site>>;

export const PERSON_PRIMARY_SITE = {
  ...PRIMARY_SITE,
  title: "¿A qué IPS va primero esta persona?",
  lead: "Si es la misma que usted escogió, siga adelante.",
} as const satisfies Question<z.output<typeof site>>;

/** A place as a person reads and chooses it: `S1 · Hospital Local`. */
export function writeSite({ code, name }: ProposedSite): string {
  return `${code}${MARK}${name}`;
}

function readSite(text: string): ChosenSite {
  const [, code, name] = PROPOSED.exec(text) ?? [];
  return code && name ? { code, name } : { code: null, name: text };
}
