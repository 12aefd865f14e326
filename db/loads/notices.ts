import type { Db } from "../client.ts";
import {
  type NoticeSettings,
  noticesOfNewHands,
  noticesOfPublication,
  type ProviderChange,
} from "../notices/notices.ts";
import type { NewMail } from "../mail/outbox.ts";

/**
 * Every mail that publishing a load sends, asked before the batch that publishes it: to who is paid,
 * unless the load is silent, and to old addresses of providers that change hands, always.
 */
export async function noticesOfLoad(
  db: Db,
  loadId: string,
  { settings, nowMs, isSilent }: { settings: NoticeSettings; nowMs: number; isSilent: boolean },
): Promise<NewMail[]> {
  const changes = await findChanges(db, loadId);
  const { eps } = settings;
  const handed = await noticesOfNewHands(db, loadId, { changes, eps });
  const posted = await noticesOfPublication(db, loadId, { ...settings, nowMs, changes, isSilent });
  return [...handed, ...posted];
}

/** What a staged load would write of providers, as far as mails need it. */
async function findChanges(db: Db, loadId: string): Promise<ProviderChange[]> {
  const { rows } = await db.$client.execute({
    sql: `SELECT nit, wanted FROM load_provider_changes WHERE load_id = ? AND wanted IS NOT NULL`,
    args: [loadId],
  });
  return rows.map(({ nit, wanted }) => ({ nit: String(nit), ...JSON.parse(String(wanted)) }));
}
