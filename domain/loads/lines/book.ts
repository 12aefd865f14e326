import type { Settlement, SettlementTotals } from "../../payments/settlement.ts";
import type { SettlementTuple } from "../../payments/settlement_tuple.ts";
import { type Grouped, type Numbers, openNumbers } from "./numbers.ts";
import { openSeenKeys, type SeenKeys } from "./seen.ts";
import { type Texts, textsInMemory } from "./texts.ts";

/** A line as it was read: with the voucher that paid it. */
export type ReadLine = { nit: string; voucherNumber: string } & Settlement;

/** Digests the lines of one voucher, one after the other. */
export type Digest = { add(text: string): void; end(): string };

/** Where a book leaves the texts of its lines, how it digests them, and with what hashes begin. */
export type LineKeeping = { texts: Texts; openDigest: () => Digest; seed: number };

/** What the lines of a load say of one voucher. */
export type VoucherLines = {
  nit: string;
  voucherNumber: string;
  count: number;
  totals: SettlementTotals;
  index: number;
  hash: number;
  /** Empty where it is not made yet, or other vouchers' lines lie between. */
  digest: string;
};

/**
 * The Facturas of a load, each key once, numbered from 0 in the order in which they were read. They
 * are too many to be objects: a line is a text (`lineText`) and five numbers. `Table` is where lines
 * were read.
 */
export type LineBook<Table> = LineKeeping & {
  count: number;
  /** The vouchers that lines name, in the order in which they were first named. */
  vouchers: Map<string, VoucherLines>;
  /** The voucher of the last line, and its digest where that can be made line by line. */
  latest: { lines: VoucherLines; digest: Digest | undefined } | undefined;
  seen: SeenKeys;
  /** By the number of a line. */
  voucherOf: Numbers;
  rowOf: Numbers;
  /** The columns, as bits, in which a line differs from the one before it. */
  changedIn: Numbers;
  before: SettlementTuple;
  /** The tables of the lines, each with the number of its first one. */
  tables: { table: Table; from: number }[];
  /** The numbers of all lines, voucher by voucher; made after the last line. */
  order: Grouped | undefined;
};

export type LinePlace<Table> = { table: Table; row: { cells: []; number: number } };

export function openLineBook<Table>(keeping: LineKeeping = inMemory()): LineBook<Table> {
  return {
    ...keeping,
    count: 0,
    vouchers: new Map(),
    latest: undefined,
    seen: openSeenKeys(),
    voucherOf: openNumbers(),
    rowOf: openNumbers(),
    changedIn: openNumbers(),
    before: [],
    tables: [],
    order: undefined,
  };
}

/** For lines that are few. */
function inMemory(): LineKeeping {
  const openDigest = () => {
    let all = "";
    return { add: (text: string) => void (all += text), end: () => all };
  };
  return { texts: textsInMemory(), openDigest, seed: 0 };
}
