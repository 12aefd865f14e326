import type { Row } from "@libsql/client";
import { mailboxOf, recipientsOf } from "../../domain/notices/contact.ts";
import { addDays, dateInBogota } from "../../domain/dates.ts";
import { newHandsNotice, type Posting, postingNotice } from "../../domain/notices/notice.ts";
import type { Eps } from "../../domain/eps.ts";
import { isEmailAddress, type ProviderDetails } from "../../domain/providers/provider.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { audienceStatements, readAudiences } from "./audience.ts";
import type { Db } from "../client.ts";
import { unsubscribeUrl } from "./refusals.ts";
import type { NewMail } from "../mail/outbox.ts";

const OLDEST_TOLD_DAYS = 30;
const HASH_LENGTH = 16;

export type NoticeSettings = { baseUrl: string; secrets: string[]; eps: Eps };

/** What a load writes of a provider, as far as notices need it; what is left out stays. */
export type ProviderChange =
  & { nit: string }
  & Partial<Pick<ProviderDetails, "legalName" | "email" | "representativeId">>;

/**
 * The mails that tell providers of the vouchers of a load, one to each address however many there
 * are, for the batch that publishes it (`enqueueStatements`). Asked before that batch or after it,
 * the answer is the same: `changes`, new providers among them, says what the load itself brings.
 * Payments older than 30 days are not announced, nor is a load without notices (`isSilent`).
 */
export async function noticesOfPublication(
  db: Db,
  loadId: string,
  { nowMs, changes = [], isSilent = false, ...settings }: NoticeSettings & {
    nowMs: number;
    changes?: ProviderChange[];
    isSilent?: boolean;
  },
): Promise<NewMail[]> {
  if (isSilent) return [];
  const args = { load: loadId, since: addDays(dateInBogota(nowMs), -OLDEST_TOLD_DAYS) };
  const [postings, contacts, refusals] = await db.$client.batch([
    { sql: POSTINGS, args },
    ...audienceStatements(TOLD, args),
  ], "read");
  const audiences = readAudiences(contacts, refusals);
  const changed = new Map(changes.map((change) => [change.nit, change]));
  const mails = (postings?.rows ?? []).flatMap((row) => {
    const { email, ...posting } = toPosting(row, changed.get(String(row.nit)));
    const providerId = Number(row.id);
    const audience = audiences.get(providerId) ?? { contacts: [], refusals: [] };
    const to = recipientsOf({ email, ...audience }, "posting");
    return noticesTo(
      to,
      { kind: "posting", of: loadId, providerId },
      settings,
      (links) => postingNotice(posting, settings.eps, links),
    );
  });
  return mails;
}

/**
 * The mails to the old address on file, saying that a load changes it or the representative; for
 * the batch that publishes the load, asked before it. They go out whether or not the load is
 * silent.
 */
export async function noticesOfNewHands(
  db: Db,
  loadId: string,
  { changes, eps }: { changes: ProviderChange[]; eps: Eps },
): Promise<NewMail[]> {
  const { rows } = await db.$client.execute({
    sql: OLD_HANDS,
    args: [JSON.stringify(changes.map(({ nit }) => nit))],
  });
  const changed = new Map(changes.map((change) => [change.nit, change]));
  return rows.flatMap((row) => newHandsMail(row, changed.get(String(row.nit)), loadId, eps));
}

/** A notice to each of some addresses, with the link that ends notices to that address. */
export function noticesTo(
  addresses: string[],
  { kind, of, providerId }: { kind: NewMail["kind"]; of: string; providerId: number },
  settings: NoticeSettings,
  write: (links: { baseUrl: string; unsubscribeUrl: string }) => { subject: string; text: string },
): NewMail[] {
  return addresses.map((to) => {
    const url = unsubscribeUrl(settings, providerId, to);
    const addressHash = sha256(mailboxOf(to)).slice(0, HASH_LENGTH);
    return {
      dedupeKey: `${kind}:${of}:${providerId}:${addressHash}`,
      kind,
      providerId,
      to,
      unsubscribeUrl: url,
      ...write({ baseUrl: settings.baseUrl, unsubscribeUrl: url }),
    };
  });
}

/**
 * What a load brings. A voucher that is annulled from the start is no news, nor is one that is only
 * announced, until it stands or comes back; a payment that came back is as new as the day it did.
 */
const BROUGHT = `
  FROM voucher_revisions AS v
  LEFT JOIN voucher_revisions AS old ON old.id = v.replaces_id
  WHERE v.load_id = :load AND coalesce(v.returned_on, v.paid_on) >= :since
    AND (v.state IN ('standing', 'returned') OR old.state IN ('standing', 'annulled', 'returned'))`;
const IS_POSTED = "v.state = 'standing' AND coalesce(old.state, 'scheduled') = 'scheduled'";
const IS_ANNULLED = "v.state = 'annulled' AND old.state <> 'annulled'";
const IS_RETURNED = "v.state = 'returned' AND coalesce(old.state, '') <> 'returned'";

const TOLD = `SELECT v.provider_id ${BROUGHT}`;

/** In the order of `voucher_revisions_by_load`, so that nothing is sorted. */
const POSTINGS = `
  SELECT p.id, p.nit, p.legal_name, p.email, told.* FROM (
    SELECT v.provider_id, min(v.paid_on) AS first, max(v.paid_on) AS last,
      count(*) FILTER (WHERE ${IS_POSTED}) AS posted,
      count(*) FILTER (WHERE ${IS_ANNULLED}) AS annulled,
      count(*) FILTER (WHERE ${IS_RETURNED}) AS returned,
      count(*) FILTER (WHERE NOT (${IS_POSTED} OR ${IS_ANNULLED} OR ${IS_RETURNED})) AS corrected
    ${BROUGHT} GROUP BY v.provider_id) AS told
  CROSS JOIN providers AS p ON p.id = told.provider_id`;

const OLD_HANDS = `
  SELECT p.id, p.nit, p.legal_name, p.email, p.representative_id
  FROM json_each(?) AS named CROSS JOIN providers AS p ON p.nit = named.value
  WHERE p.is_listed = 1 AND p.email IS NOT NULL`;

function toPosting(
  row: Row,
  change: ProviderChange | undefined,
): Posting & { email: string | null } {
  const stored = row.email === null ? null : String(row.email);
  return {
    legalName: change?.legalName ?? String(row.legal_name),
    email: change?.email === undefined ? stored : change.email,
    posted: Number(row.posted),
    corrected: Number(row.corrected),
    annulled: Number(row.annulled),
    returned: Number(row.returned),
    from: String(row.first),
    to: String(row.last),
  };
}

function newHandsMail(
  row: Row,
  change: ProviderChange | undefined,
  loadId: string,
  eps: Eps,
): NewMail[] {
  const isNew = (wanted: unknown, stored: unknown) => wanted !== undefined && wanted !== stored;
  const isEmailNew = isNew(change?.email, row.email);
  const isRepresentativeNew = isNew(change?.representativeId, row.representative_id);
  const to = String(row.email);
  if (!(isEmailNew || isRepresentativeNew) || !isEmailAddress(to)) return [];
  return [{
    dedupeKey: `hands:${loadId}:${row.id}`,
    kind: "hands",
    providerId: Number(row.id),
    to,
    ...newHandsNotice({ legalName: String(row.legal_name), isEmailNew, isRepresentativeNew }, eps),
  }];
}
