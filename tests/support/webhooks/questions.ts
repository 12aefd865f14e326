import type { Db } from "../../../db/client.ts";
import { noteEnd } from "../../../db/leases.ts";
import { findWebhook, retryDelivery, sendTest } from "../../../db/programs/webhook_deliveries.ts";
import { MESSAGE_LEASES } from "../../../db/programs/webhook_sending.ts";
import {
  changeWebhook,
  createWebhook,
  findWebhooks,
  removeWebhook,
  renewSecret,
  switchWebhookOff,
  switchWebhookOn,
} from "../../../db/programs/webhooks.ts";
import type { Provider } from "../../../domain/providers/provider.ts";

const WISH = { url: "https://erp.ips.example/", events: [] };
const SECRET = { secret: "whsec_AAAA", keys: ["a secret of thirty-two bytes or more"] };
const OF = { handle: "one", vouchedBy: 1, nowMs: 0 };
const LEASED = { id: 1, attempts: 1, claimedUntil: 1 };
const FAILURE = { problem: "answer", waitMs: 1 };

/** What is asked and done of webhooks. */
export const WEBHOOK_QUESTIONS: Record<string, (db: Db, provider: Provider) => Promise<unknown>> = {
  findWebhooks: (db, provider) => findWebhooks(db, provider),
  createWebhook: (db, provider) => createWebhook(db, provider, { ...WISH, ...SECRET, ...OF }),
  changeWebhook: (db, provider) => changeWebhook(db, provider, { ...WISH, ...OF }),
  renewSecret: (db, provider) => renewSecret(db, provider, { ...SECRET, ...OF }),
  switchWebhookOff: (db, provider) => switchWebhookOff(db, provider, OF),
  switchWebhookOn: (db, provider) => switchWebhookOn(db, provider, OF),
  removeWebhook: (db, provider) => removeWebhook(db, provider, OF),
  findWebhook: (db, provider) => findWebhook(db, provider, { ...OF, page: 2 }),
  sendTest: (db, provider) => sendTest(db, provider, OF),
  retryDelivery: (db, provider) => retryDelivery(db, provider, { ...OF, messageId: "msg_1" }),
  "messages hasDue": (db) => MESSAGE_LEASES.hasDue(db, 0),
  "messages claim": (db) => MESSAGE_LEASES.claim(db, 1, 0),
  "messages sent": (db) => noteEnd(db, [MESSAGE_LEASES.sent(LEASED, 0)]),
  "messages failed": (db) => noteEnd(db, [MESSAGE_LEASES.failed(LEASED, FAILURE, 0)]),
  "messages release": (db) => MESSAGE_LEASES.release(db, LEASED),
};
