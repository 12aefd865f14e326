import type { EpsIdentity } from "../../domain/eps.ts";
import { switchedOffMail } from "../../domain/programs/webhook_mail.ts";
import { hostOfWebhook } from "../../domain/programs/webhook.ts";
import { isEmailAddress } from "../../domain/providers/provider.ts";
import type { AuditLog } from "../audit/events.ts";
import type { Db } from "../client.ts";
import { enqueueStatements, type NewMail } from "../mail/outbox.ts";

type Failing = { id: number; providerId: number; handle: string; url: string };

export type SwitchingOff = {
  because: "failures" | "gone";
  nowMs: number;
  auditLog: AuditLog;
  eps: EpsIdentity;
  baseUrl: string;
};

/**
 * Switches off a webhook that takes nothing, with a mail to whoever looks after the provider's team
 * and an event of nobody, all in one batch; nothing where it is off already.
 */
export async function switchOffFailing(
  db: Db,
  { id, providerId, handle, url }: Failing,
  { because, nowMs, auditLog, eps, baseUrl }: SwitchingOff,
): Promise<void> {
  const mail = switchedOffMail({ url, because }, { eps, baseUrl });
  const { rows } = await db.$client.execute({ sql: ADMINISTRATORS, args: { providerId } });
  const mails: NewMail[] = rows.map(({ email }) => String(email)).filter(isEmailAddress)
    .map((to) => ({
      dedupeKey: `webhook:${handle}:${nowMs}:${to}`,
      kind: "webhook",
      providerId,
      to,
      ...mail,
    }));
  const happened = {
    at: nowMs,
    name: "webhookSwitchedOff",
    result: "ok",
    userId: null,
    providerId,
    source: "",
    requestId: crypto.randomUUID(),
    detail: { webhook: hostOfWebhook(url), because },
  } as const;
  await auditLog.write(happened, async (entry) => {
    await db.$client.batch([
      { sql: SWITCH_OFF, args: { id, now: nowMs, because } },
      ...entry.statements,
      ...enqueueStatements(mails, nowMs, { ifChanged: true }),
      { sql: GIVE_UP_WAITING, args: { id, now: nowMs } },
    ], "write");
  });
}

/** Whoever may switch it on again: the representative, at the address on file, and administrators. */
const ADMINISTRATORS = `
  SELECT DISTINCT coalesce(u.email, p.email) AS email
  FROM memberships AS m CROSS JOIN users AS u ON u.id = m.user_id
  CROSS JOIN providers AS p ON p.id = m.provider_id
  WHERE m.provider_id = :providerId AND m.revoked_at IS NULL
    AND m.role IN ('representante', 'administrador')
    AND u.activated_at IS NOT NULL AND u.disabled_at IS NULL
    AND coalesce(u.email, p.email) IS NOT NULL`;

const SWITCH_OFF = `
  UPDATE webhooks SET switched_off_at = :now, switched_off_because = :because
  WHERE id = :id AND switched_off_at IS NULL`;

const GIVE_UP_WAITING = giveUpWaiting("id = :id");

/** What waits for a webhook that is off is given up, to be taken up again when it is on. */
export function giveUpWaiting(isWebhook: string, now = ":now"): string {
  return `
  UPDATE webhook_deliveries
  SET given_up_at = ${now}, claimed_until = NULL, last_problem = 'switchedOff'
  WHERE webhook_id IN (SELECT id FROM webhooks WHERE ${isWebhook} AND switched_off_at IS NOT NULL)
    AND sent_at IS NULL AND given_up_at IS NULL`;
}
