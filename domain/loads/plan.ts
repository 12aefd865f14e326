import { isSameVoucher } from "../payments/difference.ts";
import { isOnFile, voucherKey } from "./files.ts";
import type { JudgedFiles, Known, KnownVoucher, Placed } from "./files.ts";
import type { ProviderRow, SettlementRow, VoucherRow } from "./rows.ts";
import { type Counts, noCounts } from "./report.ts";
import { addError, addWarning, type Findings } from "./findings.ts";
import { MAX_CENTS } from "../amount.ts";
import {
  fewerLinesFinding,
  sumTooLargeFinding,
  unknownNitFinding,
  unknownVoucherFinding,
} from "./plan_findings.ts";
import { changesOf, isSameProvider, mergeProvider } from "./provider.ts";
import { type Cents, sumCents } from "../money.ts";
import type { ProviderDetails } from "../providers/provider.ts";
import { type Settlement, type SettlementTotals, totalsOf } from "../payments/settlement.ts";
import { type SettlementTuple, settlementTuple } from "../payments/settlement_tuple.ts";
import type { Voucher } from "../payments/voucher.ts";

/**
 * A voucher as it will be; `lines` is undefined where it keeps those of the revision that it
 * replaces.
 */
export type PlannedRevision = {
  nit: string;
  voucher: Voucher;
  replaces: KnownVoucher | undefined;
  lines: Settlement[] | undefined;
  settlementCount: number;
  totals: SettlementTotals;
  digest: string;
};

export type LoadPlan = Findings & {
  newProviders: ProviderRow[];
  /** Only what changes, so that another load's change of the rest is not undone. */
  changedProviders: ({ nit: string } & Partial<ProviderDetails>)[];
  revisions: PlannedRevision[];
  providers: Counts;
  vouchers: Counts;
  settlements: Counts;
  paidAmount: Cents;
};

/**
 * Judges the files of a load against what is stored and plans what would change. `digest` makes a
 * short text of many lines, the same for equal lines. Settlements of corrected vouchers are counted
 * by `countCorrections`, which needs the lines that they had.
 */
export function planLoad(
  files: JudgedFiles,
  known: Known,
  digest: (lines: Settlement[]) => string,
): LoadPlan {
  const plan = emptyPlan(files);
  for (const placed of files.providers.values()) planProvider(plan, placed, known);
  const linesByVoucher = groupByVoucher(files);
  for (const placed of files.vouchers.values()) {
    if (!isOnFile(files, known, placed.record.nit)) {
      addError(plan, unknownNitFinding(placed));
      continue;
    }
    planVoucher(plan, placed, linesByVoucher, known, digest);
  }
  planLinesAlone(plan, files, linesByVoucher, known, digest);
  const standing = [...files.vouchers.values()].filter(({ record }) => record.state === "standing");
  plan.paidAmount = sumCents(standing.map(({ record }) => record.paidAmount));
  return plan;
}

/** Counts the lines of a corrected voucher against those that it had, place by place. */
export function countCorrections(
  plan: LoadPlan,
  linesBefore: Map<number, SettlementTuple[]>,
): void {
  for (const { replaces, lines } of plan.revisions) {
    if (!replaces || !lines || replaces.settlementCount === 0) continue;
    const before = linesBefore.get(replaces.revisionId) ?? [];
    for (const [index, line] of lines.entries()) {
      const old = before[index];
      const isSame = JSON.stringify(old) === JSON.stringify(settlementTuple(line));
      plan.settlements[old === undefined ? "new" : isSame ? "unchanged" : "changed"]++;
    }
  }
}

export function hasChanges(plan: LoadPlan): boolean {
  return plan.newProviders.length + plan.changedProviders.length + plan.revisions.length > 0;
}

function emptyPlan(files: JudgedFiles): LoadPlan {
  return {
    newProviders: [],
    changedProviders: [],
    revisions: [],
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

function planVoucher(
  plan: LoadPlan,
  placed: Placed<VoucherRow>,
  linesByVoucher: Map<string, Placed<SettlementRow>[]>,
  known: Known,
  digest: (lines: Settlement[]) => string,
): void {
  const { nit, ...voucher } = placed.record;
  const key = voucherKey(nit, voucher.documentNumber);
  const replaces = known.vouchers.get(key);
  const isSame = replaces !== undefined && isSameVoucher(replaces.voucher, voucher);
  plan.vouchers[!replaces ? "new" : isSame ? "unchanged" : "changed"]++;
  planRevision(plan, { nit, voucher, replaces, isSame, placed: linesByVoucher.get(key) }, digest);
}

/** Facturas of vouchers that are on file and not in the load; any other voucher is an error. */
function planLinesAlone(
  plan: LoadPlan,
  files: JudgedFiles,
  linesByVoucher: Map<string, Placed<SettlementRow>[]>,
  known: Known,
  digest: (lines: Settlement[]) => string,
): void {
  for (const [key, placed] of linesByVoucher) {
    if (files.vouchers.has(key)) continue;
    const replaces = known.vouchers.get(key);
    if (!replaces) {
      if (files.unread.has("vouchers")) continue;
      for (const one of placed) addError(plan, unknownVoucherFinding(one, files, known));
      continue;
    }
    const nit = placed[0]?.record.nit ?? "";
    planRevision(plan, { nit, voucher: replaces.voucher, replaces, isSame: true, placed }, digest);
  }
}

type Proposal = {
  nit: string;
  voucher: Voucher;
  replaces: KnownVoucher | undefined;
  isSame: boolean;
  placed: Placed<SettlementRow>[] | undefined;
};

function planRevision(
  plan: LoadPlan,
  { nit, voucher, replaces, isSame, placed }: Proposal,
  digest: (lines: Settlement[]) => string,
): void {
  const lines = placed?.map(({ record }) => record);
  const newDigest = lines ? digest(lines) : replaces?.settlementsDigest ?? digest([]);
  const hasSameLines = newDigest === (replaces?.settlementsDigest ?? "");
  if (lines && hasSameLines) plan.settlements.unchanged += lines.length;
  else if (lines && !replaces?.settlementCount) plan.settlements.new += lines.length;
  if (placed?.[0] && replaces && placed.length < replaces.settlementCount) {
    addWarning(plan, fewerLinesFinding(placed[0], replaces.settlementCount, placed.length));
  }
  const totals = totalsOf(lines ?? []);
  if (placed?.[0] && Object.values(totals).some((sum) => Math.abs(sum) > MAX_CENTS)) {
    addError(plan, sumTooLargeFinding(placed[0]));
  }
  if (isSame && (!lines || hasSameLines)) return;
  const keepsLines = replaces !== undefined && (!lines || hasSameLines);
  plan.revisions.push({
    nit,
    voucher,
    replaces,
    lines: keepsLines ? undefined : lines ?? [],
    settlementCount: keepsLines ? replaces.settlementCount : lines?.length ?? 0,
    totals: keepsLines ? replaces.totals : totals,
    digest: newDigest,
  });
}

function groupByVoucher(files: JudgedFiles): Map<string, Placed<SettlementRow>[]> {
  return Map.groupBy(
    files.settlements.values(),
    ({ record }) => voucherKey(record.nit, record.voucherNumber),
  );
}
