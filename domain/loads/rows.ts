import {
  readVoucherState,
  STANDING_COLUMNS,
  STATE_CHOICE,
  type VoucherStanding,
} from "../payments/voucher_state.ts";
import {
  cellAt,
  complain,
  readNumberText,
  readRequiredText,
  readText,
  reject,
  type Row,
  type Table,
} from "./cell.ts";
import { readCivilDate } from "./cell_date.ts";
import { readAmount, readRequiredAmount } from "./cell_amount.ts";
import { readDaneCode } from "../places/place.ts";
import { checkDigit, type Nit, parseNit, readDotted } from "../nit.ts";
import { isEmailAddress, type ProviderDetails } from "../providers/provider.ts";
import type { ReadLine } from "./lines/book.ts";
import type { Voucher } from "../payments/voucher.ts";

const MAX_KNOWN_NITS = 5000;

export type ProviderRow = { nit: Nit } & ProviderDetails;
export type VoucherRow = { nit: Nit } & Voucher;

/** A row of Prestadores. A column that the file lacks, and an empty cell, are both null here. */
export function readProviderRow(table: Table, row: Row): ProviderRow {
  const nit = readNit(table, row, "nit");
  judgeCheckDigit(table, row, "checkDigit", nit);
  return {
    nit,
    legalName: readRequiredText(table, row, "legalName"),
    representativeId: readIdentityCard(table, row, "representativeId"),
    representativeName: readText(table, row, "representativeName"),
    email: readEmail(table, row, "email"),
    phone: readText(table, row, "phone"),
    daneCode: readText(table, row, "daneCode"),
    municipality: readText(table, row, "municipality"),
    department: readText(table, row, "department"),
  };
}

/** A row of Comprobantes. */
export function readVoucherRow(table: Table, row: Row): VoucherRow {
  const voucher: VoucherRow = {
    nit: readNit(table, row, "nit"),
    documentNumber: readRequiredText(table, row, "documentNumber"),
    paidOn: readRequiredDate(table, row, "paidOn"),
    bankName: readText(table, row, "bankName"),
    accountType: readText(table, row, "accountType"),
    accountNumber: readText(table, row, "accountNumber"),
    paymentMethod: readRequiredText(table, row, "paymentMethod"),
    ...readStanding(table, row),
    paidAmount: readRequiredAmount(table, row, "paidAmount"),
    unappliedAmount: readAmount(table, row, "unappliedAmount"),
    unappliedAdvanceAmount: readAmount(table, row, "unappliedAdvanceAmount"),
  };
  if (/^\.{1,2}$/.test(voucher.documentNumber)) {
    reject(table, row, "documentNumber", "N° Documento no puede ser solo puntos");
  }
  return voucher;
}

/** A row of Facturas. */
export function readSettlementRow(table: Table, row: Row): ReadLine {
  return {
    nit: readNit(table, row, "nit"),
    voucherNumber: readRequiredText(table, row, "voucherNumber"),
    documentType: readRequiredText(table, row, "documentType"),
    invoiceNumber: readRequiredText(table, row, "invoiceNumber"),
    paymentMethod: readText(table, row, "paymentMethod"),
    settledOn: readCivilDate(table, row, "settledOn"),
    settlementDocument: readText(table, row, "settlementDocument"),
    invoiceAmount: readRequiredAmount(table, row, "invoiceAmount"),
    paidAmount: readRequiredAmount(table, row, "paidAmount"),
    netAmount: readAmount(table, row, "netAmount"),
    financialDiscount: readAmount(table, row, "financialDiscount"),
    balance: readAmount(table, row, "balance"),
    garnishments: readAmount(table, row, "garnishments"),
    vat: readAmount(table, row, "vat"),
    retefuente: readAmount(table, row, "retefuente"),
    reteIca: readAmount(table, row, "reteIca"),
    reteIva: readAmount(table, row, "reteIva"),
    stampTax: readAmount(table, row, "stampTax"),
    settledAmount: readAmount(table, row, "settledAmount"),
    copayment: readAmount(table, row, "copayment"),
    moderatingFee: readAmount(table, row, "moderatingFee"),
  };
}

/** A required day; an empty text where it is none, with its error noted. */
export function readRequiredDate(table: Table, row: Row, key: string): string {
  const errorsBefore = table.findings.errorCount;
  const date = readCivilDate(table, row, key);
  if (date === null && table.findings.errorCount === errorsBefore) {
    reject(table, row, key, "falta la fecha");
  }
  return date ?? "";
}

/** Estado, and when and why a payment came back: both with Devuelto, and with nothing else. */
function readStanding(table: Table, row: Row): VoucherStanding {
  const state = readVoucherState(readText(table, row, "state"));
  if (!state) reject(table, row, "state", `Estado debe ser ${STATE_CHOICE}`);
  const returned = {
    returnedOn: readCivilDate(table, row, "returnedOn"),
    returnReason: readText(table, row, "returnReason"),
  };
  for (const { key, header } of STANDING_COLUMNS) {
    if (key === "state" || (returned[key] !== null) === (state === "returned")) continue;
    const rule = state === "returned"
      ? `un pago devuelto lleva ${header}`
      : `${header} es solo de pagos con Estado Devuelto`;
    reject(table, row, key, rule);
  }
  return { state: state ?? "standing", ...returned };
}

/** An address for mails, null where the cell is empty or has an error. */
export function readEmail(table: Table, row: Row, key: string): string | null {
  const text = readText(table, row, key);
  if (text === null || isEmailAddress(text)) return text;
  return reject(table, row, key, "el correo no es una dirección válida");
}

/** A required NIT; an empty text where it is none, with its error noted. */
export function readNit(table: Table, row: Row, key: string): Nit {
  const cell = cellAt(table, row, key);
  const known = table.nits.get(cell);
  if (known !== undefined) return known;
  const nit = judgeNit(table, row, key);
  if (nit !== "" && table.nits.size < MAX_KNOWN_NITS) table.nits.set(cell, nit);
  return nit;
}

function judgeNit(table: Table, row: Row, key: string): Nit {
  const text = readRequiredText(table, row, key, readNumberText);
  if (text === "") return "";
  const { digits, dv } = readDotted(text) ?? {};
  const nit = digits && parseNit(dv ? `${digits}-${dv}` : digits);
  return nit || complain(table, row, key, "no es un NIT válido") || "";
}

/** The digits of a cédula, null where the cell is empty or has an error. */
function readIdentityCard(table: Table, row: Row, key: string): string | null {
  const text = readNumberText(table, row, key);
  if (text === null) return null;
  const { digits = "", dv } = readDotted(text) ?? {};
  if (/^\d{3,15}$/.test(digits) && dv === undefined) return digits;
  return reject(table, row, key, "la cédula debe tener solo números");
}

/** Judges a check digit in a column of its own, beside its NIT. */
function judgeCheckDigit(table: Table, row: Row, key: string, nit: Nit): void {
  const typed = readNumberText(table, row, key);
  if (typed === null || nit === "" || typed === checkDigit(nit)) return;
  complain(table, row, key, `no es el DV del NIT ${nit}: debe ser ${checkDigit(nit)}`);
}

/** A required code of a municipality; an empty text where it is none, with its error noted. */
export function readDane(table: Table, row: Row, key: string): string {
  const text = readRequiredText(table, row, key, readNumberText);
  const code = readDaneCode(text);
  if (text !== "" && code === undefined) complain(table, row, key, "debe tener cinco cifras");
  return code ?? "";
}
