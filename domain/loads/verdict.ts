import type { CivilDate } from "../dates.ts";
import type { JudgedFiles, JudgedTable, Known } from "./files.ts";
import { kindsOf } from "./kind.ts";
import type { LoadPlan, PlannedRevision } from "./plan.ts";
import { type Cents, sumCents } from "../money.ts";
import type { Nit } from "../nit.ts";
import { balanceOf } from "../payments/voucher.ts";
import { isStanding } from "../payments/voucher_state.ts";

/**
 * What a person looks at before publishing, besides the report: where the money goes, and what
 * looks odd though it is allowed. The sums add up to the report's `paidAmount`.
 */
export type LoadVerdict = {
  byProvider: ProviderSum[];
  byDay: DaySum[];
  /** Vouchers with invoices whose Valor Pago is not what was applied (the cuadre). */
  unbalanced: Bounded<UnbalancedVoucher>;
  /** Providers that are paid or new, and cannot register because there is no Correo. */
  withoutMail: Bounded<NamedProvider>;
  /** Corrected vouchers that lose Facturas. */
  fewerLines: Bounded<FewerLines>;
  /** The tables of the files, in their order, with their kind and rows. */
  tables: JudgedTable[];
};

/** Whether registers alone were read; then those who look after them see the load, too. */
export function isOfRegisters({ tables }: Pick<LoadVerdict, "tables">): boolean {
  const kinds = kindsOf("registers");
  return tables.length > 0 && tables.every(({ kind }) => kinds.includes(kind));
}

export type NamedProvider = { nit: Nit; legalName: string };
export type PaidSum = { count: number; paidAmount: Cents };
export type ProviderSum = NamedProvider & PaidSum;
export type DaySum = PaidSum & { paidOn: CivilDate };
export type UnbalancedVoucher = { nit: Nit; documentNumber: string; difference: Cents };
export type FewerLines = { nit: Nit; documentNumber: string; before: number; now: number };

/** How many there are, and the first of them. */
export type Bounded<Item> = { count: number; items: Item[] };

const MAX_NAMED = 1000;

/** Judges what would be published: providers by their sums, days in order. */
export function judgeVerdict(files: JudgedFiles, known: Known, plan: LoadPlan): LoadVerdict {
  const details = detailsByNit(known, plan);
  const name = (nit: Nit) => ({ nit, legalName: details.get(nit)?.legalName ?? "" });
  const standing = [...files.vouchers.values()].map(({ record }) => record)
    .filter(isStanding);
  const byProvider = sumBy(standing, ({ nit }) => nit)
    .map(([nit, sum]) => ({ ...name(nit), ...sum }));
  const byDay = sumBy(standing, ({ paidOn }) => paidOn).map(([paidOn, sum]) => ({
    paidOn,
    ...sum,
  }));
  const named = [
    ...plan.revisions.filter(({ voucher }) => isStanding(voucher)),
    ...plan.newProviders,
  ].map(({ nit }) => nit);
  const withoutMail = [...new Set(named)].filter((nit) => !details.get(nit)?.email);
  return {
    byProvider: byProvider.toSorted((one, other) => other.paidAmount - one.paidAmount),
    byDay: byDay.toSorted((one, other) => one.paidOn < other.paidOn ? -1 : 1),
    unbalanced: bounded(plan.revisions.flatMap(unbalanced)),
    withoutMail: bounded(withoutMail.map(name)),
    fewerLines: bounded(plan.revisions.flatMap(fewerLines)),
    tables: files.tables,
  };
}

type Details = { legalName: string; email: string | null };

/** Name and address of every provider as they would be after the load. */
function detailsByNit(known: Known, plan: LoadPlan): Map<Nit, Details> {
  const details = new Map<Nit, Details>(known.providers);
  for (const provider of plan.newProviders) details.set(provider.nit, provider);
  for (const { nit, ...changed } of plan.changedProviders) {
    const stored = details.get(nit);
    if (stored) details.set(nit, { ...stored, ...changed });
  }
  return details;
}

function sumBy<Item extends { paidAmount: Cents }>(
  items: Item[],
  keyOf: (item: Item) => string,
): [string, PaidSum][] {
  return [...Map.groupBy(items, keyOf)].map(([key, group]) => [
    key,
    { count: group.length, paidAmount: sumCents(group.map(({ paidAmount }) => paidAmount)) },
  ]);
}

function unbalanced({ nit, voucher, settlementCount, totals }: PlannedRevision) {
  const { documentNumber } = voucher;
  const balance = balanceOf({ ...voucher, settlementCount, settledAmount: totals.paidAmount });
  if (!isStanding(voucher) || balance.kind !== "difference") return [];
  return [{ nit, documentNumber, difference: balance.difference }];
}

function fewerLines({ nit, voucher, replaces, settlementCount: now }: PlannedRevision) {
  const before = replaces?.settlementCount ?? 0;
  return now < before ? [{ nit, documentNumber: voucher.documentNumber, before, now }] : [];
}

function bounded<Item>(items: Item[]): Bounded<Item> {
  return { count: items.length, items: items.slice(0, MAX_NAMED) };
}
