import type { Row, Table } from "./cell.ts";
import { type Findings, noFindings, type TablePlace } from "./findings.ts";
import type { FileKind, LoadSubject } from "./kind.ts";
import type { LoadedAffiliate } from "../affiliates/affiliate.ts";
import type { LoadedMedicine } from "../medicines/pending.ts";
import type { LoadedAgenda } from "../appointments/agenda.ts";
import type { Place } from "../places/place.ts";
import type { SettlementTotals } from "../payments/settlement.ts";
import type { Voucher } from "../payments/voucher.ts";
import type { ProviderDetails } from "../providers/provider.ts";
import { type LineBook, type LineKeeping, openLineBook } from "./lines/book.ts";
import type { ProviderRow, VoucherRow } from "./rows.ts";

/** A table of a loaded file: a CSV (no sheet name) or one sheet of a workbook. */
export type Sheet = {
  file: string;
  sheet: string | null;
  /** Some at a time, in their order. */
  rows: AsyncIterable<Row[]>;
  isHidden?: boolean;
  /** Bare numbers that mean days count from 1904. */
  uses1904?: boolean;
  /** Places of hidden columns; complete once the first row was read. */
  hiddenColumns?: ReadonlySet<number>;
};

/** What was read of one table. */
export type JudgedTable = TablePlace & { kind: FileKind; rows: number };

/** A record and the place it was read from, so that later judgements can name the cell. */
export type Placed<Record> = { record: Record; table: Table; row: Row };

/**
 * Takes the rows of Afiliados some thousands at a time, in their order, because all of them are too
 * many to keep.
 */
export type TakeAffiliates = (rows: Placed<LoadedAffiliate>[]) => Promise<void>;

/**
 * Every record of the files of one load but affiliates, each key once, and what is wrong with them.
 * Facturas are too many to be records, too.
 */
export type JudgedFiles = Findings & {
  providers: Map<string, Placed<ProviderRow>>;
  vouchers: Map<string, Placed<VoucherRow>>;
  lines: LineBook<Table>;
  places: Map<string, Placed<Place>>;
  medicines: Map<string, Placed<LoadedMedicine>>;
  agendas: Map<string, Placed<LoadedAgenda>>;
  takeAffiliates: TakeAffiliates;
  rowCount: number;
  tables: JudgedTable[];
  /** Every table in the order of the files, also those that were not read. */
  order: TablePlace[];
  /** Kinds of which a table could not be read: what is not found may be in it. */
  unread: Set<FileKind>;
  /** What whoever loads may bring; undefined for the operator, who may bring anything. */
  subject: LoadSubject | undefined;
};

export function noFiles(
  { subject, takeAffiliates = nobody, keeping }: {
    subject?: LoadSubject | undefined;
    takeAffiliates?: TakeAffiliates;
    keeping?: LineKeeping;
  } = {},
): JudgedFiles {
  return {
    providers: new Map(),
    vouchers: new Map(),
    lines: openLineBook(keeping),
    places: new Map(),
    medicines: new Map(),
    agendas: new Map(),
    takeAffiliates,
    rowCount: 0,
    tables: [],
    order: [],
    unread: new Set(),
    subject,
    ...noFindings(),
  };
}

function nobody(): Promise<void> {
  return Promise.resolve();
}

/** What is stored now of the providers and vouchers that a load names. */
export type Known = {
  providers: Map<string, ProviderDetails & { id: number }>;
  vouchers: Map<string, KnownVoucher>;
};

export type KnownVoucher = {
  revisionId: number;
  voucher: Voucher;
  settlementCount: number;
  settlementsDigest: string;
  totals: SettlementTotals;
};

/**
 * Whether a NIT is stored or comes in the same load; an unreadable one has its error already, as has
 * a table of Prestadores that could not be read.
 */
export function isOnFile(files: JudgedFiles, known: Known, nit: string): boolean {
  return nit === "" || files.providers.has(nit) || known.providers.has(nit) ||
    files.unread.has("providers");
}
