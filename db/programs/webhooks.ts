import { and, asc, eq, sql } from "drizzle-orm";
import type { Provider } from "../../domain/providers/provider.ts";
import {
  MAX_WEBHOOKS,
  OLD_SECRET_LIVES_MS,
  type Webhook,
  type WebhookEvent,
} from "../../domain/programs/webhook.ts";
import { seal } from "../../lib/sealed.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { webhooks } from "../schema.ts";
import { giveUpWaiting } from "./webhook_failing.ts";

/* Every query names its provider: another's webhook is not there. */

/** What a person chose. */
export type WebhookWish = { url: string; events: WebhookEvent[] };

export const SHOWN_WEBHOOK = {
  handle: webhooks.handle,
  url: webhooks.url,
  events: sql<WebhookEvent[]>`${webhooks.events}`.mapWith(JSON.parse),
  createdAt: webhooks.createdAt,
  oldSecretUntil: webhooks.oldSecretUntil,
  failingSince: webhooks.failingSince,
  switchedOffAt: webhooks.switchedOffAt,
  switchedOffBecause: webhooks.switchedOffBecause,
};

/** A provider's webhooks, the oldest first. */
export async function findWebhooks(db: Db, { id }: Provider): Promise<Webhook[]> {
  return await db.select(SHOWN_WEBHOOK).from(webhooks).where(eq(webhooks.providerId, id))
    .orderBy(asc(webhooks.createdAt));
}

/** The purpose under which the secret of a webhook is sealed. */
export function secretPurpose(handle: string): string {
  return `webhook ${handle}`;
}

/** Stores a webhook, on from now; answers false where the provider has as many as fit. */
export async function createWebhook(
  db: Db,
  provider: Provider,
  { url, events, handle, secret, keys, vouchedBy, nowMs }: WebhookWish & {
    handle: string;
    secret: string;
    /** What secrets are sealed with. */
    keys: string[];
    /** Who answers for its address; null in demo data, whose webhooks nobody made. */
    vouchedBy: number | null;
    nowMs: number;
  },
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const sealed = await seal(keys, secretPurpose(handle), secret);
  const [made] = await db.batch([
    db.run(sql`
      INSERT INTO ${webhooks} (handle, provider_id, url, events, sealed_secret, vouched_by,
        created_at)
      SELECT ${handle}, ${provider.id}, ${url}, ${JSON.stringify(events)}, ${sealed},
        ${vouchedBy}, ${Math.trunc(nowMs)}
      WHERE (SELECT count(*) FROM ${webhooks} WHERE provider_id = ${provider.id}) < ${MAX_WEBHOOKS}`),
    ...entry.queries,
  ]);
  return made.rowsAffected > 0;
}

/**
 * Changes where a webhook leads and of what it is told; whoever does answers for it from now on.
 * Answers whether there is one.
 */
export async function changeWebhook(
  db: Db,
  provider: Provider,
  { handle, url, events, vouchedBy }: WebhookWish & { handle: string; vouchedBy: number },
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const [changed] = await db.batch([
    db.update(webhooks).set({ url, events: JSON.stringify(events), vouchedBy })
      .where(isOwn(provider, handle)),
    ...entry.queries,
  ]);
  return changed.rowsAffected > 0;
}

/** Gives a webhook a new secret; the one before it signs for a day too. */
export async function renewSecret(
  db: Db,
  provider: Provider,
  { handle, secret, keys, nowMs }: {
    handle: string;
    secret: string;
    keys: string[];
    nowMs: number;
  },
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const [renewed] = await db.batch([
    db.update(webhooks).set({
      sealedOldSecret: webhooks.sealedSecret,
      oldSecretUntil: Math.trunc(nowMs) + OLD_SECRET_LIVES_MS,
      sealedSecret: await seal(keys, secretPurpose(handle), secret),
    }).where(isOwn(provider, handle)),
    ...entry.queries,
  ]);
  return renewed.rowsAffected > 0;
}

/** Switches a webhook off for a person: nothing is sent, and nothing that happens is noted for it. */
export async function switchWebhookOff(
  db: Db,
  provider: Provider,
  { handle, nowMs }: { handle: string; nowMs: number },
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const args = { handle, providerId: provider.id, now: Math.trunc(nowMs) };
  const [off] = await db.$client.batch([
    { sql: SWITCH_OFF, args },
    ...entry.statements,
    { sql: GIVE_UP_WAITING, args },
  ], "write");
  return off?.rowsAffected === 1;
}

/**
 * Switches a webhook on again, for which whoever does answers from now on; what waited when it was
 * switched off is sent now.
 */
export async function switchWebhookOn(
  db: Db,
  provider: Provider,
  { handle, vouchedBy, nowMs }: { handle: string; vouchedBy: number; nowMs: number },
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const args = { handle, providerId: provider.id, vouchedBy, now: Math.trunc(nowMs) };
  const [on] = await db.$client.batch([
    { sql: SWITCH_ON, args },
    ...entry.statements,
    { sql: TAKE_UP_AGAIN, args },
  ], "write");
  return on?.rowsAffected === 1;
}

/** Removes a webhook with its messages; answers whether there was one. */
export async function removeWebhook(
  db: Db,
  provider: Provider,
  { handle }: { handle: string },
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const args = { handle, providerId: provider.id };
  const [, removed] = await db.$client.batch([
    { sql: REMOVE_MESSAGES, args },
    { sql: REMOVE, args },
    ...entry.statements,
  ], "write");
  return removed?.rowsAffected === 1;
}

const OWN = "handle = :handle AND provider_id = :providerId";

const SWITCH_OFF = `
  UPDATE webhooks SET switched_off_at = :now, switched_off_because = 'person'
  WHERE ${OWN} AND switched_off_at IS NULL`;

/** What waits for a webhook that is off is given up, to be taken up again when it is on. */
const GIVE_UP_WAITING = giveUpWaiting(OWN);

const SWITCH_ON = `
  UPDATE webhooks
  SET switched_off_at = NULL, switched_off_because = NULL, failing_since = NULL,
    vouched_by = :vouchedBy
  WHERE ${OWN} AND switched_off_at IS NOT NULL`;
const TAKE_UP_AGAIN = `
  UPDATE webhook_deliveries
  SET given_up_at = NULL, last_problem = NULL, attempts = 0, not_before = :now
  WHERE webhook_id = (SELECT id FROM webhooks WHERE ${OWN} AND switched_off_at IS NULL)
    AND last_problem = 'switchedOff' AND sent_at IS NULL`;

const REMOVE_MESSAGES = `DELETE FROM webhook_deliveries
  WHERE webhook_id = (SELECT id FROM webhooks WHERE ${OWN})`;
const REMOVE = `DELETE FROM webhooks WHERE ${OWN}`;

/** The webhook of a handle, where it is the provider's. */
export function isOwn({ id }: Provider, handle: string) {
  return and(eq(webhooks.handle, handle), eq(webhooks.providerId, id));
}
