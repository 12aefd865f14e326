import type { FieldError } from "../errors.ts";
import { invoiceKey } from "../payments/invoice_number.ts";
import { type AmountReading, type Notation, readAmountText, settle } from "../amount.ts";
import { type Cents, formatMoney, sumCents } from "../money.ts";

/** One invoice to which a provider proposes to apply some of a voucher's unapplied money. */
export type ProposalLine = { invoiceNumber: string; amount: Cents };

/** What was typed: three plain rows, and what was pasted from a spreadsheet. */
export type TypedProposal = { pasted: string; rows: { invoice: string; amount: string }[] };

export const PROPOSAL_ROWS = 3;
export const MAX_PROPOSAL_LINES = 200;
const MAX_INVOICE = 60;
const MAX_TOLD = 5;
/** The field that pasted rows are in; plain rows are `factura1`, `valor1` and so on. */
const PASTED = "pegado";

/** `name` says which one is meant where one field has several. */
type TypedLine = {
  name: string;
  invoice: string;
  amount: string;
  fields: [invoice: string, amount: string];
};

/**
 * Reads proposed invoices with their amounts and judges them against the unapplied money: each
 * amount over zero, each invoice once, the sum not over `available`. An error belongs to the field
 * of its plain row, or to the pasted text and names the pasted row.
 */
export function readProposal(
  typed: TypedProposal,
  available: Cents,
): { lines: ProposalLine[] } | { errors: FieldError[] } {
  const typedLines = [...plainLines(typed), ...pastedLines(typed)];
  if (typedLines.length === 0) return fail("factura1", "Escriba al menos una factura y su valor.");
  if (typedLines.length > MAX_PROPOSAL_LINES) {
    return fail(PASTED, `Proponga a lo sumo ${MAX_PROPOSAL_LINES} facturas de una vez.`);
  }
  const notation = notationOf(typedLines);
  const read = typedLines.map((line) => readLine(line, notation));
  const errors = [...read.flatMap(({ errors }) => errors), ...repeated(typedLines)];
  if (errors.length > 0) return { errors: told(errors) };
  const lines = read.flatMap(({ line }) => line ?? []);
  return judgeSum(lines, available, typedLines[0]?.fields[1] ?? PASTED);
}

function plainLines({ rows }: TypedProposal): TypedLine[] {
  return rows.slice(0, PROPOSAL_ROWS).map(({ invoice, amount }, index): TypedLine => ({
    name: "",
    invoice: invoice.trim(),
    amount: amount.trim(),
    fields: [`factura${index + 1}`, `valor${index + 1}`],
  })).filter(({ invoice, amount }) => invoice !== "" || amount !== "");
}

/**
 * A pasted row is an invoice and an amount with a tab, a semicolon or spaces between; the first row
 * may be a header.
 */
function pastedLines({ pasted }: TypedProposal): TypedLine[] {
  return pasted.split(/\r?\n/).flatMap((line, index) => {
    const isHeader = index === 0 && !/\d/.test(line);
    if (line.trim() === "" || isHeader) return [];
    const plain = line.replaceAll("$", " ").trim();
    const at = Math.max(plain.lastIndexOf("\t"), plain.lastIndexOf(";"));
    const cut = at >= 0 ? at : plain.lastIndexOf(" ");
    const [invoice, amount] = cut < 0 ? [plain, ""] : [plain.slice(0, cut), plain.slice(cut + 1)];
    const typed = { invoice: invoice.trim(), amount: amount.trim() };
    return [{ name: `Fila ${index + 1}: `, ...typed, fields: [PASTED, PASTED] }];
  });
}

/** The notation that other amounts show, which settles whether `1.234` has decimals. */
function notationOf(lines: TypedLine[]): Notation | undefined {
  for (const { amount } of lines) {
    const reading = readAmountText(amount);
    if ("notation" in reading && reading.notation) return reading.notation;
  }
  return undefined;
}

function readLine(
  line: TypedLine,
  notation: Notation | undefined,
): { line?: ProposalLine; errors: FieldError[] } {
  const [invoiceField, amountField] = line.fields;
  const { name } = line;
  const errors: FieldError[] = [];
  if (line.invoice === "" || line.invoice.length > MAX_INVOICE || !/\d/.test(line.invoice)) {
    errors.push({ field: invoiceField, message: `${name}Escriba el número de la factura.` });
  }
  const reading = readAmount(line.amount, notation);
  if ("problem" in reading) {
    errors.push({ field: amountField, message: name + reading.problem });
    return { errors };
  }
  return { line: { invoiceNumber: line.invoice, amount: reading.cents }, errors };
}

function readAmount(
  text: string,
  notation: Notation | undefined,
): { cents: Cents } | { problem: string } {
  if (text === "") return { problem: "Escriba el valor que se aplica." };
  const reading = settled(readAmountText(text), notation);
  if ("problem" in reading) return { problem: `El valor ${text} ${reading.problem}.` };
  if ("ambiguous" in reading) {
    return { problem: `El valor ${text} se puede leer de dos maneras: escríbalo como ${text},00.` };
  }
  return reading.cents > 0 ? reading : { problem: "El valor debe ser mayor que cero." };
}

function settled(reading: AmountReading, notation: Notation | undefined): AmountReading {
  return "ambiguous" in reading && notation ? settle(reading.ambiguous, notation) : reading;
}

function repeated(lines: TypedLine[]): FieldError[] {
  const seen = new Set<string>();
  return lines.filter(({ invoice }) => invoice !== "").flatMap(({ name, invoice, fields }) => {
    const key = invoiceKey(invoice);
    if (!seen.has(key)) return (seen.add(key), []);
    return [{ field: fields[0], message: `${name}La factura ${invoice} está dos veces.` }];
  });
}

function judgeSum(lines: ProposalLine[], available: Cents, field: string) {
  const sum = sumCents(lines.map(({ amount }) => amount));
  if (sum <= available) return { lines };
  return fail(
    field,
    `Las facturas suman ${formatMoney(sum)} y quedan ${formatMoney(available)} por aplicar.`,
  );
}

/** All errors of plain fields; of pasted rows the first few, and how many more there are. */
function told(errors: FieldError[]): FieldError[] {
  const plain = errors.filter(({ field }) => field !== PASTED);
  const pasted = errors.filter(({ field }) => field === PASTED).map(({ message }) => message);
  if (pasted.length === 0) return plain;
  const more = pasted.length - MAX_TOLD;
  const words = pasted.slice(0, MAX_TOLD).join(" ");
  const message = more > 0 ? `${words} Y ${more} filas más.` : words;
  return [...plain, { field: PASTED, message }];
}

function fail(field: string, message: string): { errors: FieldError[] } {
  return { errors: [{ field, message }] };
}
