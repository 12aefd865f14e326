import { z } from "zod";
import { type DateReading, readIsoDate, readTypedDate } from "../../domain/dates.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { type SortColumn, VOUCHER_COLUMNS } from "../../domain/payments/columns.ts";
import { LINE_COLUMNS, type LineColumnKey } from "../../domain/payments/line_filter.ts";
import { type ColumnNamer, readSort } from "../../domain/payments/sorting.ts";
import {
  DEFAULT_RANGE_DAYS,
  type FilterFields,
  type FilterReading,
  MAX_FILTER_TEXT,
  MAX_RANGE_YEARS,
  type PaymentFilter,
  readNarrowing,
  readSubset,
  readVoucherFilter,
  sortedBy,
  TEAM_SUBSETS,
  VOUCHER_SUBSETS,
  type VoucherSubset,
} from "../../domain/payments/voucher_filter.ts";
import { type Ctx, todayOf } from "../context.ts";
import { lookedAt } from "./looked.ts";

/** How a filter is written in a request: its fields, its dates, its subsets and its columns. */
type Notation = {
  names: FilterFields & { text: string; only: string; sort: string };
  readDate: (text: string) => DateReading;
  readSubset: (text: string) => VoucherSubset | undefined;
  nameOf: ColumnNamer;
};
const OF_PAGES: Notation = {
  names: { from: "desde", to: "hasta", text: "texto", only: "solo", sort: "orden" },
  readDate: readTypedDate,
  readSubset,
  nameOf: ({ slug }) => slug,
};
const OF_SCRIPTS: Notation = {
  names: { from: "from", to: "to", text: "text", only: "only", sort: "sort" },
  readDate: readIsoDate,
  readSubset: (text) => VOUCHER_SUBSETS.find((subset) => subset === text),
  nameOf: ({ key }) => key,
};

/** What an address may say in one field. */
export const typed = z.string().max(60).optional();
const method = z.string().max(300).optional();
/** Longer than any text that is looked for, so that one that is too long comes back as it was typed. */
const text = z.string().max(2000).optional();

/** The filter of Consulta de Pagos as addresses have it. */
export const FILTER = z.object({
  desde: typed.meta({ description: "Desde, dd/MM/yyyy.", examples: ["01/01/2026"] }),
  hasta: typed.meta({ description: "Hasta, dd/MM/yyyy.", examples: ["31/03/2026"] }),
  solo: typed.meta({ description: "Como en la página: `pendiente`, `diferencia` …" }),
  forma: method.meta({ description: "Forma de Pago." }),
  texto: text.meta({ description: "Un texto de la fila.", maxLength: MAX_FILTER_TEXT }),
  orden: typed.meta({ description: "Columna por la que se ordena; con `-`, de mayor a menor." }),
});
export type TypedFilter = z.infer<typeof FILTER>;

/** A list of either view: its page, and whether the form of its filters is open. */
export const LIST_QUERY = FILTER.extend({ pagina: typed, filtros: typed });

/** Whether the form of further filters is open: somebody asked for it, or narrowed by it. */
export function isNarrowing({ filtros, forma, texto }: z.infer<typeof LIST_QUERY>): boolean {
  return filtros === "si" || Boolean(forma) || Boolean(texto);
}

/** The same as scripts write it. */
export const SCRIPT_FILTER = z.object({
  from: typed.meta({
    description:
      `Desde qué día de pago; sin fechas, hoy y los ${DEFAULT_RANGE_DAYS} días anteriores.`,
    format: "date",
    examples: ["2026-01-01"],
  }),
  to: typed.meta({
    description: `Hasta qué día, a lo sumo ${MAX_RANGE_YEARS} años después.`,
    format: "date",
    examples: ["2026-03-31"],
  }),
  only: typed.meta({
    description: "Con pendiente por aplicar, con diferencia, anulados, devueltos, o lo que su " +
      "equipo marcó como revisado o no.",
    enum: [...VOUCHER_SUBSETS],
  }),
  paymentMethod: method.meta({ description: "Forma de Pago, como está escrita." }),
  text: text.meta({
    description: "Un texto de la fila, con o sin tildes.",
    maxLength: MAX_FILTER_TEXT,
  }),
  sort: typed.meta({ description: "Por qué propiedad se ordena; con `-`, de mayor a menor." }),
});

/** The filter of a download: that of a page, or in the request of a script its own. */
export const DOWNLOAD_FILTER = FILTER.extend(SCRIPT_FILTER.shape);

/** The list that a page about a voucher leads back to. */
export const WAY_BACK = FILTER.extend({ lista: typed });

/** The filter in the address of a page, por comprobante. */
export function readTyped(c: Ctx, query: TypedFilter): FilterReading {
  return readFilter(c, fieldsOf(query), OF_PAGES, VOUCHER_COLUMNS);
}

/** The same, por factura. */
export function readTypedLines(c: Ctx, query: TypedFilter): FilterReading<LineColumnKey> {
  return readFilter(c, fieldsOf(query), OF_PAGES, LINE_COLUMNS);
}

function fieldsOf({ desde, hasta, solo, forma, texto, orden }: TypedFilter): Fields {
  return { from: desde, to: hasta, only: solo, paymentMethod: forma, text: texto, sort: orden };
}

/** The filter that a script asks with; a Problem where something is wrong. */
export function readScriptFilter<Key extends string>(
  c: Ctx,
  query: Fields,
  columns: readonly SortColumn<Key>[],
): PaymentFilter<Key> {
  const reading = readFilter(c, query, OF_SCRIPTS, columns);
  if ("errors" in reading) throw new Problem("invalid", "", reading.errors);
  return reading.filter;
}

/** The filter of a download in whichever notation it is written; both at once are a Problem. */
export function readDownload<Key extends string>(
  c: Ctx,
  query: z.infer<typeof DOWNLOAD_FILTER>,
  columns: readonly SortColumn<Key>[],
): FilterReading<Key> {
  const own = SCRIPT_FILTER.keyof().options.filter((key) => query[key] !== undefined);
  const ofPage = fieldsOf(query);
  if (c.get("representation") !== "json" || own.length === 0) {
    return readFilter(c, ofPage, OF_PAGES, columns);
  }
  if (Object.values(ofPage).every((value) => value === undefined)) {
    return readFilter(c, query, OF_SCRIPTS, columns);
  }
  const message = "No va junto a los nombres de las páginas.";
  throw new Problem("invalid", message, own.map((field) => ({ field, message })));
}

type Fields = z.infer<typeof SCRIPT_FILTER>;

/** Reads a filter; errors where something is wrong that a person typed. */
function readFilter<Key extends string>(
  c: Ctx,
  typed: Fields,
  notation: Notation,
  columns: readonly SortColumn<Key>[],
): FilterReading<Key> {
  const { from = "", to = "", paymentMethod = "", text = "" } = typed;
  const { names, readDate } = notation;
  const reading = readVoucherFilter({ from, to }, todayOf(c), names, readDate);
  const narrowing = readNarrowing({ paymentMethod, text }, names.text);
  const errors = [reading, narrowing].flatMap((one) => "errors" in one ? one.errors : []);
  if ("errors" in reading || "errors" in narrowing) return { errors };
  const of = lookedAt(c);
  const { sort: _none, ...dates } = reading.filter;
  const filter = chosen({ ...dates, ...narrowing, ...(of && { of }) }, typed, notation);
  const { sort = "" } = typed;
  if (sort === "") return { filter };
  const order = readSort(sort, columns, notation.nameOf);
  if (!order) throw unknown(names.sort);
  return { filter: sortedBy<Key>(filter, order) };
}

/** The subset of a filter, which is chosen, not typed. */
function chosen(
  filter: PaymentFilter<never>,
  { only = "" }: Fields,
  { names, readSubset }: Notation,
): PaymentFilter<never> {
  const subset = readSubset(only);
  const isOpen = subset !== undefined && !(filter.of && TEAM_SUBSETS.includes(subset));
  if (only !== "" && !isOpen) throw unknown(names.only);
  return { ...filter, ...(subset && { only: subset }) };
}

function unknown(field: string): Problem {
  const errors: FieldError[] = [{ field, message: "Ese filtro no existe." }];
  return new Problem("invalid", "Ese filtro no existe.", errors);
}
