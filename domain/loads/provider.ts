import type { Placed } from "./files.ts";
import type { ProviderRow } from "./rows.ts";
import type { Nit } from "../nit.ts";
import type { FieldChange } from "../payments/difference.ts";
import { maskEmail, maskNumber, type ProviderDetails } from "../providers/provider.ts";

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
 * Where the file lacks a column, what is stored stays; an empty cell of a column that it has
 * empties it, but never a Correo or a Cédula (contract, Prestadores).
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

/** What a load does to one provider, field by field: Correo and Cédula first, then as in the files. */
export type ProviderDifference = {
  nit: Nit;
  legalName: string;
  kind: "added" | "changed" | "removed";
  fields: FieldChange<keyof ProviderDetails>[];
};

/** Where one of these changes, another person gets the links. */
const HANDS = ["email", "representativeId"] as const;
const HANDS_FIRST = [...HANDS, ...PROVIDER_KEYS.filter((key) => !HANDS.some((one) => one === key))];

/**
 * What differs between a provider as it is (null where it is not on the list) and as a load wants
 * it, which may leave properties out; null takes it off the list.
 */
export function compareProviders(
  before: ProviderDetails | null,
  wanted: Partial<ProviderDetails> | null,
): Pick<ProviderDifference, "kind" | "fields"> {
  const kind = before === null ? "added" : wanted === null ? "removed" : "changed";
  const fields = HANDS_FIRST.flatMap((field) => {
    const old = before?.[field] ?? null;
    const after = wanted === null ? null : wanted[field] === undefined ? old : wanted[field];
    return old === after ? [] : [{ field, before: old, after }];
  });
  return { kind, fields };
}

/** The same for whoever only reads: addresses and numbers of people with their ends legible. */
export function maskDifference(difference: ProviderDifference): ProviderDifference {
  const fields = difference.fields.map((change) => ({
    ...change,
    before: maskValue(change.field, change.before),
    after: maskValue(change.field, change.after),
  }));
  return { ...difference, fields };
}

function maskValue(field: string, value: FieldChange["before"]): FieldChange["before"] {
  if (value === null) return null;
  if (field === "email") return maskEmail(String(value));
  return field === "representativeId" || field === "phone" ? maskNumber(String(value)) : value;
}
