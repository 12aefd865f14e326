import type { SeenProvider } from "../../domain/audit/seen_provider.ts";
import type { Db } from "../client.ts";

/**
 * The providers whose data some people saw or downloaded: what the superintendence asks for after
 * an incident (security, L13). Whoever signed in for a provider could see its pages of payments.
 */
export async function findSeenProviders(
  db: Db,
  userIds: number[],
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<SeenProvider[]> {
  const { rows } = await db.$client.execute({
    sql: SEEN,
    args: { users: JSON.stringify(userIds), from: fromMs, to: toMs },
  });
  return rows.map((row) => ({
    nit: String(row.nit),
    legalName: String(row.legal_name),
    downloads: Number(row.downloads),
    views: Number(row.views),
    entries: Number(row.entries),
    firstAt: Number(row.first_at),
    lastAt: Number(row.last_at),
  }));
}

const SEEN = `
  SELECT p.nit, p.legal_name, seen.* FROM (
    SELECT e.provider_id,
      sum(e.name IN ('download', 'dataExport')) AS downloads,
      sum(e.name IN ('sensitiveView', 'paymentsViewed')) AS views,
      sum(e.name IN ('signIn', 'providerSwitch')) AS entries,
      min(e.at) AS first_at, max(e.at) AS last_at
    FROM json_each(:users) AS person
    CROSS JOIN audit_events AS e INDEXED BY audit_events_by_user
      ON e.user_id = person.value AND e.at >= :from AND e.at < :to
    WHERE e.provider_id IS NOT NULL AND e.result = 'ok'
      AND e.name IN ('download', 'dataExport', 'sensitiveView', 'paymentsViewed', 'signIn', 'providerSwitch')
    GROUP BY e.provider_id
  ) AS seen JOIN providers AS p ON p.id = seen.provider_id
  ORDER BY seen.last_at DESC`;
