import type { Db } from "../../../db/client.ts";
import { A } from "../files.ts";
import { aWebhook, NOW, WEBHOOK } from "./webhooks.ts";

/** A webhook of A with a message in each state, and one of every kind of answer. */
export async function someDeliveries(db: Db): Promise<void> {
  const url = `https://erp.ips.example/${"un-nombre-muy-largo-".repeat(5)}`;
  await aWebhook(db, A, { handle: WEBHOOK, url });
  const rows = [
    { event: "voucher.posted", sent: NOW, status: 200 },
    { event: "voucher.corrected", claimed: NOW + 60_000 },
    { event: "inquiry.answered", status: 503, problem: "answer", attempts: 3 },
    { event: "certificate.issued", givenUp: NOW, problem: "certificate", attempts: 13 },
    { event: "webhook.test" },
  ];
  await db.$client.execute({
    sql: `INSERT INTO webhook_deliveries (message_id, webhook_id, event, data, subject, created_at,
        not_before, attempts, claimed_until, sent_at, given_up_at, last_problem, answer_status,
        tried_at, duration_ms)
      SELECT 'msg_' || key, (SELECT id FROM webhooks WHERE handle = :handle), value ->> 'event', '{}',
        key, :now, :now, coalesce(value ->> 'attempts', 1), value ->> 'claimed', value ->> 'sent',
        value ->> 'givenUp', value ->> 'problem', value ->> 'status', :now, 1234
      FROM json_each(:rows)`,
    args: { handle: WEBHOOK, now: NOW, rows: JSON.stringify(rows) },
  });
}
