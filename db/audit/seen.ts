import type { SeenAffiliate } from "../../domain/audit/seen_affiliate.ts";
import type { SeenProvider } from "../../domain/audit/seen_provider.ts";
import type { Db } from "../client.ts";

type Between = { fromMs: number; toMs: number };

/**
 * The providers whose data some people saw or downloaded: what the superintendence asks for after
 * an incident (security, L13). Whoever signed in for a provider could see its pages of payments.
 */
export async function findSeenProviders(
  db: Db,
  userIds: number[],
  between: Between,
): Promise<SeenProvider[]> {
  const { rows } = await db.$client.execute({ sql: SEEN, args: argumentsOf(userIds, between) });
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

/** The affiliates of whose data some people's events tell: whatever was done with them was seen. */
export async function findSeenAffiliates(
  db: Db,
  userIds: number[],
  between: Between,
): Promise<SeenAffiliate[]> {
  const args = argumentsOf(userIds, between);
  const { rows } = await db.$client.execute({ sql: SEEN_AFFILIATES, args });
  return rows.map((row) => ({
    id: Number(row.affiliate_id),
    documentType: String(row.document_type ?? ""),
    documentNumber: String(row.document_number ?? ""),
    count: Number(row.count),
    firstAt: Number(row.first_at),
    lastAt: Number(row.last_at),
  }));
}

function argumentsOf(userIds: number[], { fromMs, toMs }: Between) {
  return { users: JSON.stringify(userIds), from: fromMs, to: toMs };
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

const SEEN_AFFILIATES = `
  SELECT seen.*, a.document_type, a.document_number FROM (
    SELECT e.affiliate_id, count(*) AS count, min(e.at) AS first_at, max(e.at) AS last_at
    FROM json_each(:users) AS person
    CROSS JOIN audit_events AS e INDEXED BY audit_events_by_user
      ON e.user_id = person.value AND e.at >= :from AND e.at < :to
    WHERE e.affiliate_id IS NOT NULL AND e.result = 'ok'
    GROUP BY e.affiliate_id
  ) AS seen LEFT JOIN affiliates AS a ON a.id = seen.affiliate_id
  ORDER BY seen.last_at DESC`;
