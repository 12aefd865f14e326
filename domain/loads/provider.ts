import type { Placed } from "./files.ts";
import type { ProviderRow } from "./rows.ts";
import type { ProviderDetails } from "../providers/provider.ts";

export const PROVIDER_KEYS = [
  "legalName",
  "representativeId",
  "representativeName",
  "email",
  "phone",
  "daneCode",
  "municipality",
  "department",
] as const;

/** Whether two providers have the same details. */
export function isSameProvider(one: ProviderDetails, other: ProviderDetails): boolean {
  return PROVIDER_KEYS.every((key) => one[key] === other[key]);
}

/**
 * A column that the file lacks leaves what is stored; an empty cell of a column that it has empties
 * it, but never a Correo or a Cédula (contract, Prestadores).
 */
export function mergeProvider(stored: ProviderDetails, placed: Placed<ProviderRow>): ProviderRow {
  const merged: ProviderRow = { ...placed.record };
  for (const key of PROVIDER_KEYS) {
    if (key === "legalName") continue;
    const isKept = key === "email" || key === "representativeId";
    const isEmpty = placed.record[key] === null;
    if (!placed.table.places.has(key) || (isKept && isEmpty)) merged[key] = stored[key];
  }
  return merged;
}

/** The details that would change, with their new values. */
export function changesOf(
  stored: ProviderDetails,
  wanted: ProviderDetails,
): Partial<ProviderDetails> {
  const changed = PROVIDER_KEYS.filter((key) => wanted[key] !== stored[key]);
  return Object.fromEntries(changed.map((key) => [key, wanted[key]]));
}
