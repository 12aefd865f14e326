import type { CivilDate } from "../../domain/dates.ts";
import type { Nit } from "../../domain/nit.ts";
import { PAGE_SIZE } from "../../domain/paging.ts";
import { VOUCHER_COLUMNS } from "../../domain/payments/columns.ts";
import { filterFields, type TypedFields } from "../../domain/payments/filter_fields.ts";
import { LINE_COLUMNS, type LineFilter } from "../../domain/payments/line_filter.ts";
import {
  type LookedAt,
  ofBothViews,
  type PaymentFilter,
  type VoucherFilter,
} from "../../domain/payments/voucher_filter.ts";
import { digitsOf } from "../../domain/thousands.ts";

export const STAFF_PAYMENTS = "/funcionario/pagos";

/** Consulta de Pagos, of one's own provider or of the one that the staff looks at. */
export function paymentsHref(of: LookedAt | undefined): string {
  return of ? `${STAFF_PAYMENTS}/${of.nit}` : "/pagos";
}

/** What the staff typed, looked for among invoices too: those of the providers after a NIT. */
export function invoicesHref(typed: string, after?: Nit): string {
  const further = after === undefined ? "" : `&despues=${after}`;
  return `${STAFF_PAYMENTS}?q=${encodeURIComponent(typed)}&facturas=si${further}`;
}

/** `/pagos?desde=dd/MM/yyyy&hasta=dd/MM/yyyy&solo=pendiente&pagina=n`, with its filters open or not. */
export function listHref(filter: VoucherFilter, page = 1, isNarrowing = false): string {
  const further = [page > 1 && `&pagina=${page}`, isNarrowing && "&filtros=si"];
  return `${paymentsHref(filter.of)}?${range(filter)}${further.filter(Boolean).join("")}`;
}

/** The same dates por factura. */
export function linesHref(filter: LineFilter, page = 1, isNarrowing = false): string {
  const further = [page > 1 && `&pagina=${page}`, isNarrowing && "&filtros=si"];
  const fields = addressOf(filterFields(filter, LINE_COLUMNS));
  return `${linesPath(filter.of)}?${fields}${further.filter(Boolean).join("")}`;
}

/** The two views of a filter, for whoever changes between them. */
export function viewHrefs(filter: PaymentFilter<string>): { vouchers: string; lines: string } {
  const shared = ofBothViews(filter);
  return { vouchers: listHref(shared), lines: linesHref(shared) };
}

/** Por factura, of one's own provider or of the one that the staff looks at. */
export function linesPath(of: LookedAt | undefined): string {
  return `${of ? paymentsHref(of) : ""}/facturas`;
}

/** The lines of a list as a file. */
export function linesCsvHref(filter: LineFilter): string {
  const fields = addressOf(filterFields(filter, LINE_COLUMNS));
  return `${downloadHref(filter.of, ".csv")}?${fields}&tabla=facturas&por=factura`;
}

export type DetailPlace = {
  /** The page of the list that one came from. */
  listPage: number;
  page?: number;
  allColumns?: boolean;
};

/** The detail of a voucher, with the way back to its list. */
export function detailHref(
  filter: VoucherFilter,
  documentNumber: string,
  place: DetailPlace,
): string {
  return `${voucherHref(filter.of, documentNumber)}${detailQuery(filter, place)}`;
}

function detailQuery(
  filter: VoucherFilter,
  { listPage, page = 1, allColumns = false }: DetailPlace,
): string {
  const further = [
    page > 1 && `&pagina=${page}`,
    listPage > 1 && `&lista=${listPage}`,
    allColumns && "&columnas=20",
  ].filter(Boolean).join("");
  return `?${range(filter)}${further}`;
}

/** A voucher, published or waiting in the load that is looked at. */
export function voucherHref(of: LookedAt | undefined, documentNumber: string): string {
  const waiting = of?.loadId === undefined ? "" : `/por-publicar/${of.loadId}`;
  return `${paymentsHref(of)}${waiting}/${encodeURIComponent(documentNumber)}`;
}

/** The heading of the detail, which takes the focus when a voucher is opened. */
export const DETAIL_HEADING = "detalle-titulo";

/** The detail of a voucher, and there its heading. */
export function openHref(filter: VoucherFilter, documentNumber: string, place: DetailPlace) {
  return openHrefs(filter, place)(documentNumber);
}

/** The same of each voucher of a list: what their addresses share is written once. */
export function openHrefs(
  filter: VoucherFilter,
  place: DetailPlace,
): (documentNumber: string) => string {
  const query = detailQuery(filter, place);
  return (documentNumber) => `${voucherHref(filter.of, documentNumber)}${query}#${DETAIL_HEADING}`;
}

/** The detail of a voucher that was paid on a day, at the page that has a line. */
export function lineHref(
  paidOn: CivilDate,
  documentNumber: string,
  lineNumber = 1,
  of?: LookedAt,
): string {
  const place = { listPage: 1, page: Math.ceil(lineNumber / PAGE_SIZE) };
  return openHref({ from: paidOn, to: paidOn, ...(of && { of }) }, documentNumber, place);
}

type NamedLine = { invoiceNumber: string; voucherNumber: string; lineNumber: number };

/** What becomes of an invoice from its value to its balance, by the figures of one of its lines. */
export function explanationHref(line: NamedLine, of?: LookedAt): string {
  const { invoiceNumber, voucherNumber, lineNumber } = line;
  const place = `comprobante=${encodeURIComponent(voucherNumber)}&linea=${digitsOf(lineNumber)}`;
  return `${linesPath(of)}/${encodeURIComponent(invoiceNumber)}?${place}`;
}

/** The list again, at the row of the voucher that was open. */
export function closeHref(filter: VoucherFilter, documentNumber: string, listPage: number): string {
  return `${listHref(filter, listPage)}#${rowId(documentNumber)}`;
}

/** The id of the link that opens a voucher; an id takes no blanks. */
export function rowId(documentNumber: string): string {
  return `ver-${encodeURIComponent(documentNumber)}`;
}

/** What corrections changed of a voucher, with the way back to it. */
export function changesHref(filter: VoucherFilter, documentNumber: string, listPage: number) {
  const list = listPage > 1 ? `&lista=${listPage}` : "";
  return `${voucherHref(filter.of, documentNumber)}/cambios?${range(filter)}${list}`;
}

/** What one's team noted on a voucher, with the way back to it. */
export function markHref(filter: VoucherFilter, documentNumber: string, listPage: number) {
  const list = listPage > 1 ? `&lista=${listPage}` : "";
  return `${voucherHref(filter.of, documentNumber)}/trabajado?${range(filter)}${list}`;
}

export function workbookHref(filter: VoucherFilter): string {
  return `${downloadHref(filter.of, ".xlsx")}?${range(filter)}`;
}

export function csvHref(filter: VoucherFilter, table: "comprobantes" | "facturas"): string {
  return `${downloadHref(filter.of, ".csv")}?${range(filter)}&tabla=${table}`;
}

/** Where files of payments come from. */
export function downloadHref(of: LookedAt | undefined, ending: ".xlsx" | ".csv"): string {
  return `${of ? paymentsHref(of) : ""}/export${ending}`;
}

/** The form that reports a voucher, or one of its lines. */
export function reportHref(documentNumber: string, lineNumber?: number, kind?: string): string {
  const line = lineNumber === undefined ? "" : `&linea=${lineNumber}`;
  const chosen = kind === undefined ? "" : `&tipo=${kind}`;
  return `/consultas/nueva?comprobante=${encodeURIComponent(documentNumber)}${line}${chosen}`;
}

/** The form of a proposal, filled with one that was returned. */
export function proposeAgainHref(documentNumber: string, folio: string): string {
  return `${reportHref(documentNumber, undefined, "aplicar-saldo")}&radicado=${folio}`;
}

/** An inquiry, on the provider's side or on the staff's. */
export function inquiryHref(folio: string, side: "provider" | "staff" = "provider"): string {
  return `${side === "staff" ? "/funcionario" : ""}/consultas/${folio}`;
}

function range(filter: VoucherFilter): string {
  return addressOf(filterFields(filter, VOUCHER_COLUMNS));
}

/** The fields of a filter in an address; days stay as people read them. */
function addressOf({ desde, hasta, ...narrowing }: TypedFields): string {
  const further = Object.entries(narrowing)
    .map(([name, value]) => `&${name}=${encodeURIComponent(value ?? "")}`);
  return `desde=${desde}&hasta=${hasta}${further.join("")}`;
}
