/*
 * The change log (decision 0028): written in the batch that switches revisions, after the versions of
 * the providers' data grew, so that whoever follows it by version and number misses nothing.
 */

/** A switch of the revisions of a load: to them, or, in an undo, back to what they replaced. */
export type Switch = { base: string; isReversal: boolean; nowMs: number };

/** The statement that logs what a switch made of each voucher. */
export function logSwitch({ base, isReversal, nowMs }: Switch) {
  return { sql: isReversal ? LOG_REVERSAL : LOG_SWITCH, args: { base, now: nowMs } };
}

const LOG_SWITCH = logging({ before: "replaced.state", after: "v.state" });
const LOG_REVERSAL = logging({ before: "v.state", after: "replaced.state" });

function logging({ before, after }: { before: string; after: string }): string {
  return `
  INSERT INTO change_log (provider_id, document_number, version, change, changed_at)
  SELECT v.provider_id, v.document_number, p.data_version, ${changeOf(before, after)}, :now
  FROM voucher_revisions AS v CROSS JOIN providers AS p ON p.id = v.provider_id
  LEFT JOIN voucher_revisions AS replaced ON replaced.id = v.replaces_id
  WHERE v.load_id = :base
  ON CONFLICT (provider_id, document_number) DO UPDATE SET version = excluded.version,
    change = excluded.change, changed_at = excluded.changed_at`;
}

/** By the states of the voucher before and after; null where it was not, or is not, there. */
function changeOf(before: string, after: string): string {
  return `CASE WHEN ${after} IS NULL THEN 'removed'
    WHEN ${after} = ${before} THEN 'corrected'
    WHEN ${after} <> 'standing' THEN ${after}
    WHEN ${before} IN ('annulled', 'returned') THEN 'corrected'
    ELSE 'posted' END`;
}
