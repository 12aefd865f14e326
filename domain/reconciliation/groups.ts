import { type Cents, formatMoney, sumCents } from "../money.ts";
import { isSameSpelling, type Spelling, spellingOf } from "../payments/invoice_number.ts";
import { eachWithPauses, type Pause } from "../pause.ts";
import type { FoundLine } from "./found_line.ts";
import type { ListedInvoice } from "./pasted.ts";

/** All that was paid of one invoice: sums of its lines, and the other values of its newest line. */
export type FoundInvoice = Omit<FoundLine, "garnishments"> & {
  garnishments: Cents;
  /** Newest first. */
  lines: FoundLine[];
};

/** Each invoice of the list is in exactly one, the first that fits in the order of `groupOf`. */
export const GROUPS = [
  "paid",
  "partial",
  "different",
  "garnished",
  "notFound",
  "repeated",
  "unreadable",
] as const;
export type Group = typeof GROUPS[number];

/** Names and meanings as they are shown. */
export const GROUP_WORDS: Record<Group, { name: string; about: string }> = {
  paid: { name: "Pagada total", about: "Lo pagado cubre el Valor Neto." },
  partial: { name: "Pago parcial", about: "Se pagó una parte; falta el resto." },
  different: {
    name: "Diferencia de valor",
    about: "Su valor no es el de la factura, ni el neto, ni lo pagado.",
  },
  garnished: { name: "Con embargo", about: "Un juez ordenó retener una parte de lo pagado." },
  notFound: { name: "No encontrada", about: "No hay ningún pago de esa factura." },
  repeated: { name: "Repetida en su lista", about: "Está más arriba en su lista; cuenta una vez." },
  unreadable: { name: "Sin leer", about: "La fila no dice el número, o su valor no es un número." },
};

export type JudgedInvoice = ListedInvoice & {
  group: Group;
  found?: FoundInvoice;
  /** The first row of the list that has the same invoice. */
  repeats?: number;
};

/** The differences that may be ignored, in centavos: none, one peso, a thousand pesos. */
export const TOLERANCES: Cents[] = [0, 100, 100_000];

/** `$ 1.000`: a tolerance is whole pesos. */
export function describeTolerance(tolerance: Cents): string {
  return formatMoney(tolerance).replace(/,00$/, "");
}

/**
 * Puts each invoice of a list into its group. `linesOf` answers the lines that were stored under any
 * key of a number; which of them are the same invoice is judged here, and each counts once, though
 * `FE1-2` and `FE-12` may both have been written as `FE12`. `tolerance` in centavos; `pause`
 * lets others run.
 */
export async function reconcile(
  invoices: ListedInvoice[],
  linesOf: (number: string) => FoundLine[],
  tolerance: Cents,
  pause: Pause = () => Promise.resolve(),
): Promise<JudgedInvoice[]> {
  const judged: JudgedInvoice[] = [];
  const firstOf = firstFinder();
  const find = lineFinder(linesOf);
  await eachWithPauses(invoices, pause, (invoice) => {
    const spelling = spellingOf(invoice.number);
    const first = invoice.problem === undefined ? firstOf(spelling, invoice) : undefined;
    const found = first === invoice ? gather(find(invoice.number, spelling)) : undefined;
    judged.push({ ...invoice, ...placeOf(invoice, first, found, tolerance) });
  });
  return judged;
}

type Place = Pick<JudgedInvoice, "group" | "found" | "repeats" | "problem">;

/** A column of Excel ends in its `Total` or `SUMA`, which must not count as an invoice to be claimed. */
const NO_INVOICE = "No trae ninguna cifra: parece un título o un total, y no suma.";

function placeOf(
  invoice: ListedInvoice,
  first: ListedInvoice | undefined,
  found: FoundInvoice | undefined,
  tolerance: Cents,
): Place {
  if (!first) return { group: "unreadable" };
  if (first !== invoice) return { group: "repeated", repeats: first.row.number };
  if (!found) {
    return /\d/.test(invoice.number)
      ? { group: "notFound" }
      : { group: "unreadable", problem: NO_INVOICE };
  }
  return { group: groupOf(invoice.amount, found, tolerance), found };
}

/**
 * Answers the first invoice of the list that is the same: itself where it is the first. One look
 * into a map, whatever the list: thousands of spellings may have one key.
 */
function firstFinder() {
  const exact = new Map<string, ListedInvoice>();
  const bare = new Map<string, ListedInvoice>();
  const any = new Map<string, ListedInvoice>();
  return (spelling: Spelling, invoice: ListedInvoice): ListedInvoice => {
    const { key } = spelling;
    const first = spelling.exact === undefined
      ? any.get(key)
      : earlier(exact.get(spelling.exact), bare.get(key));
    if (first) return first;
    if (!any.has(key)) any.set(key, invoice);
    if (spelling.exact === undefined) bare.set(key, invoice);
    else exact.set(spelling.exact, invoice);
    return invoice;
  };
}

function earlier(one: ListedInvoice | undefined, other: ListedInvoice | undefined) {
  if (!one || !other) return one ?? other;
  return one.row.number < other.row.number ? one : other;
}

/** Answers the lines of an invoice, each of them once over all invoices. */
function lineFinder(linesOf: (number: string) => FoundLine[]) {
  const taken = new Set<FoundLine>();
  const spellings = new Map<FoundLine, Spelling>();
  const spelled = (line: FoundLine) => {
    const known = spellings.get(line) ?? spellingOf(line.invoiceNumber);
    spellings.set(line, known);
    return known;
  };
  return (number: string, spelling: Spelling): FoundLine[] => {
    const lines = linesOf(number)
      .filter((line) => !taken.has(line) && isSameSpelling(spelling, spelled(line)));
    for (const line of lines) taken.add(line);
    return lines;
  };
}

/** Why an invoice of the list is in its group, in a sentence. */
export function whyOf({ group, problem, repeats }: JudgedInvoice): string {
  if (problem !== undefined) return problem;
  return repeats === undefined ? GROUP_WORDS[group].about : `Está en la fila ${repeats}.`;
}

/** What is still owed of an invoice by the payer's own figures, in centavos; never below zero. */
export function restOf({ netAmount, invoiceAmount, balance, paidAmount }: FoundInvoice): Cents {
  if (netAmount === null && balance !== null) return Math.max(0, balance);
  return Math.max(0, (netAmount ?? invoiceAmount) - paidAmount);
}

function groupOf(amount: Cents | null, found: FoundInvoice, tolerance: Cents): Group {
  if (found.garnishments > 0) return "garnished";
  const figures = [found.invoiceAmount, found.netAmount, found.paidAmount];
  const isKnown = figures.some((figure) =>
    figure !== null && amount !== null && Math.abs(figure - amount) <= tolerance
  );
  if (amount !== null && !isKnown) return "different";
  return restOf(found) <= tolerance ? "paid" : "partial";
}

function gather(lines: FoundLine[]): FoundInvoice | undefined {
  const sorted = lines.toSorted((one, other) => one.paidOn < other.paidOn ? 1 : -1);
  const [newest] = sorted;
  return newest && {
    ...newest,
    paidAmount: sumCents(lines.map(({ paidAmount }) => paidAmount)),
    garnishments: sumCents(lines.map(({ garnishments }) => garnishments)),
    lines: sorted,
  };
}
