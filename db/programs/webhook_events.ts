import type { InStatement } from "@libsql/client";
import { type SQL, sql } from "drizzle-orm";
import { MAX_TOLD_ONE_BY_ONE, type MessageFacts } from "../../domain/programs/message.ts";
import { TEST_EVENT, type WebhookEvent } from "../../domain/programs/webhook.ts";
import { type Entry, forBatches } from "../audit/entry.ts";
import type { Db } from "../client.ts";

/*
 * What happens is told to webhooks by rows that are written in the batch of what happens. Each
 * statement begins with the webhooks, which are few, so a provider without any costs nothing,
 * however large the load.
 */

/**
 * Tells of what a switch of the revisions of the load `base` made of each voucher, from the change
 * log, so after its entries are written. More than a few changes of one kind are one message.
 */
export function tellOfSwitch({ base, nowMs }: { base: string; nowMs: number }) {
  const args = { base, now: Math.trunc(nowMs), most: MAX_TOLD_ONE_BY_ONE };
  return { sql: TELL_OF_SWITCH, args };
}

type Told = {
  event: Exclude<WebhookEvent, `voucher.${string}`>;
  /** What happened, by a name of its own: it is told once. */
  subject: string;
  facts: MessageFacts;
  /** The query that answers the id of the provider that it happened to; nothing where it did not. */
  happenedTo: SQL;
};

/** Tells of something else, where it happened; for the batch that does it, after that. */
export function tellOf(
  db: Db,
  { event, subject, facts, happenedTo }: Told,
  nowMs: number,
): Entry {
  const now = Math.trunc(nowMs);
  return forBatches(db.run(sql`${sql.raw(INSERT)}
    SELECT ${sql.raw(ID)}, w.id, ${event}, ${JSON.stringify(facts)}, ${`${event}:${subject}`},
      ${now}, ${now}, 0
    FROM (${happenedTo}) AS happened
    CROSS JOIN providers AS p ON p.id = happened.provider_id
    CROSS JOIN webhooks AS w ON w.provider_id = p.id
    WHERE w.switched_off_at IS NULL AND p.access_closed_at IS NULL
      AND EXISTS (SELECT 1 FROM json_each(w.events) WHERE value = ${event})
    ${sql.raw(ONCE)}`));
}

/** A test of one webhook, where it is on; for the handle of a provider's webhook. */
export function tellTest(providerId: number, handle: string, nowMs: number): InStatement {
  const subject = `${TEST_EVENT}:${crypto.randomUUID()}`;
  return {
    sql: `${INSERT} SELECT ${ID}, id, :event, '{}', :subject, :now, :now, 0
      FROM webhooks
      WHERE provider_id = :providerId AND handle = :handle AND switched_off_at IS NULL`,
    args: { providerId, handle, event: TEST_EVENT, subject, now: Math.trunc(nowMs) },
  };
}

const INSERT = `INSERT INTO webhook_deliveries
  (message_id, webhook_id, event, data, subject, created_at, not_before, attempts)`;
const ID = "'msg_' || lower(hex(randomblob(16)))";
const ONCE = "ON CONFLICT (webhook_id, subject) DO NOTHING";
const TELL_OF_SWITCH = `${INSERT}
  WITH changed AS MATERIALIZED (
    SELECT p.id AS provider_id, p.data_version AS version, l.change, l.document_number,
      count(*) OVER (PARTITION BY p.id, l.change) AS total,
      row_number() OVER (PARTITION BY p.id, l.change ORDER BY l.document_number) AS place
    FROM (SELECT DISTINCT provider_id FROM webhooks WHERE switched_off_at IS NULL) AS told
    CROSS JOIN providers AS p ON p.id = told.provider_id
    CROSS JOIN change_log AS l INDEXED BY change_log_by_version ON l.provider_id = p.id AND l.version = p.data_version
    WHERE p.access_closed_at IS NULL AND EXISTS (
      SELECT 1 FROM voucher_revisions WHERE load_id = :base AND provider_id = p.id))
  SELECT ${ID}, w.id, 'voucher.' || c.change,
    CASE WHEN c.total > :most THEN json_object('count', c.total, 'version', c.version)
      WHEN v.id IS NULL THEN json_object('documentNumber', c.document_number)
      ELSE json_object('documentNumber', c.document_number, 'paidOn', v.paid_on,
        'paidAmount', v.paid_amount, 'state', v.state) END,
    'voucher.' || c.change || ':' || c.version || iif(c.total > :most, '', ':' || c.document_number),
    :now, :now, 0
  FROM changed AS c
  CROSS JOIN webhooks AS w ON w.provider_id = c.provider_id AND w.switched_off_at IS NULL
  LEFT JOIN voucher_revisions AS v ON v.provider_id = c.provider_id
    AND v.document_number = c.document_number AND v.is_current = 1
  WHERE (c.total <= :most OR c.place = 1)
    AND EXISTS (SELECT 1 FROM json_each(w.events) WHERE value = 'voucher.' || c.change)
  ORDER BY w.id, c.change, c.document_number
  ${ONCE}`;
