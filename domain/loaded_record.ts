import type { AffiliateDetails } from "./affiliates/affiliate.ts";
import { PLACE_KINDS, type PlaceDetails } from "./place.ts";

/** What loads write whole, record by record: all that files bring but payments and providers. */
export const RECORD_KINDS = [...PLACE_KINDS, "affiliates"] as const;
export type RecordKind = typeof RECORD_KINDS[number];
export type RecordDetails = PlaceDetails | AffiliateDetails;

/** A record by its kind and its code, which is unique within the kind. */
export type RecordName = { kind: RecordKind; code: string };

/**
 * What a load writes of one record: the whole of it as it will be and as it is stored; null where
 * there is none.
 */
export type RecordChange = RecordName & {
  wanted: RecordDetails | null;
  previous: RecordDetails | null;
};

/** One text for a record's name; empty where it has no code. */
export function recordKey({ kind, code }: RecordName): string {
  return code === "" ? "" : `${kind}\n${code}`;
}

/**
 * What reading a record of a file changes; undefined where nothing does. `hasColumn` says whether its
 * table has the column: where it lacks it, what is stored stays.
 */
export function changeOfRecord(
  { kind, code, details: read }: RecordName & { details: RecordDetails },
  stored: RecordDetails | undefined,
  hasColumn: (key: string) => boolean,
): RecordChange | undefined {
  if (!stored) return { kind, code, wanted: read, previous: null };
  const before = new Map(Object.entries(stored));
  const wanted = {
    ...read,
    ...Object.fromEntries(before.entries().filter(([key]) => !hasColumn(key))),
  };
  if (Object.entries(wanted).every(([key, value]) => before.get(key) === value)) return undefined;
  return { kind, code, wanted, previous: stored };
}
