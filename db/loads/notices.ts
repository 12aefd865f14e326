import type { Db } from "../client.ts";
import {
  type NoticeSettings,
  noticesOfNewHands,
  noticesOfPublication,
  type ProviderChange,
} from "../notices/notices.ts";
import { tellMailboxesLeft } from "../affiliates/new_address.ts";
import type { Undo } from "./undo_plan.ts";
import { enqueueStatements, type NewMail } from "../mail/outbox.ts";
import { mailboxLeftNotice } from "../../domain/affiliates/mailbox_left.ts";
import type { Notice } from "../../domain/notices/notice.ts";

/** The mails of a load, and what it writes to each address that it takes from affiliates. */
export type LoadNotices = { mails: NewMail[]; mailboxLeft?: Notice };

export const NO_MAILS: LoadNotices = { mails: [] };

/** The statements that put the mails of the load `id` into the outbox, after it was applied. */
export function noticeStatements(id: string, { mails, mailboxLeft }: LoadNotices, nowMs: number) {
  return [
    ...enqueueStatements(mails, nowMs),
    ...(mailboxLeft ? [tellMailboxesLeft(id, mailboxLeft, nowMs)] : []),
  ];
}

/**
 * Every mail that publishing a load sends, asked before the batch that publishes it: to who is paid,
 * unless the load is silent, and to old addresses of providers that change hands and of affiliates,
 * always.
 */
export async function noticesOfLoad(
  db: Db,
  loadId: string,
  { settings, nowMs, isSilent }: { settings: NoticeSettings; nowMs: number; isSilent: boolean },
): Promise<LoadNotices> {
  const changes = await findChanges(db, loadId);
  const { eps } = settings;
  const handed = await noticesOfNewHands(db, loadId, { changes, eps });
  const posted = await noticesOfPublication(db, loadId, { ...settings, nowMs, changes, isSilent });
  return { mails: [...handed, ...posted], mailboxLeft: mailboxLeftNotice(eps) };
}

/**
 * What an undo writes to addresses that no longer receive a provider's or an affiliate's links, or
 * whose representative changes.
 */
export async function noticesOfUndo(
  db: Db,
  { report, changes }: Undo,
  notices: NoticeSettings | undefined,
): Promise<LoadNotices> {
  if (!notices) return NO_MAILS;
  const { eps } = notices;
  const told = changes.flatMap(({ nit, wanted }) => wanted === null ? [] : [{ nit, ...wanted }]);
  const mails = await noticesOfNewHands(db, report.id, { changes: told, eps });
  return { mails, mailboxLeft: mailboxLeftNotice(eps) };
}

/** What a staged load would write of providers, as far as mails need it. */
async function findChanges(db: Db, loadId: string): Promise<ProviderChange[]> {
  const { rows } = await db.$client.execute({
    sql: `SELECT nit, wanted FROM load_provider_changes WHERE load_id = ? AND wanted IS NOT NULL`,
    args: [loadId],
  });
  return rows.map(({ nit, wanted }) => ({ nit: String(nit), ...JSON.parse(String(wanted)) }));
}
