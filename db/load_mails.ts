import type { LoadMails } from "../domain/load_record.ts";
import type { Db } from "./client.ts";

/** The keys of mails begin with their kind and load (`noticesTo`); `;` is the sign behind `:`. */
const OF_KIND = `SELECT count(*) AS mails, count(DISTINCT provider_id) AS providers,
    coalesce(sum(sent_at IS NOT NULL), 0) AS sent
  FROM outbox_mails WHERE dedupe_key >= :kind || ':' || :id || ':'
    AND dedupe_key < :kind || ':' || :id || ';'`;

/** How many mails tell of a load, and how many of them went out; one round trip. */
export async function countLoadMails(db: Db, id: string): Promise<LoadMails> {
  const [posting, hands] = await db.$client.batch([
    { sql: OF_KIND, args: { kind: "posting", id } },
    { sql: OF_KIND, args: { kind: "hands", id } },
  ], "read");
  const [postings, told] = [posting?.rows[0], hands?.rows[0]];
  return {
    postings: Number(postings?.mails ?? 0),
    providers: Number(postings?.providers ?? 0),
    newHands: Number(told?.mails ?? 0),
    sent: Number(postings?.sent ?? 0) + Number(told?.sent ?? 0),
  };
}
