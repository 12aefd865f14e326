import { and, count, desc, eq, sql } from "drizzle-orm";
import { PAGE_SIZE } from "../../domain/paging.ts";
import type { Delivery, DeliveryProblem } from "../../domain/programs/delivery.ts";
import type { Webhook } from "../../domain/programs/webhook.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { webhookDeliveries as deliveries, webhooks } from "../schema.ts";
import { tellTest } from "./webhook_events.ts";
import { isOwn, SHOWN_WEBHOOK } from "./webhooks.ts";

/**
 * A provider's webhook with one page of its messages, the newest first, and how many there are; one
 * round trip. Undefined where the provider has no such webhook.
 */
export async function findWebhook(
  db: Db,
  provider: Provider,
  { handle, page, nowMs, perPage = PAGE_SIZE }: {
    handle: string;
    page: number;
    nowMs: number;
    perPage?: number;
  },
): Promise<{ webhook: Webhook; deliveries: Delivery[]; total: number } | undefined> {
  const isOf = isOfWebhook(provider, handle);
  const now = Math.trunc(nowMs);
  const isUnderWay = sql`coalesce(${deliveries.claimedUntil} > ${now}, 0)`.mapWith(Boolean);
  const [[webhook], rows, [counted]] = await db.batch([
    db.select(SHOWN_WEBHOOK).from(webhooks).where(isOwn(provider, handle)),
    db.select({ ...SHOWN, isUnderWay }).from(deliveries).where(isOf)
      .orderBy(desc(deliveries.id)).limit(perPage).offset((page - 1) * perPage),
    db.select({ total: count() }).from(deliveries).where(isOf),
  ]);
  return webhook && { webhook, deliveries: rows, total: counted?.total ?? 0 };
}

/**
 * Sends a message of a webhook that is on once more, from the first attempt; answers whether it was
 * given up or waits for its next attempt.
 */
export async function retryDelivery(
  db: Db,
  provider: Provider,
  { handle, messageId, nowMs }: { handle: string; messageId: string; nowMs: number },
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const [retried] = await db.batch([
    db.update(deliveries)
      .set({ givenUpAt: null, attempts: 0, notBefore: Math.trunc(nowMs) })
      .where(and(
        eq(deliveries.messageId, messageId),
        isOfWebhook(provider, handle),
        sql`sent_at IS NULL AND claimed_until IS NULL
          AND (SELECT switched_off_at FROM webhooks WHERE id = webhook_id) IS NULL`,
      )),
    ...entry.queries,
  ]);
  return retried.rowsAffected > 0;
}

/** Puts a test of a webhook that is on among its messages; answers whether it is on. */
export async function sendTest(
  db: Db,
  provider: Provider,
  { handle, nowMs }: { handle: string; nowMs: number },
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const [told] = await db.$client.batch([
    tellTest(provider.id, handle, nowMs),
    ...entry.statements,
  ], "write");
  return told?.rowsAffected === 1;
}

const SHOWN = {
  messageId: deliveries.messageId,
  event: sql<Delivery["event"]>`${deliveries.event}`,
  createdAt: deliveries.createdAt,
  attempts: deliveries.attempts,
  notBefore: deliveries.notBefore,
  sentAt: deliveries.sentAt,
  givenUpAt: deliveries.givenUpAt,
  lastProblem: sql<DeliveryProblem | null>`${deliveries.lastProblem}`,
  triedAt: deliveries.triedAt,
  durationMs: deliveries.durationMs,
  answerStatus: deliveries.answerStatus,
};

function isOfWebhook(provider: Provider, handle: string) {
  return sql`${deliveries.webhookId} = (SELECT id FROM webhooks
    WHERE handle = ${handle} AND provider_id = ${provider.id})`;
}
