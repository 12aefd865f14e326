import { createAuditLog } from "../../../db/audit/events.ts";
import type { Db } from "../../../db/client.ts";
import { createWebhook } from "../../../db/programs/webhooks.ts";
import type { WebhookSending } from "../../../db/programs/webhook_sending.ts";
import { WEBHOOK_EVENTS, type WebhookEvent } from "../../../domain/programs/webhook.ts";
import {
  createWebhookSender,
  type SenderOptions,
  type SendMessage,
} from "../../../lib/webhook/send.ts";
import { newWebhookSecret } from "../../../lib/webhook/signature.ts";
import { providerOf } from "../../db/support/contents.ts";

export const NOW = Date.parse("2026-04-01T15:00:00Z");
export const KEYS = ["a secret of thirty-two bytes or more"];
const EPS = { name: "Mutual Ser", nit: "806008394-7", phone: "01 8000 116882", hours: "siempre" };

/** The handle of the webhook that stands behind an address. */
export const WEBHOOK = "elavisodeunprogramacualquiera123";

export type MadeWebhook = { handle: string; secret: string };

/** A webhook of a provider that is told of everything, unless said otherwise. */
export async function aWebhook(
  db: Db,
  nit: string,
  wish: { handle?: string; url?: string; events?: WebhookEvent[]; nowMs?: number } = {},
): Promise<MadeWebhook> {
  const { url = "https://erp.ips.example/aviso", events = [...WEBHOOK_EVENTS], nowMs = NOW } = wish;
  const { handle = crypto.randomUUID() } = wish;
  const secret = newWebhookSecret();
  const made = { url, events, handle, secret, keys: KEYS, vouchedBy: null, nowMs };
  if (!await createWebhook(db, await providerOf(db, nit), made)) throw new Error("no webhook");
  return { handle, secret };
}

/** What deliveries in tests need: names lead to this machine, nothing is spread. */
export function sendingOf(db: Db, changes: Partial<WebhookSending> = {}): WebhookSending {
  return {
    now: () => NOW,
    sessionSecrets: KEYS,
    allowsLoopback: true,
    baseUrl: "https://portal.example",
    eps: EPS,
    auditLog: createAuditLog(db, KEYS),
    // The certificates are made only where something is sent: most tests send nothing.
    send: async (message) => {
      const { certificates } = await import("./certificates.ts");
      return await testSender((await certificates()).ca)(message);
    },
    random: () => 0,
    ...changes,
  };
}

/** Sends to this machine, whatever the name, by TLS with the certificates of tests. */
export function testSender(ca: string, changes: Partial<SenderOptions> = {}): SendMessage {
  const resolve = () => Promise.resolve(["127.0.0.1"]);
  return createWebhookSender({ allowsLoopback: true, resolve, ca, ...changes });
}
