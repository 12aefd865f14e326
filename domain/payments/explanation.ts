import { type Cents, sumCents } from "../money.ts";
import type { Concept } from "./glossary.ts";
import { type InvoiceSettlement, oldestFirst } from "./search_answer.ts";
import { isStanding } from "./voucher_state.ts";

/** One step from the Valor Factura of an invoice to its Saldo. */
export type Step = {
  concept: Concept;
  /** What it adds to what is left, negative where it takes; 0 of a level, and of an annulled payment. */
  change: Cents;
  /** What is left after it. */
  level: Cents;
  /** The lines of a payment, oldest first: one, or the earlier ones of a long list together. */
  payments: InvoiceSettlement[];
  /** Whether the payer gave no such figure, and it is what the others add up to. */
  isComputed: boolean;
};

/** An invoice from its Valor Factura to its Saldo, by the payer's own figures. */
export type ExplainedInvoice = {
  /** The line that was asked for. */
  asked: InvoiceSettlement;
  /** The line whose figures lead from Valor Factura to Valor Neto. */
  stated: InvoiceSettlement;
  steps: Step[];
  /** What the payer left empty or put at nothing. */
  absent: Concept[];
  /** Every line of the number, newest first, of other kinds of document too. */
  lines: InvoiceSettlement[];
};

export type LinePlace = { voucherNumber: string; lineNumber: number };

/** More payments than these are shown as one, so that the newest stand out. */
const MAX_STEPS_OF_PAYMENTS = 12;

/** What changes a Valor Factura into a Valor Neto, in the order of the product's page, with its sign. */
const CHANGES = [
  ["vat", 1],
  ["copayment", -1],
  ["moderatingFee", -1],
  ["retefuente", -1],
  ["reteIca", -1],
  ["reteIva", -1],
  ["stampTax", -1],
  ["financialDiscount", -1],
] as const;

/** Whether a step is a sum of its own, not a change. */
export function isLevel({ concept }: Step): boolean {
  return concept === "invoiceAmount" || concept === "netAmount" || concept === "balance";
}

/** The part of a step that its figures do not explain, over all steps; zero where all add up. */
export function unexplainedOf({ steps }: Pick<ExplainedInvoice, "steps">): Cents[] {
  return steps.filter(({ concept }) => concept === "unexplained").map(({ change }) => change);
}

/**
 * Explains an invoice by all its lines, newest first, as the payer wrote them: nothing is corrected,
 * and where the figures do not add up the rest is a step of its own. `place` is the line that is
 * asked for, else the newest that counts. Undefined where there are no lines.
 *
 * A later line of an invoice often brings only the payment, and leaves the withholdings to the
 * first. So the figures are those of the line that is asked for where they add up, else of the
 * newest line with the same Valor Factura and Valor Neto whose figures do.
 */
export function explainInvoice(
  lines: InvoiceSettlement[],
  place?: LinePlace,
): ExplainedInvoice | undefined {
  const asked = lines.find((line) => isAt(line, place)) ?? lines.find(isStanding) ?? lines[0];
  if (!asked) return undefined;
  const ofDocument = lines.filter((line) => kindOf(line) === kindOf(asked));
  const standing = ofDocument.filter(isStanding);
  const stated = addsUp(asked)
    ? asked
    : standing.find((line) => addsUp(line) && isSameAmount(line, asked)) ?? asked;
  const toNet = stepsToNet(stated);
  const steps = [...toNet, ...stepsToBalance(toNet.at(-1)?.level ?? 0, ofDocument)];
  const absent = CHANGES.map(([concept]) => concept).filter((concept) => !stated[concept]);
  return { asked, stated, steps, absent, lines };
}

function isAt(line: InvoiceSettlement, place: LinePlace | undefined): boolean {
  return line.voucherNumber === place?.voucherNumber && line.lineNumber === place.lineNumber;
}

function kindOf({ documentType }: InvoiceSettlement): string {
  return documentType.trim().toLowerCase();
}

function isSameAmount(one: InvoiceSettlement, other: InvoiceSettlement): boolean {
  return one.invoiceAmount === other.invoiceAmount && one.netAmount === other.netAmount;
}

function addsUp(line: InvoiceSettlement): boolean {
  return line.netAmount === null || computedNet(line) === line.netAmount;
}

function computedNet(line: InvoiceSettlement): Cents {
  return sumCents(CHANGES.map(([key, sign]) => sign * (line[key] ?? 0))) + line.invoiceAmount;
}

function stepsToNet(line: InvoiceSettlement): Step[] {
  const steps = [aStep("invoiceAmount", 0, line.invoiceAmount)];
  let level = line.invoiceAmount;
  for (const [key, sign] of CHANGES) {
    const change = sign * (line[key] ?? 0);
    if (change !== 0) steps.push(aStep(key, change, level += change));
  }
  return [...steps, ...arrive("netAmount", level, line.netAmount)];
}

/** From the Valor Neto by every payment, oldest first, and the embargos to the newest Saldo. */
function stepsToBalance(net: Cents, lines: InvoiceSettlement[]): Step[] {
  const steps: Step[] = [];
  let level = net;
  for (const payments of grouped(lines.toSorted(oldestFirst))) {
    const paid = sumCents(payments.filter(isStanding).map(({ paidAmount }) => paidAmount));
    const change = paid === 0 ? 0 : -paid;
    steps.push({ ...aStep("payment", change, level += change), payments });
  }
  const standing = lines.filter(isStanding);
  const garnished = sumCents(standing.map(({ garnishments }) => garnishments));
  if (garnished !== 0) steps.push(aStep("garnishments", -garnished, level -= garnished));
  return [...steps, ...arrive("balance", level, standing[0]?.balance ?? null)];
}

function grouped(payments: InvoiceSettlement[]): InvoiceSettlement[][] {
  const earlier = Math.max(0, payments.length - MAX_STEPS_OF_PAYMENTS);
  const alone = payments.slice(earlier).map((line) => [line]);
  return earlier === 0 ? alone : [payments.slice(0, earlier), ...alone];
}

/** The figure that the payer gave for a level, after what leads there unexplained. */
function arrive(concept: "netAmount" | "balance", level: Cents, stated: Cents | null): Step[] {
  if (stated === null) return [{ ...aStep(concept, 0, level), isComputed: true }];
  if (stated === level) return [aStep(concept, 0, stated)];
  return [aStep("unexplained", stated - level, stated), aStep(concept, 0, stated)];
}

function aStep(concept: Concept, change: Cents, level: Cents): Step {
  return { concept, change, level, payments: [], isComputed: false };
}
