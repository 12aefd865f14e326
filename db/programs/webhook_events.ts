import type { InStatement } from "@libsql/client";
import { type SQL, sql } from "drizzle-orm";
import { VOUCHER_CHANGES } from "../../domain/payments/change.ts";
import { MAX_TOLD_ONE_BY_ONE, type MessageFacts } from "../../domain/programs/message.ts";
import { MAX_TESTS_AN_HOUR, TEST_EVENT, type WebhookEvent } from "../../domain/programs/webhook.ts";
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

/**
 * A test of one webhook, where it is on and had not too many within the hour; for the handle of a
 * provider's webhook.
 */
export function tellTest(providerId: number, handle: string, nowMs: number): InStatement {
  const subject = `${TEST_EVENT}:${crypto.randomUUID()}`;
  const now = Math.trunc(nowMs);
  const which = { providerId, handle, since: now - HOUR_MS, most: MAX_TESTS_AN_HOUR };
  return {
    sql: `${INSERT} SELECT ${ID}, id, :event, '{}', :subject, :now, :now, 0
      FROM webhooks
      WHERE provider_id = :providerId AND handle = :handle AND switched_off_at IS NULL
        AND (SELECT count(*) FROM webhook_deliveries AS d
          WHERE d.webhook_id = webhooks.id AND d.created_at > :since
            AND d.subject >= '${TEST_EVENT}:' AND d.subject < '${TEST_EVENT};') < :most`,
    args: { ...which, event: TEST_EVENT, subject, now },
  };
}

const HOUR_MS = 60 * 60 * 1000;
const INSERT = `INSERT INTO webhook_deliveries
  (message_id, webhook_id, event, data, subject, created_at, not_before, attempts)`;
const ID = "'msg_' || lower(hex(randomblob(16)))";
const ONCE = "ON CONFLICT (webhook_id, subject) DO NOTHING";
const COUNTS = VOUCHER_CHANGES.map((change) =>
  `'voucher.${change}', count(*) FILTER (WHERE l.change = '${change}')`
);

/**
 * The changes of a provider are counted once, whatever its webhooks ask for, and read again only where
 * they are few; nothing is sorted.
 */
const TELL_OF_SWITCH = `${INSERT}
  WITH changed AS MATERIALIZED (
    SELECT p.id AS provider_id, p.data_version AS version, (
      SELECT json_object(${COUNTS.join(", ")})
      FROM change_log AS l INDEXED BY change_log_by_version
      WHERE l.provider_id = p.id AND l.version = p.data_version) AS counts
    FROM (SELECT DISTINCT provider_id FROM webhooks WHERE switched_off_at IS NULL) AS asking
    CROSS JOIN providers AS p ON p.id = asking.provider_id
    WHERE p.access_closed_at IS NULL AND EXISTS (
      SELECT 1 FROM voucher_revisions WHERE load_id = :base AND provider_id = p.id)
  ), told AS MATERIALIZED (
    SELECT w.id AS webhook_id, w.provider_id, version, json_each.value AS event,
      counts ->> ('$."' || json_each.value || '"') AS total
    FROM changed CROSS JOIN webhooks AS w
      ON w.provider_id = changed.provider_id AND w.switched_off_at IS NULL
    CROSS JOIN json_each(w.events))
  SELECT ${ID}, webhook_id, event, json_object('count', total, 'version', version),
    event || ':' || version, :now, :now, 0
  FROM told WHERE total > :most
  UNION ALL
  SELECT ${ID}, webhook_id, event,
    iif(v.id IS NULL, json_object('documentNumber', l.document_number),
      json_object('documentNumber', l.document_number, 'paidOn', v.paid_on,
        'paidAmount', v.paid_amount, 'state', v.state)),
    event || ':' || told.version || ':' || l.document_number, :now, :now, 0
  FROM told CROSS JOIN change_log AS l INDEXED BY change_log_by_version
    ON l.provider_id = told.provider_id AND l.version = told.version
      AND 'voucher.' || l.change = event
  LEFT JOIN voucher_revisions AS v ON v.provider_id = l.provider_id
    AND v.document_number = l.document_number AND v.is_current = 1
  WHERE total BETWEEN 1 AND :most
  ${ONCE}`;
