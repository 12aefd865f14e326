import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import type { ChangePlace, LoggedChange } from "../../domain/payments/change.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import type { Db } from "../client.ts";
import { askTogether, question, type Values } from "../question.ts";
import { changeLog, loads, providers, voucherRevisions as vouchers } from "../schema.ts";
import { STORED_VOUCHER } from "./voucher_row.ts";

/*
 * The change log (decision 0028): written in the batch that switches revisions, after the versions of
 * the providers' data grew, so that whoever follows it by version and number misses nothing.
 */

/** A switch of the revisions of a load: to them, or, in an undo, back to what they replaced. */
export type Switch = { base: string; isReversal: boolean; nowMs: number };

/** The statement that logs what a switch made of each voucher. */
export function logSwitch({ base, isReversal, nowMs }: Switch) {
  return { sql: isReversal ? LOG_REVERSAL : LOG_SWITCH, args: { base, now: nowMs } };
}

const LOG_SWITCH = logging({ before: "replaced.state", after: "v.state" });
const LOG_REVERSAL = logging({ before: "v.state", after: "replaced.state" });

function logging({ before, after }: { before: string; after: string }): string {
  return `
  INSERT INTO change_log (provider_id, document_number, version, change, changed_at)
  SELECT v.provider_id, v.document_number, p.data_version, ${changeOf(before, after)}, :now
  FROM voucher_revisions AS v CROSS JOIN providers AS p ON p.id = v.provider_id
  LEFT JOIN voucher_revisions AS replaced ON replaced.id = v.replaces_id
  WHERE v.load_id = :base
  ON CONFLICT (provider_id, document_number) DO UPDATE SET version = excluded.version,
    change = excluded.change, changed_at = excluded.changed_at`;
}

/** By the states of the voucher before and after; null where it was not, or is not, there. */
function changeOf(before: string, after: string): string {
  return `CASE WHEN ${after} IS NULL THEN 'removed'
    WHEN ${after} = ${before} THEN 'corrected'
    WHEN ${after} <> 'standing' THEN ${after}
    WHEN ${before} IN ('annulled', 'returned') THEN 'corrected'
    ELSE 'posted' END`;
}

export type FoundChanges = {
  changes: LoggedChange[];
  /** The version of the provider's data that was read. */
  version: number;
  /** Whether the load that brought the change at the place was ever published here. */
  isKnown: boolean;
};

/**
 * What became of a provider's vouchers after a place in its log, in the log's order, `count` changes at
 * most, each with the voucher as it is now; all as of one moment, in one round trip.
 */
export async function findChanges(
  db: Db,
  { id: provider }: Provider,
  place: ChangePlace,
  count: number,
): Promise<FoundChanges> {
  const { version, documentNumber, changedAt } = place;
  const [changes, [state], publications] = await askTogether(
    db,
    CHANGES({ provider, version, documentNumber, count }),
    VERSION({ provider }),
    PUBLICATION({ changedAt }),
  );
  const isKnown = changedAt === WITHOUT_INSTANT || publications.length > 0;
  return { changes, version: state?.version ?? 0, isKnown };
}

/** Of the start of the log, and of loads from before their instant was stored. */
const WITHOUT_INSTANT = 0;

type Placed = { provider: number } & Pick<ChangePlace, "version" | "documentNumber">;

const CHANGES = question(
  {
    documentNumber: changeLog.documentNumber,
    version: changeLog.version,
    change: changeLog.change,
    changedAt: changeLog.changedAt,
    voucher: STORED_VOUCHER,
  },
  (select, asked: Values<Placed & { count: number }>) =>
    select.from(changeLog)
      .leftJoin(
        vouchers,
        and(
          eq(vouchers.providerId, changeLog.providerId),
          eq(vouchers.documentNumber, changeLog.documentNumber),
          sql`is_current = 1`,
        ),
      )
      .where(and(eq(changeLog.providerId, asked.provider), isAfter(asked)))
      .orderBy(asc(changeLog.version), asc(changeLog.documentNumber))
      .limit(asked.count),
);

function isAfter({ version, documentNumber }: Values<Placed>): SQL {
  return sql`(${changeLog.version}, ${changeLog.documentNumber}) > (${version}, ${documentNumber})`;
}

const VERSION = question(
  { version: providers.dataVersion },
  (select, { provider }: Values<{ provider: number }>) =>
    select.from(providers).where(eq(providers.id, provider)),
);

const PUBLICATION = question(
  { id: loads.id },
  (select, { changedAt }: Values<{ changedAt: number }>) =>
    select.from(loads).where(eq(loads.publishedAt, changedAt)).limit(1),
);
