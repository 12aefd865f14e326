import type { InStatement } from "@libsql/client";
import { PROVIDER_KEYS } from "../../domain/loads/provider.ts";
import type { ProviderDetails } from "../../domain/providers/provider.ts";
import type { LoadPlan } from "../../domain/loads/plan.ts";
import type { Db } from "../client.ts";
import { endAccess } from "../providers/new_hands.ts";
import { snakeCase } from "../snake_case.ts";

/*
 * What loads write of providers. A load stores its changes when it is staged and applies them when
 * it is published, storing what was there before: the undo reads that. Statements name the load
 * `:id`.
 */

export type KeptChange = {
  nit: string;
  isNew: boolean;
  wanted: Partial<ProviderDetails> | null;
  /** JSON, as `DETAILS` made it. */
  previous?: string | null;
};

/**
 * Stores what publishing a load would write of providers; sends no statement where that is nothing.
 */
export async function stageProviderChanges(
  db: Db,
  id: string,
  plan: LoadPlan,
  held: InStatement,
): Promise<void> {
  const changes: KeptChange[] = [
    ...plan.newProviders.map(({ nit, ...wanted }) => ({ nit, isNew: true, wanted })),
    ...plan.changedProviders.map(({ nit, ...wanted }) => ({ nit, isNew: false, wanted })),
  ];
  if (changes.length > 0) await db.$client.batch([held, keepChanges(id, changes)], "write");
}

export function keepChanges(id: string, changes: KeptChange[]) {
  const rows = changes.map(({ wanted, previous = null, ...change }) => ({
    ...change,
    wanted: wanted && JSON.stringify(wanted),
    previous,
  }));
  return { sql: KEEP_CHANGES, args: { id, rows: JSON.stringify(rows) } };
}

const KEEP_CHANGES = `
  INSERT INTO load_provider_changes (load_id, nit, is_new, wanted, previous)
  SELECT :id, value ->> 'nit', value ->> 'isNew', value ->> 'wanted', value ->> 'previous'
  FROM json_each(:rows)`;

/** The details of the provider `p` as JSON. */
export const DETAILS = `json_object(${
  PROVIDER_KEYS.map((key) => `'${key}', p.${snakeCase(key)}`).join(", ")
})`;

/** The details on the list for a change `c`; null where the provider is not on it. */
export const LISTED_DETAILS =
  `(SELECT ${DETAILS} FROM providers AS p WHERE p.nit = c.nit AND p.is_listed = 1)`;

const KEEP_PREVIOUS = `
  UPDATE load_provider_changes AS c SET previous = ${LISTED_DETAILS} WHERE load_id = :id`;

/** Where another load listed the provider meanwhile, what this load leaves out stays. */
const LIST_NEW = `
  INSERT INTO providers (nit, is_listed, ${PROVIDER_KEYS.map(snakeCase).join(", ")})
  SELECT nit, 1, ${PROVIDER_KEYS.map((key) => `wanted ->> '${key}'`).join(", ")}
  FROM load_provider_changes WHERE load_id = :id AND is_new = 1
  ON CONFLICT (nit) DO UPDATE SET is_listed = 1, ${PROVIDER_KEYS.map(mergedValue).join(", ")}`;

const CHANGE_LISTED = `
  UPDATE providers SET ${PROVIDER_KEYS.map(changedValue).join(", ")}
  FROM load_provider_changes AS c
  WHERE c.load_id = :id AND c.is_new = 0 AND c.wanted IS NOT NULL AND providers.nit = c.nit`;

const UNLIST = `
  UPDATE providers SET is_listed = 0 WHERE nit IN
    (SELECT nit FROM load_provider_changes WHERE load_id = :id AND wanted IS NULL)`;

const CHANGED_HERE = `
  SELECT p.id FROM load_provider_changes AS c CROSS JOIN providers AS p ON p.nit = c.nit
  WHERE c.load_id = :id AND c.previous IS NOT NULL`;

/** Providers whose address or legal representative was changed, or that left the list. */
const NEW_HANDS = `${CHANGED_HERE} AND (p.is_listed = 0
    OR p.email IS NOT c.previous ->> 'email'
    OR p.representative_id IS NOT c.previous ->> 'representativeId')`;
const NEW_PERSON = `${CHANGED_HERE}
  AND p.representative_id IS NOT c.previous ->> 'representativeId'`;

/** Whether the provider `p` has an account, asked for one, or has a token. */
const HAS_ACCESS = `(
  EXISTS (SELECT 1 FROM memberships WHERE provider_id = p.id)
  OR EXISTS (SELECT 1 FROM consents WHERE provider_id = p.id)
  OR EXISTS (SELECT 1 FROM api_tokens WHERE provider_id = p.id))`;

/** Whether somebody needs the provider `p` besides the load `:base`. */
export const IS_USED = `(${HAS_ACCESS}
  OR EXISTS (SELECT 1 FROM voucher_revisions AS v JOIN loads AS l ON l.id = v.load_id
    WHERE v.provider_id = p.id AND v.load_id <> :base
      AND (v.is_current = 1 OR l.status IN ('judging', 'waiting'))))`;

/** Providers that a load staged and did not publish, or that an undo removed completely. */
export const DROP_UNLISTED = `
  DELETE FROM providers AS p WHERE is_listed = 0 AND NOT ${HAS_ACCESS}
    AND NOT EXISTS (SELECT 1 FROM voucher_revisions WHERE provider_id = p.id)`;

/** Applies the changes that the load `id` stored, and ends access where a provider changed hands. */
export function applyChanges(id: string, nowMs: number) {
  return [
    { sql: KEEP_PREVIOUS, args: { id } },
    { sql: LIST_NEW, args: { id } },
    { sql: CHANGE_LISTED, args: { id } },
    { sql: UNLIST, args: { id } },
    ...endAccess({ changed: NEW_HANDS, newPerson: NEW_PERSON, args: { id } }, nowMs),
  ];
}

function mergedValue(key: string): string {
  const column = snakeCase(key);
  return `${column} = CASE providers.is_listed
    WHEN 1 THEN coalesce(excluded.${column}, providers.${column}) ELSE excluded.${column} END`;
}

function changedValue(key: string): string {
  const column = snakeCase(key);
  return `${column} = CASE WHEN c.wanted -> '${key}' IS NULL
    THEN providers.${column} ELSE c.wanted ->> '${key}' END`;
}
