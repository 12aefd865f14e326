import type { CivilDate } from "../dates.ts";
import type { AffiliateDetails } from "./affiliate.ts";

/** States in which somebody is affiliated no more: retired, and dead (BDUA). */
export const ENDED_STATES = ["RE", "AF"] as const;

/** Why whoever is affiliated no more asks for no care here; undefined for everybody else. */
export function whyNoCare({ state }: Pick<AffiliateDetails, "state">): string | undefined {
  if (!hasEnded(state)) return undefined;
  return "Esta afiliación terminó: aquí ya no se piden citas ni medicamentos. " +
    "Sus datos siguen en Mi afiliación, y en Atención puede escribirnos si es un error.";
}

export function hasEnded(state: string): boolean {
  return ENDED_STATES.some((ended) => ended === state);
}

/** A person whom a whole register leaves out, as she will be on file from this day on. */
export function retired(details: AffiliateDetails, day: CivilDate): AffiliateDetails {
  return { ...details, state: "RE", endedOn: details.endedOn ?? day };
}
