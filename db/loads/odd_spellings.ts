import type { Client, Row } from "@libsql/client";
import { prefixInKeys } from "../../domain/payments/invoice_number.ts";
import { SPELLINGS } from "./odd_questions.ts";

/** A key under which an invoice of a provider is stored, and the key that all its spellings share. */
export type SpelledInvoice = [provider: number, key: string, shared: string];

/** The invoices that may be paid too much, each with every key under which it is stored. */
export type FoundInvoices = Map<string, SpelledInvoice>;

/** Adds what `candidatesAmong` answered: some are stored under one key, some perhaps under more. */
export async function addCandidates(
  client: Client,
  found: FoundInvoices,
  rows: Row[] = [],
): Promise<void> {
  for (const row of rows) {
    const [provider, key] = [Number(row.provider_id), String(row.invoice_key)];
    if (row.is_candidate === 1) add(found, [provider, key, key]);
  }
  const split = rows.filter(({ split_number: number }) => number !== null);
  for (const invoice of await findSpellings(client, split)) add(found, invoice);
}

function add(found: FoundInvoices, invoice: SpelledInvoice): void {
  const [provider, key, shared] = invoice;
  const name = `${provider}\n${key}`;
  if (!found.has(name) || key !== shared) found.set(name, invoice);
}

/** Of numbers whose prefix ends in a digit: the keys that are stored, where one invoice has several. */
async function findSpellings(client: Client, rows: Row[]): Promise<SpelledInvoice[]> {
  const prefixes = new Map<string, [provider: number, prefix: string]>();
  const split = rows.filter((row) => {
    const provider = Number(row.provider_id);
    const prefix = prefixInKeys(String(row.split_number));
    if (prefix !== undefined) prefixes.set(`${provider}\n${prefix}`, [provider, prefix]);
    return prefix !== undefined;
  });
  if (prefixes.size === 0) return [];
  const args = { prefixes: JSON.stringify([...prefixes.values()]) };
  const { rows: stored } = await client.execute({ sql: SPELLINGS, args });
  if (stored.length === 0) return [];
  const known = new Set(stored.map(nameOf));
  const asked = new Set(split.map(nameOf).filter((name) => known.has(name)));
  const invoices = Map.groupBy(
    stored.map((row): SpelledInvoice => [
      Number(row.provider_id),
      String(row.invoice_key),
      String(row.shared),
    ]),
    ([provider, , shared]) => `${provider}\n${shared}`,
  );
  return [...invoices.values()]
    .filter((keys) => keys.some(([provider, key]) => asked.has(`${provider}\n${key}`))).flat();
}

function nameOf(row: Row): string {
  return `${row.provider_id}\n${row.invoice_key}`;
}
