import { sql } from "drizzle-orm";
import { addDays, dateInBogota, startOfDayMs } from "../../domain/dates.ts";
import type { Eps } from "../../domain/eps.ts";
import type { Db } from "../client.ts";
import { enqueueStatements } from "../mail/outbox.ts";
import { appointments } from "../schema.ts";
import { mailOfAppointment } from "./mails.ts";

const REMINDED_A_RUN = 1000;

/**
 * Reminds, the day before, of appointments that nobody was reminded of; each once, whoever runs it and
 * however often. Mails and marks are one batch.
 */
export async function enqueueReminders(
  db: Db,
  { eps, baseUrl, nowMs }: { eps: Eps; baseUrl: string; nowMs: number },
): Promise<void> {
  const today = dateInBogota(nowMs);
  const [from, to] = [1, 2].map((days) => startOfDayMs(addDays(today, days)));
  const due = await db.select().from(appointments).where(
    sql`state = 'booked' AND starts_at >= ${from} AND starts_at < ${to} AND reminded_at IS NULL`,
  ).limit(REMINDED_A_RUN);
  if (due.length === 0) return;
  const mails = due.map((one) => mailOfAppointment("reminder", one, { eps, baseUrl, today }));
  await db.$client.batch([
    { sql: MARK, args: { ids: JSON.stringify(due.map(({ id }) => id)), nowMs } },
    ...enqueueStatements(mails, nowMs),
  ], "write");
}

const MARK = `UPDATE appointments SET reminded_at = :nowMs
  WHERE id IN (SELECT value FROM json_each(:ids)) AND state = 'booked' AND reminded_at IS NULL`;
