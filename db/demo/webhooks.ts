import { sql } from "drizzle-orm";
import {
  type DeliveredEvent,
  type DeliveryProblem,
  LONGEST_WAITS_MS,
  MAX_DELIVERY_ATTEMPTS,
} from "../../domain/programs/delivery.ts";
import { FAILING_TOO_LONG_MS, WEBHOOK_EVENTS } from "../../domain/programs/webhook.ts";
import { newWebhookSecret } from "../../lib/webhook/signature.ts";
import type { Db } from "../client.ts";
import { createWebhook } from "../programs/webhooks.ts";
import { providers, webhookDeliveries, webhooks } from "../schema.ts";
import { CLINIC } from "./providers.ts";

const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const WAIT_MS = 10 * HOUR_MS;
/** So often tried that the wait may be so long: one that is longer than any would end at once. */
const WAITING_AFTER = 1 + LONGEST_WAITS_MS.findIndex((longestMs) => longestMs >= WAIT_MS);

type Sent = { event: DeliveredEvent; agoMs: number; status?: number; problem?: DeliveryProblem };

/** What was sent to the clinic's accounting program, the newest last. */
const MESSAGES: (Sent & { isWaiting?: boolean })[] = [
  { event: "webhook.test", agoMs: 9 * DAY_MS, problem: "certificate" },
  { event: "webhook.test", agoMs: 9 * DAY_MS - HOUR_MS, status: 204 },
  { event: "voucher.posted", agoMs: 6 * DAY_MS, status: 204 },
  { event: "voucher.posted", agoMs: 6 * DAY_MS, status: 204 },
  { event: "voucher.corrected", agoMs: 4 * DAY_MS, status: 204 },
  { event: "inquiry.answered", agoMs: 2 * DAY_MS, status: 204 },
  {
    event: "certificate.issued",
    agoMs: 5 * HOUR_MS,
    status: 503,
    problem: "answer",
    isWaiting: true,
  },
];

/** Two addresses of the clinic: one that works, one that was switched off for failing. */
export async function seedDemoWebhooks(db: Db, nowMs: number, keys: string[]): Promise<void> {
  const { id, nit, legalName } = providers;
  const [provider] = await db.select({ id, nit, legalName }).from(providers)
    .where(sql`nit = ${CLINIC}`);
  if (!provider) throw new Error("the clinic of the demo data is missing");
  for (const [index, handle] of ["demo-erp", "demo-tablero"].entries()) {
    const url = `https://${handle.slice("demo-".length)}.clinica.example/zona-ser`;
    const made = { url, events: [...WEBHOOK_EVENTS], handle, secret: newWebhookSecret(), keys };
    await createWebhook(db, provider, {
      ...made,
      vouchedBy: null,
      nowMs: nowMs - (10 + index) * DAY_MS,
    });
  }
  await db.update(webhooks).set({
    failingSince: nowMs - 3 * DAY_MS - FAILING_TOO_LONG_MS,
    switchedOffAt: nowMs - 3 * DAY_MS,
    switchedOffBecause: "failures",
  }).where(sql`handle = 'demo-tablero'`);
  await db.insert(webhookDeliveries).values(MESSAGES.map((message, index) => ({
    messageId: `msg_demo${index}`,
    webhookId: sql<number>`(SELECT id FROM webhooks WHERE handle = 'demo-erp')`,
    ...rowOf(message, index, nowMs),
  })));
}

function rowOf(message: typeof MESSAGES[number], index: number, nowMs: number) {
  const { event, agoMs, status = null, problem = null, isWaiting = false } = message;
  const at = nowMs - agoMs;
  return {
    event,
    data: "{}",
    subject: `demo:${index}`,
    createdAt: at,
    notBefore: isWaiting ? nowMs + WAIT_MS : at,
    attempts: problem === null ? 1 : isWaiting ? WAITING_AFTER : MAX_DELIVERY_ATTEMPTS,
    sentAt: problem === null ? at : null,
    givenUpAt: problem === null || isWaiting ? null : at,
    lastProblem: problem,
    triedAt: at,
    durationMs: 180 + 41 * index,
    answerStatus: status,
  };
}
