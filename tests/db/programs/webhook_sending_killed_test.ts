import { assert, assertEquals } from "@std/assert";
import { sendTest } from "../../../db/programs/webhook_deliveries.ts";
import {
  deliverWebhooks,
  WEBHOOK_LEASE_MS,
  WEBHOOKS_AT_ONCE,
} from "../../../db/programs/webhook_sending.ts";
import { testDatabase } from "../../support/database.ts";
import { A, B, C, load, PROVIDERS } from "../../support/files.ts";
import { certificates } from "../../support/webhooks/certificates.ts";
import { receiver } from "../../support/webhooks/receiver.ts";
import { aWebhook, NOW, sendingOf } from "../../support/webhooks/webhooks.ts";
import { providerOf, rowsOf } from "../support/contents.ts";
import { KILLS, killSenders } from "../../support/faults/killed_senders.ts";

const MESSAGES_EACH = 20;

Deno.test("processes that are killed at random moments lose no message, and a copy has the same id", async () => {
  await using database = await testDatabase();
  const { db, path } = database;
  await load(db, [PROVIDERS()]);
  await using hook = await receiver();
  for (const nit of [A, B, C]) {
    const { handle } = await aWebhook(db, nit, { url: hook.url });
    const provider = await providerOf(db, nit);
    for (let index = 0; index < MESSAGES_EACH; index++) {
      await sendTest(db, provider, { handle, nowMs: NOW });
    }
  }
  const { ca } = await certificates();
  const receiving = { count: () => hook.received.length, came: hook.came };
  await killSenders(receiving, (before) => {
    const args = [path, ca, String(NOW + before * WEBHOOK_LEASE_MS)];
    return new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "tests/support/webhooks/worker.ts", ...args],
      stdout: "null",
      stderr: "null",
    }).spawn();
  });
  await deliverWebhooks(db, sendingOf(db, { now: () => NOW + KILLS * WEBHOOK_LEASE_MS }));
  const rows = await rowsOf(db, "SELECT message_id, sent_at FROM webhook_deliveries");
  assertEquals(rows.filter((row) => row.sent_at === null), []);
  const ids = hook.received.map(({ headers }) => headers.get("webhook-id"));
  assertEquals(new Set(ids), new Set(rows.map((row) => row.message_id)));
  assert(ids.length <= rows.length + KILLS * WEBHOOKS_AT_ONCE, `${ids.length} messages`);
});
