import { invoiceKey } from "../../payments/invoice_number.ts";
import type { SettlementTuple } from "../../payments/settlement_tuple.ts";

/** Stands in no JSON. */
const BETWEEN = "\t";

/** A line as a text: the key under which its invoice is found, and its tuple, as JSON each. */
export function lineText(invoiceNumber: string, tuple: string): string {
  return `${JSON.stringify(invoiceKey(invoiceNumber))}${BETWEEN}${tuple}`;
}

/** The two parts of a line's text. */
export function partsOfLine(text: string): [key: string, tuple: string] {
  const at = text.indexOf(BETWEEN);
  return [text.slice(0, at), text.slice(at + 1)];
}

export function tupleOfLine(text: string): SettlementTuple {
  return JSON.parse(partsOfLine(text)[1]);
}
