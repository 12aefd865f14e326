import { and, between, eq, sql } from "drizzle-orm";
import type { Provider } from "../../domain/providers/provider.ts";
import type { StoredSettlement } from "../../domain/payments/settlement.ts";
import type { StoredVoucher } from "../../domain/payments/voucher.ts";
import type { DownloadScope } from "../../domain/payments/workbook.ts";
import type { Db } from "../client.ts";
import { ask, question, type Values } from "../question.ts";
import { settlements } from "../schema.ts";
import type { Team } from "./marks.ts";
import { SETTLEMENT } from "./settlement_row.ts";
import { findAllVouchers, findVoucher } from "./vouchers.ts";

const LINES_A_QUERY = 250;

/** The vouchers of a download, newest first; undefined where the named one is not the provider's. */
export async function findSelected(
  db: Db,
  provider: Provider,
  selection: DownloadScope,
  team: Team = null,
): Promise<StoredVoucher[] | undefined> {
  if (!("documentNumber" in selection)) {
    return await findAllVouchers(db, provider, selection, team);
  }
  const found = await findVoucher(db, provider, selection.documentNumber, { page: 1, perPage: 1 });
  return found && [found.voucher];
}

/**
 * Every line of some vouchers in their order, some hundreds at a time. The vouchers are revisions,
 * which never change: a load that is published meanwhile mixes nothing in.
 */
export async function* readSettlements(
  db: Db,
  provider: Provider,
  vouchers: StoredVoucher[],
): AsyncGenerator<StoredSettlement[]> {
  let group: StoredVoucher[] = [];
  let lines = 0;
  for (const voucher of vouchers) {
    if (lines + voucher.settlementCount > LINES_A_QUERY && group.length > 0) {
      yield await readGroup(db, provider, group);
      group = [];
      lines = 0;
    }
    if (voucher.settlementCount > LINES_A_QUERY) yield* readLong(db, provider, voucher);
    else if (voucher.settlementCount > 0) {
      group.push(voucher);
      lines += voucher.settlementCount;
    }
  }
  if (group.length > 0) yield await readGroup(db, provider, group);
}

async function* readLong(db: Db, { id: provider }: Provider, voucher: StoredVoucher) {
  const asked = { revision: voucher.revisionId, provider };
  for (let first = 1; first <= voucher.settlementCount; first += LINES_A_QUERY) {
    const lines = await ask(db, LINES({ ...asked, first, last: first + LINES_A_QUERY - 1 }));
    yield linesOf(voucher, lines);
  }
}

async function readGroup(db: Db, { id: provider }: Provider, group: StoredVoucher[]) {
  const ids = JSON.stringify(group.map(({ revisionId }) => revisionId));
  const lines = await ask(db, LINES_OF_MANY({ ids, provider }));
  const byRevision = Map.groupBy(lines, ({ revisionId }) => revisionId);
  return group.flatMap((voucher) => linesOf(voucher, byRevision.get(voucher.revisionId) ?? []));
}

type Line = Omit<StoredSettlement, "voucherNumber"> & { revisionId: number };

/** The lines themselves with the number of their voucher: of 100,000 copies would be most of the waste. */
function linesOf({ documentNumber }: StoredVoucher, lines: Line[]): StoredSettlement[] {
  return lines.map((line) => Object.assign(line, { voucherNumber: documentNumber }));
}

const LINE = { ...SETTLEMENT, revisionId: settlements.revisionId };

type Lines = { revision: number; provider: number; first: number; last: number };

const LINES = question(
  LINE,
  (select, { revision, provider, first, last }: Values<Lines>) =>
    select.from(settlements).where(and(
      eq(settlements.revisionId, revision),
      between(settlements.lineNumber, first, last),
      eq(settlements.providerId, provider),
    )).orderBy(settlements.lineNumber),
);

/** The plus keeps the planner from walking all of the provider's lines instead of these vouchers'. */
const LINES_OF_MANY = question(
  LINE,
  (select, { ids, provider }: Values<{ ids: string; provider: number }>) =>
    select.from(settlements).where(and(
      sql`${settlements.revisionId} IN (SELECT value FROM json_each(${ids}))`,
      sql`+${settlements.providerId} = ${provider}`,
    )).orderBy(settlements.revisionId, settlements.lineNumber),
);
