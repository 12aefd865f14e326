import type { Row } from "@libsql/client";
import { addDays, dateInBogota } from "../../domain/dates.ts";
import type { Eps } from "../../domain/eps.ts";
import { tokenEndsNotice } from "../../domain/programs/mail.ts";
import { isEmailAddress } from "../../domain/providers/provider.ts";
import type { AuditLog } from "../audit/events.ts";
import type { Db } from "../client.ts";
import { enqueueStatements } from "../mail/outbox.ts";

/** How long before its end a token's people are told. */
const WARNED_DAYS = 7;
const WARNED_A_RUN = 100;

type Settings = { eps: Eps; baseUrl: string; nowMs: number };

/**
 * Tells whoever made a token that it ends soon, or the provider where a command made it; once,
 * whoever runs it and however often. The mark, its event and the mail are one batch. Of an address
 * that is none nobody is told, and the others are.
 */
export async function enqueueTokenWarnings(
  db: Db,
  auditLog: AuditLog,
  settings: Settings,
): Promise<void> {
  const today = dateInBogota(settings.nowMs);
  const args = { today, until: addDays(today, WARNED_DAYS), limit: WARNED_A_RUN };
  const { rows } = await db.$client.execute({ sql: DUE, args });
  const reachable = rows.filter(({ to_address: to }) => isEmailAddress(String(to)));
  for (const row of reachable) await warn(db, auditLog, row, settings);
}

/** One batch a token, because each event is chained to the one before. */
async function warn(db: Db, auditLog: AuditLog, row: Row, settings: Settings): Promise<void> {
  const now = Math.trunc(settings.nowMs);
  const providerId = row.provider_id === null ? null : Number(row.provider_id);
  const handle = String(row.handle);
  const token = { name: String(row.name), expiresOn: String(row.expires_on) };
  const address = providerId === null ? "/funcionario/tokens" : "/cuenta/programas";
  const mail = {
    dedupeKey: `token:${handle}`,
    kind: "token" as const,
    providerId,
    to: String(row.to_address),
    ...tokenEndsNotice({ ...token, address }, settings),
  };
  const event = {
    at: now,
    name: "tokenWarned" as const,
    result: "ok" as const,
    userId: null,
    providerId,
    source: "",
    requestId: crypto.randomUUID(),
    detail: { token: token.name },
  };
  await auditLog.write(event, (entry) =>
    db.$client.batch([
      { sql: MARK, args: { handle, now } },
      ...entry.statements,
      ...enqueueStatements([mail], now),
    ], "write"));
}

/**
 * Living tokens that end soon and that still have their rights; not those that were made for so
 * short a time that their maker knows it. By the index `api_tokens_to_warn`.
 */
const DUE = `
  SELECT t.handle, t.name, t.expires_on, t.provider_id, coalesce(u.email, p.email) AS to_address
  FROM api_tokens AS t
  LEFT JOIN users AS u ON u.id = t.made_by
  LEFT JOIN providers AS p ON p.id = t.provider_id
  WHERE t.warned_at IS NULL AND t.revoked_at IS NULL
    AND t.expires_on >= :today AND t.expires_on <= :until
    AND date(t.created_at / 1000, 'unixepoch', '-5 hours', '+${WARNED_DAYS} days') < t.expires_on
    AND p.access_closed_at IS NULL AND u.disabled_at IS NULL
    AND coalesce(u.email, p.email) IS NOT NULL
  ORDER BY t.expires_on LIMIT :limit`;

const MARK = `UPDATE api_tokens SET warned_at = :now
  WHERE handle = :handle AND warned_at IS NULL AND revoked_at IS NULL`;
