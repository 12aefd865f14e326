import type { InStatement } from "@libsql/client";
import type { Switch } from "../payments/change_log.ts";

/**
 * The statements that put what a switch made of each voucher into the queue of what is to be
 * reported (decision 0034), for its batch. What was not reported yet is a payment while it stands,
 * and nothing once it does not; what was reported is a correction or an annulment, unless it is
 * again what was reported last.
 */
export function queueSwitch({ base, isReversal, nowMs }: Switch): InStatement[] {
  return [
    { sql: CLEAR, args: { base } },
    { sql: isReversal ? QUEUE_REVERSAL : QUEUE_SWITCH, args: { base, now: nowMs } },
  ];
}

const CLEAR = `
  DELETE FROM report_queue WHERE (provider_id, document_number) IN (
    SELECT provider_id, document_number FROM voucher_revisions WHERE load_id = :base)`;

const QUEUE_SWITCH = queueing("v");
const QUEUE_REVERSAL = queueing("replaced");

/** `after`: the revision that is current after the switch; it has none where nothing is left. */
function queueing(after: "v" | "replaced"): string {
  return `
  INSERT INTO report_queue (provider_id, document_number, kind, revision_id, happened_on)
  SELECT v.provider_id, v.document_number,
    CASE WHEN told.kind IS NULL THEN 'payment'
      WHEN ${after}.state = 'standing' THEN 'correction' ELSE 'annulment' END,
    coalesce(${after}.id, v.id),
    CASE WHEN told.kind IS NULL THEN ${after}.paid_on
      ELSE date(:now / 1000, 'unixepoch', '-5 hours') END
  FROM voucher_revisions AS v
  LEFT JOIN voucher_revisions AS replaced ON replaced.id = v.replaces_id
  LEFT JOIN report_items AS told ON told.provider_id = v.provider_id
    AND told.document_number = v.document_number AND told.batch = (
      SELECT max(batch) FROM report_items AS one
      WHERE one.provider_id = v.provider_id AND one.document_number = v.document_number)
  WHERE v.load_id = :base AND CASE
    WHEN ${after}.state = 'standing'
      THEN told.kind IS NULL OR told.kind = 'annulment' OR told.revision_id <> ${after}.id
    ELSE told.kind IN ('payment', 'correction') END`;
}
