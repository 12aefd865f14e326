import { assert, assertEquals } from "@std/assert";
import { sendTest } from "../../db/programs/webhook_deliveries.ts";
import { deliverWebhooks, WEBHOOK_LEASE_MS } from "../../db/programs/webhook_sending.ts";
import { providerOf, rowsOf } from "../db/support/contents.ts";
import { command } from "../db/support/process.ts";
import { testDatabase } from "../support/database.ts";
import { A, B, C, load, PROVIDERS } from "../support/files.ts";
import { certificates } from "../support/webhooks/certificates.ts";
import { receiver, status } from "../support/webhooks/receiver.ts";
import { aWebhook, NOW, sendingOf } from "../support/webhooks/webhooks.ts";
import type { Stage, State, Work } from "./kill.ts";
import { assertSound, attemptOf } from "./process.ts";

const NITS = [A, B, C];
const MESSAGES_EACH = 15;
const COUNT = NITS.length * MESSAGES_EACH;

/** The messages that wait for three programs, sent to a real server by TLS. */
export const WEBHOOKS: Work = { name: "webhooks", stage };

async function stage(): Promise<Stage> {
  const stack = new AsyncDisposableStack();
  const { db, path } = stack.use(await testDatabase());
  const hook = stack.use(await receiver(status(200)));
  await load(db, [PROVIDERS()]);
  for (const nit of NITS) {
    const { handle } = await aWebhook(db, nit, { url: hook.url });
    const provider = await providerOf(db, nit);
    for (let sent = 0; sent < MESSAGES_EACH; sent++) {
      await sendTest(db, provider, { handle, nowMs: NOW });
    }
  }
  const { ca } = await certificates();
  const received = () => hook.received.map(({ headers }) => headers.get("webhook-id"));
  const nowAfter = (killed: number) => NOW + killed * WEBHOOK_LEASE_MS;
  return {
    attempt(before) {
      const args = [path, ca, String(nowAfter(before))];
      const worker = command("tests/support/webhooks/worker.ts", args, {});
      return attemptOf(worker.spawn(), "stdout");
    },
    async look(): Promise<State> {
      await assertSound(db);
      const sent = await rowsOf(db, "SELECT message_id FROM webhook_deliveries WHERE sent_at > 0");
      const ids = new Set(received());
      assert(sent.every(({ message_id }) => ids.has(String(message_id))), "a message is lost");
      if (sent.length === COUNT) return "after";
      return ids.size === 0 ? "before" : "middle";
    },
    async complete(killed) {
      await deliverWebhooks(db, sendingOf(db, { now: () => nowAfter(killed) }));
      const first = received().length;
      await deliverWebhooks(db, sendingOf(db, { now: () => nowAfter(killed + 1) }));
      assertEquals(received().length, first, "a second run sends nothing");
      assertEquals(new Set(received()).size, COUNT);
      // One message at a time goes to a webhook.
      assert(first <= COUNT + killed * NITS.length, `${first} messages`);
      return first > COUNT ? [`${first - COUNT} went out twice, with one webhook-id`] : [];
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
