import { isSameVoucher } from "../payments/difference.ts";
import { isOnFile } from "./files.ts";
import type { JudgedFiles, Known, KnownVoucher, Placed } from "./files.ts";
import type { LineBook, VoucherLines } from "./lines/book.ts";
import { digestScattered, numbersOf, placeOfLine } from "./lines/reading.ts";
import { voucherKey } from "./lines/voucher_key.ts";
import type { ProviderRow, VoucherRow } from "./rows.ts";
import type { Table } from "./cell.ts";
import { type Counts, noCounts } from "./report.ts";
import { addError, addFirstWarning, addWarning, type Findings } from "./findings.ts";
import { MAX_CENTS } from "../amount.ts";
import {
  fewerLinesFinding,
  standingAgainFinding,
  sumTooLargeFinding,
  unknownNitFinding,
  unknownVoucherFinding,
} from "./plan_findings.ts";
import { changesOf, isSameProvider, mergeProvider } from "./provider.ts";
import { type Cents, sumCents } from "../money.ts";
import type { ProviderDetails } from "../providers/provider.ts";
import { eachWithPauses, type Pause } from "../pause.ts";
import { noTotals, type SettlementTotals } from "../payments/settlement.ts";
import type { Voucher } from "../payments/voucher.ts";
import { isStanding } from "../payments/voucher_state.ts";

/**
 * A voucher as it will be; `lines` is undefined where it keeps those of the revision that it
 * replaces, or has none.
 */
export type PlannedRevision = {
  nit: string;
  voucher: Voucher;
  replaces: KnownVoucher | undefined;
  lines: VoucherLines | undefined;
  settlementCount: number;
  totals: SettlementTotals;
  digest: string;
};

export type LoadPlan = Findings & {
  newProviders: ProviderRow[];
  /** Only what changes, so that another load's change of the rest is not undone. */
  changedProviders: ({ nit: string } & Partial<ProviderDetails>)[];
  revisions: PlannedRevision[];
  /** Where the lines of the revisions are. */
  book: LineBook<Table>;
  providers: Counts;
  vouchers: Counts;
  settlements: Counts;
  paidAmount: Cents;
};

/**
 * Judges the files of a load against what is stored and plans what would change. Settlements of
 * corrected vouchers are counted by `countCorrections`, which needs the lines that they had.
 */
export async function planLoad(files: JudgedFiles, known: Known, pause: Pause): Promise<LoadPlan> {
  const plan = emptyPlan(files);
  await digestScattered(files.lines, pause);
  for (const placed of files.providers.values()) planProvider(plan, placed, known);
  await eachWithPauses(files.vouchers.values(), pause, (placed) => {
    if (isOnFile(files, known, placed.record.nit)) planVoucher(plan, placed, known);
    else addError(plan, unknownNitFinding(placed));
  });
  await eachWithPauses(files.lines.vouchers, pause, ([key, lines]) => {
    if (!files.vouchers.has(key)) {
      planLinesAlone(plan, lines, files, known.vouchers.get(key), known);
    }
  });
  warnOfStandingAgain(plan, files, known);
  const standing = [...files.vouchers.values()].filter(({ record }) => isStanding(record));
  plan.paidAmount = sumCents(standing.map(({ record }) => record.paidAmount));
  return plan;
}

export function hasChanges(plan: LoadPlan): boolean {
  return plan.newProviders.length + plan.changedProviders.length + plan.revisions.length > 0;
}

function emptyPlan(files: JudgedFiles): LoadPlan {
  return {
    newProviders: [],
    changedProviders: [],
    revisions: [],
    book: files.lines,
    providers: noCounts(),
    vouchers: noCounts(),
    settlements: noCounts(),
    paidAmount: 0,
    errors: [...files.errors],
    warnings: [...files.warnings],
    errorCount: files.errorCount,
    warningCount: files.warningCount,
  };
}

function planProvider(plan: LoadPlan, placed: Placed<ProviderRow>, known: Known): void {
  const stored = known.providers.get(placed.record.nit);
  if (!stored) {
    plan.newProviders.push(placed.record);
    plan.providers.new++;
    return;
  }
  const merged = mergeProvider(stored, placed);
  const isSame = isSameProvider(merged, stored);
  plan.providers[isSame ? "unchanged" : "changed"]++;
  if (!isSame) plan.changedProviders.push({ nit: merged.nit, ...changesOf(stored, merged) });
}

function planVoucher(plan: LoadPlan, placed: Placed<VoucherRow>, known: Known): void {
  const { nit, ...voucher } = placed.record;
  const key = voucherKey(nit, voucher.documentNumber);
  const replaces = known.vouchers.get(key);
  const isSame = replaces !== undefined && isSameVoucher(replaces.voucher, voucher);
  plan.vouchers[!replaces ? "new" : isSame ? "unchanged" : "changed"]++;
  planRevision(plan, { nit, voucher, replaces, isSame, lines: plan.book.vouchers.get(key) });
}

/** Facturas of a voucher that is on file and not in the load; of any other voucher they are errors. */
function planLinesAlone(
  plan: LoadPlan,
  lines: VoucherLines,
  files: JudgedFiles,
  replaces: KnownVoucher | undefined,
  known: Known,
): void {
  if (replaces) {
    const { voucher } = replaces;
    planRevision(plan, { nit: lines.nit, voucher, replaces, isSame: true, lines });
    return;
  }
  if (files.unread.has("vouchers")) return;
  for (const number of numbersOf(plan.book, lines)) {
    const placed = { record: lines, ...placeOfLine(plan.book, number) };
    addError(plan, unknownVoucherFinding(placed, files, known));
  }
}

type Proposal = {
  nit: string;
  voucher: Voucher;
  replaces: KnownVoucher | undefined;
  isSame: boolean;
  lines: VoucherLines | undefined;
};

function planRevision(plan: LoadPlan, { nit, voucher, replaces, isSame, lines }: Proposal): void {
  const digest = lines ? lines.digest : replaces?.settlementsDigest ?? "";
  const hasSameLines = digest === (replaces?.settlementsDigest ?? "");
  if (lines) judgeLines(plan, lines, replaces, hasSameLines);
  if (isSame && (!lines || hasSameLines)) return;
  const keepsLines = replaces !== undefined && (!lines || hasSameLines);
  plan.revisions.push({
    nit,
    voucher,
    replaces,
    lines: keepsLines ? undefined : lines,
    settlementCount: keepsLines ? replaces.settlementCount : lines?.count ?? 0,
    totals: keepsLines ? replaces.totals : lines?.totals ?? noTotals(),
    digest,
  });
}

/** Counts the lines of a voucher, and judges their number and their sums. */
function judgeLines(
  plan: LoadPlan,
  lines: VoucherLines,
  replaces: KnownVoucher | undefined,
  hasSameLines: boolean,
): void {
  if (hasSameLines) plan.settlements.unchanged += lines.count;
  else if (!replaces?.settlementCount) plan.settlements.new += lines.count;
  const first = () => ({
    record: lines,
    ...placeOfLine(plan.book, numbersOf(plan.book, lines)[0] ?? 0),
  });
  if (replaces && lines.count < replaces.settlementCount) {
    addWarning(plan, fewerLinesFinding(first(), replaces.settlementCount, lines.count));
  }
  if (Object.values(lines.totals).some((sum) => Math.abs(sum) > MAX_CENTS)) {
    addError(plan, sumTooLargeFinding(first()));
  }
}

/**
 * Without Estado a voucher is Vigente (contract): that brings back, in silence, one that was annulled.
 */
function warnOfStandingAgain(plan: LoadPlan, { vouchers }: JudgedFiles, known: Known): void {
  const again = [...vouchers.values()].flatMap(({ record, table }) => {
    if (table.places.has("state")) return [];
    const stored = known.vouchers.get(voucherKey(record.nit, record.documentNumber));
    return stored && !isStanding(stored.voucher) ? [{ ...stored.voucher, nit: record.nit }] : [];
  });
  if (again.length > 0) addFirstWarning(plan, standingAgainFinding(again));
}
