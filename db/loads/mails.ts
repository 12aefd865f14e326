import type { LoadMails } from "../../domain/loads/record.ts";
import type { Db } from "../client.ts";

/**
 * The keys of mails begin with their kind and load (`noticesTo`); `;` is the character after `:`.
 */
const OF_KIND = `SELECT provider_id, sent_at IS NOT NULL AS is_sent FROM outbox_mails
  WHERE dedupe_key >= :kind || ':' || :id || ':' AND dedupe_key < :kind || ':' || :id || ';'`;

/** How many mails announce a load, and how many of them were sent; one round trip. */
export async function countLoadMails(db: Db, id: string): Promise<LoadMails> {
  const [posting, hands] = await db.$client.batch([
    { sql: OF_KIND, args: { kind: "posting", id } },
    { sql: OF_KIND, args: { kind: "hands", id } },
  ], "read");
  const [postings, told] = [posting?.rows ?? [], hands?.rows ?? []];
  return {
    postings: postings.length,
    providers: new Set(postings.map((row) => row.provider_id)).size,
    newHands: told.length,
    sent: [...postings, ...told].filter((row) => Number(row.is_sent) === 1).length,
  };
}
