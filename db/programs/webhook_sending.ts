import type { Row } from "@libsql/client";
import type { EpsIdentity } from "../../domain/eps.ts";
import {
  type DeliveryProblem,
  LONGEST_WAITS_MS,
  MAX_DELIVERY_ATTEMPTS,
  waitBeforeNextMs,
} from "../../domain/programs/delivery.ts";
import { placeBefore } from "../../domain/payments/change.ts";
import { messageBody, type MessageFacts } from "../../domain/programs/message.ts";
import { FAILING_TOO_LONG_MS } from "../../domain/programs/webhook.ts";
import type { log } from "../../lib/log.ts";
import { unseal } from "../../lib/sealed.ts";
import { createWebhookSender, type SendMessage } from "../../lib/webhook/send.ts";
import type { TargetRules } from "../../lib/webhook/target.ts";
import { signatureHeaders } from "../../lib/webhook/signature.ts";
import type { AuditLog } from "../audit/events.ts";
import type { Db } from "../client.ts";
import { writeCursor } from "./change_cursor.ts";
import { type Leased, leasesOf, noteEnd, sendDue } from "../leases.ts";
import { switchOffFailing } from "./webhook_failing.ts";
import { secretPurpose } from "./webhooks.ts";

/** Longer than a message can take; a process that dies keeps its webhook waiting so long. */
export const WEBHOOK_LEASE_MS = 60 * 1000;
const MIN_LEASE_LEFT_MS = 20 * 1000;
export const WEBHOOKS_AT_ONCE = 8;

type ClaimedMessage = Leased & {
  messageId: string;
  event: string;
  facts: MessageFacts;
  createdAt: number;
  webhook: {
    id: number;
    providerId: number;
    handle: string;
    url: string;
    sealedSecret: string;
    sealedOldSecret: string | null;
    failingSince: number | null;
  };
};

export type WebhookSending = TargetRules & {
  now: () => number;
  /** What secrets and cursors are sealed with. */
  sessionSecrets: string[];
  baseUrl: string;
  eps: EpsIdentity;
  auditLog: AuditLog;
  send?: SendMessage;
  /** From 0 to 1, for the spread of attempts. */
  random?: () => number;
  signal?: AbortSignal;
  log?: typeof log;
};

/** How processes share the sending: one message at a time to each webhook that is on. */
export const MESSAGE_LEASES = leasesOf("webhook_deliveries", {
  columns: `message_id, event, data, created_at, (
    SELECT json_object('id', id, 'providerId', provider_id, 'handle', handle, 'url', url,
      'sealedSecret', sealed_secret, 'failingSince', failing_since,
      'sealedOldSecret', iif(old_secret_until > :now, sealed_old_secret, NULL))
    FROM webhooks WHERE webhooks.id = webhook_deliveries.webhook_id) AS webhook`,
  read: toMessage,
  leaseMs: WEBHOOK_LEASE_MS,
  longestWaitsMs: LONGEST_WAITS_MS,
  isFree: `EXISTS (
      SELECT 1 FROM webhooks AS w CROSS JOIN providers AS p ON p.id = w.provider_id
      WHERE w.id = webhook_deliveries.webhook_id AND w.switched_off_at IS NULL
        AND p.access_closed_at IS NULL)
    AND NOT EXISTS (
      SELECT 1 FROM webhook_deliveries AS other
      WHERE other.webhook_id = webhook_deliveries.webhook_id AND other.claimed_until > :now)`,
});

/**
 * Sends every message that is due, some at once, until none is left; a webhook that takes nothing
 * for days, or says that it is gone, is switched off. A message goes out twice, with the same
 * `webhook-id`, only where the process dies, or the database fails, after it was taken.
 */
export async function deliverWebhooks(db: Db, sending: WebhookSending): Promise<void> {
  const { now, signal } = sending;
  const how = { leases: MESSAGE_LEASES, atOnce: WEBHOOKS_AT_ONCE, aClaim: 1, now, signal };
  await sendDue(
    db,
    { ...how, minLeftMs: MIN_LEASE_LEFT_MS },
    (message) => deliver(db, message, sending),
  );
}

type Outcome = { status: number | null; problem: DeliveryProblem | null };

async function deliver(db: Db, message: ClaimedMessage, sending: WebhookSending): Promise<void> {
  const { now, random = Math.random, log = () => {} } = sending;
  const beganMs = now();
  const outcome = await trySending(message, sending);
  const { status, problem } = outcome;
  const nowMs = Math.trunc(now());
  const tried = {
    sql: NOTE_ATTEMPT,
    args: { id: message.id, now: nowMs, durationMs: nowMs - Math.trunc(beganMs), status },
  };
  const { webhook } = message;
  if (problem === null) {
    const well = { sql: NOTE_WELL, args: { webhook: webhook.id } };
    return await noteEnd(db, [tried, MESSAGE_LEASES.sent(message, nowMs), well]);
  }
  log("warning", "webhook not taken", { webhook: webhook.id, attempts: message.attempts, problem });
  const isGone = status === GONE;
  const waitMs = isGone || problem === "cutShort"
    ? undefined
    : waitBeforeNextMs(message.attempts, random());
  const failing = { sql: NOTE_FAILING, args: { webhook: webhook.id, now: nowMs } };
  await noteEnd(db, [tried, MESSAGE_LEASES.failed(message, { problem, waitMs }, nowMs), failing]);
  const isFailingTooLong = nowMs - (webhook.failingSince ?? nowMs) >= FAILING_TOO_LONG_MS;
  if (!isGone && !isFailingTooLong) return;
  await switchOffFailing(db, webhook, { ...sending, because: isGone ? "gone" : "failures", nowMs });
}

const GONE = 410;

/** A message whose every attempt ended with its process is given up: it may be what kills it. */
async function trySending(
  message: ClaimedMessage,
  sending: WebhookSending,
): Promise<Outcome> {
  const { now, sessionSecrets, send = createWebhookSender(sending) } = sending;
  if (message.attempts > MAX_DELIVERY_ATTEMPTS) return { status: null, problem: "cutShort" };
  const secrets = await secretsOf(message, sessionSecrets);
  if (secrets.length === 0) return { status: null, problem: "secret" };
  const { providerId } = message.webhook;
  const { version } = message.facts;
  const body = messageBody(
    message,
    version === undefined
      ? undefined
      : await writeCursor(sessionSecrets, providerId, placeBefore(version)),
  );
  const signed = signatureHeaders({ id: message.messageId, body, sentAt: now() }, secrets);
  const headers = { ...signed, ...FIXED_HEADERS };
  const answer = await send({ url: message.webhook.url, headers, body });
  if ("fault" in answer) return { status: null, problem: answer.fault };
  const isTaken = answer.status >= 200 && answer.status < 300;
  return { status: answer.status, problem: isTaken ? null : "answer" };
}

const FIXED_HEADERS = { "content-type": "application/json", "user-agent": "Zona-Ser-Webhooks/1" };

/** The newest secret first; those that today's settings cannot read are left out. */
async function secretsOf({ webhook }: ClaimedMessage, keys: string[]): Promise<string[]> {
  const { handle, sealedSecret, sealedOldSecret } = webhook;
  const sealed = [sealedSecret, sealedOldSecret].filter((one) => one !== null);
  const read = await Promise.all(sealed.map((one) => unseal(keys, secretPurpose(handle), one)));
  return read.filter((secret) => secret !== undefined);
}

const NOTE_ATTEMPT = `
  UPDATE webhook_deliveries SET tried_at = :now, duration_ms = :durationMs, answer_status = :status
  WHERE id = :id`;
const NOTE_WELL = "UPDATE webhooks SET failing_since = NULL WHERE id = :webhook";
const NOTE_FAILING = `
  UPDATE webhooks SET failing_since = coalesce(failing_since, :now) WHERE id = :webhook`;

function toMessage(row: Row): Omit<ClaimedMessage, keyof Leased> {
  return {
    messageId: String(row.message_id),
    event: String(row.event),
    facts: JSON.parse(String(row.data)),
    createdAt: Number(row.created_at),
    webhook: JSON.parse(String(row.webhook)),
  };
}
