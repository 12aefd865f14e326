import { compareProviders, type ProviderDifference } from "../../domain/loads/provider.ts";
import { PAGE_SIZE } from "../../domain/paging.ts";
import type { Db } from "../client.ts";
import { LISTED_DETAILS } from "./providers.ts";

export type ProviderDifferences = {
  differences: ProviderDifference[];
  total: number;
  /** How many providers get another Correo or Cédula. */
  newHands: number;
};

/**
 * One page of what a load does to providers: those whose Correo or Cédula change first, then other
 * changes, then those that come or go. Of a load that waits: against what is stored now; of a published one:
 * against what it found; of an undo: what it gave back. One round trip.
 */
export async function findProviderDifferences(
  db: Db,
  loadId: string,
  { page, perPage = PAGE_SIZE }: { page: number; perPage?: number },
): Promise<ProviderDifferences> {
  const args = { id: loadId, limit: perPage, offset: (page - 1) * perPage };
  const [counts, rows] = await db.$client.batch([
    { sql: COUNTS, args: { id: loadId } },
    { sql: DIFFERENCES, args },
  ], "read");
  const [count] = counts?.rows ?? [];
  return {
    differences: (rows?.rows ?? []).map(toDifference),
    total: Number(count?.total ?? 0),
    newHands: Number(count?.new_hands ?? 0),
  };
}

function toDifference(row: Record<string, unknown>): ProviderDifference {
  const read = (value: unknown) => value === null ? null : JSON.parse(String(value));
  const [before, wanted] = [read(row.before), read(row.wanted)];
  const isMerged = Number(row.is_new) === 1 && before !== null && wanted !== null;
  return {
    nit: String(row.nit),
    legalName: String(row.legal_name ?? wanted?.legalName ?? before?.legalName ?? ""),
    ...compareProviders(before, isMerged ? withoutEmpty(wanted) : wanted),
  };
}

/** A new provider that another load listed meanwhile keeps what this load leaves out. */
function withoutEmpty(wanted: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== null));
}

/** What was stored before a change `c` of the load `l`. */
const BEFORE = `CASE WHEN l.published_at IS NULL THEN ${LISTED_DETAILS} ELSE c.previous END`;
/** Whether a provider's Correo or Cédula changes. */
const NEW_HANDS = `before IS NOT NULL AND wanted IS NOT NULL AND (
  (wanted ->> 'email' IS NOT before ->> 'email' AND wanted -> 'email' IS NOT NULL)
  OR (wanted ->> 'representativeId' IS NOT before ->> 'representativeId'
    AND wanted -> 'representativeId' IS NOT NULL))`;
const CHANGES = `(SELECT c.nit, c.is_new, c.wanted, ${BEFORE} AS before
  FROM load_provider_changes AS c JOIN loads AS l ON l.id = c.load_id WHERE c.load_id = :id)`;

const COUNTS =
  `SELECT count(*) AS total, coalesce(sum(${NEW_HANDS}), 0) AS new_hands FROM ${CHANGES}`;
const DIFFERENCES = `
  SELECT d.*, p.legal_name FROM ${CHANGES} AS d LEFT JOIN providers AS p ON p.nit = d.nit
  ORDER BY NOT (${NEW_HANDS}), before IS NULL OR wanted IS NULL, d.nit LIMIT :limit OFFSET :offset`;
