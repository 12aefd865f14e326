import type { Settlement } from "./settlement.ts";
import type { Voucher } from "./voucher.ts";

/** One property that a correction changed; amounts are centavos, dates ISO. */
export type FieldChange<Field extends string = string> = {
  field: Field;
  before: string | number | null;
  after: string | number | null;
};

export type VoucherField = Exclude<keyof Voucher, "documentNumber">;

/** A line that a correction added, removed or changed, by what names it for an accountant. */
export type LineChange = {
  kind: "added" | "removed" | "changed";
  documentType: string;
  invoiceNumber: string;
  settlementDocument: string | null;
  /** What differs in a changed line; the Valor Pagado of an added or removed one. */
  fields: FieldChange<keyof Settlement>[];
};

export type LineCounts = { added: number; removed: number; changed: number };

/** What a correction changed; `lines` has the first of them, `lineCounts` counts all. */
export type RevisionDifference = {
  fields: FieldChange<VoucherField>[];
  lines: LineChange[];
  /** Undefined where the voucher is too long to be compared line by line. */
  lineCounts: LineCounts | undefined;
};

/**
 * A correction of a voucher that a provider may have downloaded before; `at` is its publication.
 */
export type VoucherChange = RevisionDifference & { at: number };

const VOUCHER_FIELDS: VoucherField[] = [
  "paidOn",
  "bankName",
  "accountType",
  "accountNumber",
  "paymentMethod",
  "paidAmount",
  "unappliedAmount",
  "unappliedAdvanceAmount",
  "state",
  "returnedOn",
  "returnReason",
];

const LINE_FIELDS: (keyof Settlement)[] = [
  "invoiceAmount",
  "netAmount",
  "paidAmount",
  "financialDiscount",
  "balance",
  "garnishments",
  "vat",
  "retefuente",
  "reteIca",
  "reteIva",
  "stampTax",
  "paymentMethod",
  "settledOn",
  "settledAmount",
  "copayment",
  "moderatingFee",
];

/** What differs between two versions of one voucher, its lines apart. */
export function compareVouchers(before: Voucher, after: Voucher): FieldChange<VoucherField>[] {
  return changesIn(VOUCHER_FIELDS, before, after);
}

export function isSameVoucher(one: Voucher, other: Voucher): boolean {
  return compareVouchers(one, other).length === 0;
}

/**
 * What differs between the lines of two versions of one voucher, in the order of the newer one and
 * the removed ones last. Lines are the same by Tipo Documento, Número de Factura and Documento
 * Cruce, wherever they are: an inserted line changes no other.
 */
export function compareLines(before: Settlement[], after: Settlement[]): LineChange[] {
  const left = new Map(before.map((line) => [lineKey(line), line]));
  const changes: LineChange[] = [];
  for (const line of after) {
    const old = left.get(lineKey(line));
    left.delete(lineKey(line));
    const fields = old ? changesIn(LINE_FIELDS, old, line) : [paid(null, line.paidAmount)];
    if (fields.length > 0) changes.push(describe(old ? "changed" : "added", line, fields));
  }
  for (const line of left.values()) {
    changes.push(describe("removed", line, [paid(line.paidAmount, null)]));
  }
  return changes;
}

export function countLineChanges(changes: LineChange[]): LineCounts {
  const counts = { added: 0, removed: 0, changed: 0 };
  for (const { kind } of changes) counts[kind]++;
  return counts;
}

function changesIn<Field extends string>(
  fields: Field[],
  before: Record<Field, FieldChange["before"]>,
  after: Record<Field, FieldChange["after"]>,
): FieldChange<Field>[] {
  return fields.filter((field) => before[field] !== after[field])
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

function lineKey({ documentType, invoiceNumber, settlementDocument }: Settlement): string {
  return [documentType, invoiceNumber, settlementDocument ?? ""].join("\n");
}

function describe(
  kind: LineChange["kind"],
  { documentType, invoiceNumber, settlementDocument }: Settlement,
  fields: FieldChange<keyof Settlement>[],
): LineChange {
  return { kind, documentType, invoiceNumber, settlementDocument, fields };
}

function paid(before: number | null, after: number | null): FieldChange<keyof Settlement> {
  return { field: "paidAmount", before, after };
}
