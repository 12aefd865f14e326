import { eq } from "drizzle-orm";
import { recipientsOf } from "../../domain/notices/contact.ts";
import { addDays, type CivilDate, dateInBogota } from "../../domain/dates.ts";
import { weeklyNotice } from "../../domain/notices/notice.ts";
import { type Week, weekFrom } from "../../domain/notices/summary_week.ts";
import { audienceStatements, readAudiences } from "./audience.ts";
import type { Db } from "../client.ts";
import { type NoticeSettings, noticesTo } from "./notices.ts";
import { enqueueStatements, type NewMail } from "../mail/outbox.ts";
import { instance } from "../schema.ts";

const OLDEST_TOLD_DAYS = 30;
/** The newest week that was summarised, by its Monday; a fact about this database (`instance`). */
const MARK = "summarised_week";

/**
 * Puts the summaries of the week that began on a Monday into the outbox and stores that it was
 * done, in one batch; answers how many mails. Asked again, or by another process at once, it adds
 * none.
 */
export async function enqueueWeeklySummaries(
  db: Db,
  { weekStart, nowMs, ...settings }: NoticeSettings & { weekStart: CivilDate; nowMs: number },
): Promise<number> {
  if (await isSummarised(db, weekStart)) return 0;
  const mails = await summariesOf(db, weekFrom(weekStart), settings);
  const results = await db.$client.batch([
    ...enqueueStatements(mails, nowMs),
    { sql: NOTE, args: [MARK, weekStart] },
  ], "write");
  return results.slice(0, -1).reduce((sum, { rowsAffected }) => sum + rowsAffected, 0);
}

async function isSummarised(db: Db, weekStart: CivilDate): Promise<boolean> {
  const [row] = await db.select().from(instance).where(eq(instance.key, MARK));
  return row !== undefined && row.value >= weekStart;
}

async function summariesOf(db: Db, week: Week, settings: NoticeSettings): Promise<NewMail[]> {
  const since = addDays(dateInBogota(week.endMs), -OLDEST_TOLD_DAYS);
  const [counted, contacts, refusals] = await db.$client.batch([
    { sql: COUNTED, args: { since, start: week.startMs, end: week.endMs } },
    ...audienceStatements(INTERESTED, []),
  ], "read");
  const audiences = readAudiences(contacts, refusals);
  const providers = new Map((counted?.rows ?? []).map((row) => [row.id, row]));
  const mails = [...providers.values()].flatMap((row) => {
    const providerId = Number(row.id);
    const audience = audiences.get(providerId) ?? { contacts: [], refusals: [] };
    const to = recipientsOf({ email: null, ...audience }, "weekly");
    const summary = {
      legalName: String(row.legal_name),
      count: Number(row.count),
      from: String(row.first),
      to: String(row.last),
      week,
    };
    return noticesTo(
      to,
      { kind: "weekly", of: week.from, providerId },
      settings,
      (links) => weeklyNotice(summary, settings.eps, links),
    );
  });
  return mails;
}

const INTERESTED = "SELECT provider_id FROM provider_contacts WHERE wants_weekly = 1";

/**
 * Each voucher as it is now, once, where the load that left it so was published in the week. In the
 * order of `provider_contacts_by_wish`, so that nothing is sorted: a row a contact, the same for
 * all of a provider.
 */
const COUNTED = `
  SELECT p.id, p.legal_name, count(*) AS count, min(v.paid_on) AS first, max(v.paid_on) AS last
  FROM provider_contacts AS c CROSS JOIN providers AS p ON p.id = c.provider_id
  CROSS JOIN voucher_revisions AS v
    ON v.provider_id = p.id AND v.is_current = 1 AND v.paid_on >= :since AND v.state = 'standing'
  CROSS JOIN loads AS l ON l.id = v.load_id AND l.published_at >= :start AND l.published_at < :end
    AND l.without_notices = 0
  WHERE c.wants_weekly = 1
  GROUP BY c.provider_id, c.position`;

const NOTE = `
  INSERT INTO instance (key, value) VALUES (?, ?)
  ON CONFLICT (key) DO UPDATE SET value = max(value, excluded.value)`;
