import { takeAttempt } from "../../db/accounts/attempts.ts";
import { createActa } from "../../db/reconciliation/new_acta.ts";
import { findOpenLines } from "../../db/reconciliation/actas.ts";
import { reconcileList } from "../../db/reconciliation/reconcile.ts";
import type { Entry } from "../../db/audit/entry.ts";
import { type CivilDate, readTypedDate } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { folio as newFolio } from "../../domain/folio.ts";
import type { Cents } from "../../domain/money.ts";
import {
  ACTA_BY_PROVIDER,
  type ActaLine,
  differencesOf,
  MAX_ACTA_LINES,
  sumDifferences,
} from "../../domain/reconciliation/acta.ts";
import type { ListedInvoice } from "../../domain/reconciliation/pasted.ts";
import { formatCount } from "../../domain/thousands.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { actOnce } from "../audit.ts";
import { type Ctx, providerOf, todayOf } from "../context.ts";
import { waitError } from "../guards/wait.ts";

const FOLIO_BYTES = 8;

type Wish = {
  typedCutoff: string;
  invoices: ListedInvoice[];
  tolerance: Cents;
  /** All that was sent, where the same form sent twice is to make one acta. */
  sent?: string;
};

/**
 * Prepares an acta of a list, and of what the last one left open: the payments up to the cut-off
 * against both. Answers its radicado, or what is wrong.
 */
export async function prepareActa(
  c: Ctx,
  { typedCutoff, invoices, tolerance, sent }: Wish,
): Promise<string | FieldError> {
  const { db, now } = c.get("services");
  const provider = providerOf(c);
  const cutoff = readCutoff(typedCutoff, todayOf(c));
  if ("message" in cutoff) return cutoff;
  const tries = [{ limit: ACTA_BY_PROVIDER, of: String(provider.id) }];
  const waitMs = await takeAttempt(db, tries, now());
  if (waitMs > 0) return waitError(c, "corte", waitMs);
  const last = await findOpenLines(db, provider.id);
  const all = [...invoices, ...(last?.lines ?? []).map(toListed)];
  const wish = { tolerance, maxUnlisted: 0, paidUntil: cutoff.date };
  const { invoices: judged, sums } = await reconcileList(db, provider, all, wish);
  const lines = differencesOf(judged);
  const message = linesProblem(lines.length);
  if (message !== undefined) return { field: "corte", message };
  const folio = newFolio("AC", cutoff.date.slice(0, 4), bytesOf(sent));
  const acta = {
    folio,
    providerId: provider.id,
    cutoffOn: cutoff.date,
    totals: sums,
    difference: sumDifferences(lines),
    createdAt: now(),
    continues: last?.folio ?? null,
    lines,
  };
  const keep = (entry: Entry) => createActa(db, acta, entry);
  await actOnce(c, { name: "actaPrepared", detail: { folio } }, keep);
  return folio;
}

/** The code in what was sent is of one page, and nobody can guess it. */
function bytesOf(sent: string | undefined): Uint8Array {
  if (sent === undefined) return crypto.getRandomValues(new Uint8Array(FOLIO_BYTES));
  return Uint8Array.fromHex(sha256(sent).slice(0, 2 * FOLIO_BYTES));
}

function readCutoff(typed: string, today: CivilDate): { date: CivilDate } | FieldError {
  const field = "corte";
  if (typed.trim() === "") return { field, message: "Escriba la fecha de corte." };
  const reading = readTypedDate(typed);
  if ("problem" in reading) return { field, message: reading.problem };
  if (reading.date > today) return { field, message: "El corte es hasta hoy, o antes." };
  return { date: reading.date };
}

function linesProblem(count: number): string | undefined {
  if (count === 0) return "Nada que conciliar: a esa fecha no hay diferencias.";
  if (count <= MAX_ACTA_LINES) return undefined;
  return `Hay ${formatCount(count)} diferencias, y un acta lleva hasta ` +
    `${formatCount(MAX_ACTA_LINES)}: concilie la lista en partes.`;
}

function toListed({ invoiceNumber, listedAmount }: ActaLine): ListedInvoice {
  return {
    row: { cells: [invoiceNumber], number: 0 },
    number: invoiceNumber,
    amount: listedAmount,
  };
}
