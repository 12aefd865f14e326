import { ALL_SETTLEMENT_COLUMNS, VOUCHER_COLUMNS } from "../payments/columns.ts";
import { AFFILIATE_COLUMNS } from "../affiliates/columns.ts";
import { AGENDA_COLUMNS } from "../appointments/agenda.ts";
import { RECORD_KINDS, type RecordKind } from "../loaded_record.ts";
import { MEDICINE_COLUMNS } from "../medicines/columns.ts";
import { PLACE_COLUMNS, PLACE_KINDS, type PlaceKind } from "../places/place.ts";
import { STANDING_COLUMNS } from "../payments/voucher_state.ts";
import { plainText } from "../plain_text.ts";
import { printable } from "./report.ts";

export type FileKind = "providers" | "vouchers" | "settlements" | RecordKind;
export type FieldKind = "nit" | "text" | "amount" | "date" | "checkDigit" | "state";

/** A column of a loaded file (contract, "Files that are loaded"). */
export type FileColumn = { key: string; header: string; kind: FieldKind; required: boolean };

const NIT: FileColumn = { key: "nit", header: "NIT", kind: "nit", required: true };

/** What people call each kind of table. */
export const KIND_NAMES: Record<FileKind, string> = {
  providers: "Prestadores",
  vouchers: "Comprobantes",
  settlements: "Facturas",
  offices: "Oficinas",
  deliveryPoints: "Puntos de Entrega",
  sites: "Sedes IPS",
  affiliates: "Afiliados",
  medicines: "Medicamentos Pendientes",
  agendas: "Agendas",
};

/** Every kind, in the order in which people are told of them. */
export const FILE_KINDS: FileKind[] = ["providers", "vouchers", "settlements", ...RECORD_KINDS];

/** Whose load it is: payments and providers are the treasury's, registers of others. */
export type LoadSubject = "payments" | "registers";

/** The kinds of files that loads of a subject may bring, in the order of `FILE_KINDS`. */
export function kindsOf(subject: LoadSubject): FileKind[] {
  return FILE_KINDS.filter((kind) => isRecordKind(kind) === (subject === "registers"));
}

/** Longer than any column's name; a longer text is no header and not worth comparing. */
const MAX_HEADER = 300;

const REQUIRED = {
  vouchers: ["paidOn", "paymentMethod", "documentNumber", "paidAmount"],
  settlements: ["voucherNumber", "documentType", "invoiceNumber", "invoiceAmount", "paidAmount"],
};

export const FILE_COLUMNS: Record<FileKind, FileColumn[]> = {
  providers: [
    NIT,
    { key: "checkDigit", header: "DV", kind: "checkDigit", required: false },
    { key: "legalName", header: "Razón Social", kind: "text", required: true },
    optionalText("representativeId", "Cédula Representante Legal"),
    optionalText("representativeName", "Representante Legal"),
    optionalText("email", "Correo"),
    optionalText("phone", "Teléfono"),
    optionalText("daneCode", "Código DANE"),
    optionalText("municipality", "Municipio"),
    optionalText("department", "Departamento"),
  ],
  vouchers: [
    NIT,
    ...VOUCHER_COLUMNS.map((column) => asFileColumn(column, REQUIRED.vouchers)),
    ...STANDING_COLUMNS.map((column) => ({ ...column, required: false })),
  ],
  settlements: [
    NIT,
    ...ALL_SETTLEMENT_COLUMNS.map((column) => asFileColumn(column, REQUIRED.settlements)),
  ],
  ...PLACE_COLUMNS,
  affiliates: AFFILIATE_COLUMNS,
  medicines: MEDICINE_COLUMNS,
  agendas: AGENDA_COLUMNS,
};

/** The sheets of a workbook to be filled in: every column, texts as texts, no row. */
export function templateSheets(subject: LoadSubject) {
  return kindsOf(subject).map((kind) => ({
    name: KIND_NAMES[kind],
    columns: FILE_COLUMNS[kind].map(({ header, kind }) => ({
      header,
      kind: kind === "amount"
        ? "money" as const
        : kind === "date"
        ? "date" as const
        : "text" as const,
      width: Math.max(MIN_TEMPLATE_WIDTH, header.length + 2),
    })),
    rows: [],
  }));
}

const MIN_TEMPLATE_WIDTH = 14;

function optionalText(key: string, header: string): FileColumn {
  return { key, header, kind: "text", required: false };
}

function asFileColumn(
  column: { key: string; header: string; kind: "text" | "money" | "date" },
  required: string[],
): FileColumn {
  const kind = column.kind === "money" ? "amount" : column.kind;
  return { key: column.key, header: column.header, kind, required: required.includes(column.key) };
}

/**
 * Which column of the file is at which place of the header row, and what is wrong with that row.
 */
export type HeaderReading = {
  kind: FileKind;
  places: (FileColumn | undefined)[];
  missing: string[];
  repeated: string[];
  unknown: { index: number; header: string }[];
};

/** Recognises the kind of a table by its headers; undefined where it is none. */
export function readHeader(cells: string[]): HeaderReading | undefined {
  const plain = cells.map(plainHeader);
  const kind = bestKind(plain);
  if (!kind) return undefined;
  const columns = FILE_COLUMNS[kind];
  const places = plain.map((header) => columns.find((c) => plainHeader(c.header) === header));
  const found = places.filter((place) => place !== undefined);
  return {
    kind,
    places,
    missing: columns.filter((c) => c.required && !found.includes(c)).map((c) => c.header),
    repeated: columns.filter((c) => found.indexOf(c) !== found.lastIndexOf(c)).map((c) => c.header),
    unknown: cells.flatMap((header, index) =>
      places[index] || plain[index] === "" ? [] : [{ index, header: shownHeader(header) }]
    ),
  };
}

/** Whether a row is a header with all that its kind requires. */
export function isCompleteHeader(cells: string[]): boolean {
  const reading = readHeader(cells);
  return reading !== undefined && reading.missing.length + reading.repeated.length === 0;
}

/** Where headers fit several kinds equally, the first counts. */
const KINDS: FileKind[] = ["settlements", "vouchers", "providers", ...RECORD_KINDS];

function bestKind(plain: string[]): FileKind | undefined {
  const best = highest(KINDS, plain, plainHeader);
  const isOfPayments = plain.includes("nit") && !isRecordKind(best.kind);
  if (best.score < (isOfPayments ? 1 : 2)) return undefined;
  const required = FILE_COLUMNS[best.kind].filter((column) => column.required);
  if (required.every(({ header }) => plain.includes(plainHeader(header)))) return best.kind;
  return highest([best.kind, ...KINDS], plain.map(wordsOf), wordsOf).kind;
}

function highest(kinds: FileKind[], headers: string[], spelling: typeof plainHeader) {
  return kinds.map((kind) => ({ kind, score: knownColumns(kind, headers, spelling) }))
    .reduce((one, other) => other.score > one.score ? other : one);
}

/**
 * A header without the words that people leave out: `Numero Documento` and `N° Documento` are one.
 * Enough to say what a file was meant to be, and so which columns it lacks; not to read it.
 */
function wordsOf(header: string): string {
  return plainHeader(header).replace(/^(?:n°|numero|nombre) (?=.)|\b(?:del?|y)\b */g, "").trim();
}

function isRecordKind(kind: FileKind): kind is RecordKind {
  return RECORD_KINDS.some((one) => one === kind);
}

export function isPlaceKind(kind: FileKind): kind is PlaceKind {
  return PLACE_KINDS.some((one) => one === kind);
}

/** How many columns of a kind, NIT apart, are in the header; nearly every kind has NIT. */
function knownColumns(kind: FileKind, headers: string[], spelling: typeof plainHeader): number {
  const own = FILE_COLUMNS[kind].filter((column) => column.key !== NIT.key);
  return own.filter((column) => headers.includes(spelling(column.header))).length;
}

/** A header on one line, as a report names it. */
function shownHeader(header: string): string {
  return printable(header.slice(0, MAX_HEADER).replace(/\s+/g, " ").trim());
}

/** `N°`, `Nº`, `N.º`, `No.`, `Nro.`, `Núm.`, `№`, and `No` or `Nro` as a word. */
const NUMBER_SIGN = /^(?:№|n\.?[°º˚]\.?|n(?:o|ro|um)?\.|n(?:o|ro|um) ) */;

/** A header without case, accents, spaces around, and with one spelling of `N°`. */
export function plainHeader(header: string): string {
  return plainText(header.slice(0, MAX_HEADER)).normalize("NFD").replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(NUMBER_SIGN, "n° ")
    .replace(/ ?\/ ?/g, "/");
}
