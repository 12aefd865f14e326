import { assertEquals } from "@std/assert";
import { createAuditLog } from "../../../db/audit/events.ts";
import { voidPending } from "../../../db/backup/pending.ts";
import { deliverWebhooks } from "../../../db/programs/webhook_sending.ts";
import { retryDelivery } from "../../../db/programs/webhook_deliveries.ts";
import { sweepSpent } from "../../../db/sweep.ts";
import { testDatabase } from "../../support/database.ts";
import { A, load, PROVIDERS } from "../../support/files.ts";
import { someDeliveries } from "../../support/webhooks/deliveries.ts";
import { KEYS, NOW, sendingOf, WEBHOOK } from "../../support/webhooks/webhooks.ts";
import { providerOf, rowsOf, valueOf } from "../support/contents.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const HAPPENED = {
  at: NOW,
  name: "databaseRestored",
  result: "ok",
  userId: null,
  providerId: null,
  source: "",
  requestId: "x",
  detail: {},
} as const;

async function withDeliveries() {
  const database = await testDatabase();
  await load(database.db, [PROVIDERS()]);
  await someDeliveries(database.db);
  return database;
}

Deno.test("L9: messages to programs go after 30 days, whatever became of them", async () => {
  await using database = await withDeliveries();
  const { db } = database;
  const count = () => valueOf(db, "SELECT count(*) FROM webhook_deliveries");
  await sweepSpent(db, NOW + 30 * DAY_MS);
  assertEquals(await count(), 5);
  await sweepSpent(db, NOW + 30 * DAY_MS + 1);
  assertEquals([await count(), await valueOf(db, "SELECT count(*) FROM webhooks")], [0, 1]);
});

Deno.test("a restored copy sends nothing that waited in it, until somebody wants it", async () => {
  await using database = await withDeliveries();
  const { db } = database;
  await voidPending({ db, auditLog: createAuditLog(db, KEYS) }, HAPPENED);
  const sent: string[] = [];
  const send = ({ headers }: { headers: Record<string, string> }) => {
    sent.push(headers["webhook-id"] ?? "");
    return Promise.resolve({ status: 200 });
  };
  await deliverWebhooks(db, sendingOf(db, { send }));
  assertEquals(sent, []);
  const held = await rowsOf(
    db,
    "SELECT message_id FROM webhook_deliveries WHERE last_problem = 'restored' ORDER BY id",
  );
  assertEquals(held.map((row) => row.message_id), ["msg_1", "msg_2", "msg_4"]);
  const wish = { handle: WEBHOOK, messageId: "msg_4", nowMs: NOW };
  assertEquals(await retryDelivery(db, await providerOf(db, A), wish), true);
  await deliverWebhooks(db, sendingOf(db, { send }));
  assertEquals(sent, ["msg_4"]);
});
