import type { AffiliateDetails } from "./affiliates/affiliate.ts";
import type { AgendaDetails } from "./appointments/agenda.ts";
import type { MedicineDetails } from "./medicines/pending.ts";
import { PLACE_KINDS, type PlaceDetails } from "./places/place.ts";
import { counted } from "./thousands.ts";

/** What loads write whole, record by record: all that files bring but payments and providers. */
export const RECORD_KINDS = [...PLACE_KINDS, "affiliates", "medicines", "agendas"] as const;
export type RecordKind = typeof RECORD_KINDS[number];
export type RecordDetails = PlaceDetails | AffiliateDetails | MedicineDetails | AgendaDetails;

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

const PLACE_WORDS = ["oficina, punto o sede vuelve", "oficinas, puntos o sedes vuelven"] as const;
/** The groups in which an undo counts records, each with its kinds and what becomes of them. */
const UNDONE_GROUPS = [
  ["places", PLACE_KINDS, PLACE_WORDS],
  ["affiliates", ["affiliates"], ["afiliado vuelve", "afiliados vuelven"]],
  ["medicines", ["medicines"], [
    "medicamento pendiente vuelve",
    "medicamentos pendientes vuelven",
  ]],
  ["agendas", ["agendas"], ["agenda vuelve", "agendas vuelven"]],
] as const;

/** How many records of each group go back; absent where there are none. */
export type UndoneRecords = { [Group in typeof UNDONE_GROUPS[number][0]]?: number };

/** The groups of records that an undo of changes puts back, from how many there are of each kind. */
export function undoneRecords(ofKind: Map<string, number>): UndoneRecords {
  return Object.fromEntries(
    UNDONE_GROUPS.map(([group, kinds]) => {
      const counts = kinds.map((kind) => ofKind.get(kind) ?? 0);
      return [group, counts.reduce((sum, count) => sum + count, 0)] as const;
    }).filter(([, count]) => count > 0),
  );
}

/** What an undo does to records, one sentence for each group. */
export function describeUndoneRecords(undone: UndoneRecords, isReversal: boolean): string[] {
  const before = isReversal ? "estaban antes de la carga" : "la carga los dejó";
  return UNDONE_GROUPS.flatMap(([group, , [one, many]]) => {
    const count = undone[group] ?? 0;
    return count > 0 ? [`${counted(count, one, many)} a como ${before}.`] : [];
  });
}
