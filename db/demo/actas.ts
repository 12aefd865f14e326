import { sql } from "drizzle-orm";
import { addBusinessDays } from "../../domain/business_days.ts";
import { type CivilDate, endOfMonth, startOfMonth } from "../../domain/dates.ts";
import { ANSWER_DAYS, differencesOf, sumDifferences } from "../../domain/reconciliation/acta.ts";
import type { ListedInvoice } from "../../domain/reconciliation/pasted.ts";
import type { Db } from "../client.ts";
import { sendActa } from "../reconciliation/acta_steps.ts";
import { createActa } from "../reconciliation/new_acta.ts";
import { reconcileList } from "../reconciliation/reconcile.ts";
import { providers, settlements } from "../schema.ts";
import { CLINIC } from "./providers.ts";

const LISTED = 12;
const NEVER_PAID: ListedInvoice[] = ["FES-90001", "FES-90002"].map((number, index) => (
  { row: { cells: [number], number: 100 + index }, number, amount: 1_250_000_00 + index }
));

/** An acta that waits for the EPS, and one that is being prepared: of last month, with some paid. */
export async function seedDemoActas(db: Db, nowMs: number, today: CivilDate): Promise<void> {
  const [provider] = await db.select({
    id: providers.id,
    nit: providers.nit,
    legalName: providers.legalName,
  }).from(providers).where(sql`nit = ${CLINIC}`);
  if (!provider) return;
  const paid = await db.select({
    number: settlements.invoiceNumber,
    amount: settlements.invoiceAmount,
  }).from(settlements)
    .where(sql`provider_id = ${provider.id}`).limit(LISTED);
  const listed = paid.map(({ number, amount }, index): ListedInvoice => (
    { row: { cells: [number], number: index + 1 }, number, amount }
  ));
  const cutoffOn = endOfMonth(startOfMonth(today, -1));
  for (const name of ["DEM8DEM9", "DEM6DEM7"]) {
    const invoices = [...listed, ...NEVER_PAID];
    const wish = { tolerance: 0, maxUnlisted: 0, paidUntil: cutoffOn };
    const { invoices: judged, sums } = await reconcileList(db, provider, invoices, wish);
    const lines = differencesOf(judged);
    await createActa(db, {
      folio: `AC-${today.slice(0, 4)}-${name}`,
      providerId: provider.id,
      cutoffOn,
      totals: sums,
      difference: sumDifferences(lines),
      createdAt: nowMs,
      continues: null,
      lines,
    });
  }
  const signed = { name: "Representante legal", at: nowMs };
  const dueOn = addBusinessDays(today, ANSWER_DAYS);
  const folio = `AC-${today.slice(0, 4)}-DEM8DEM9`;
  await sendActa(db, { folio, providerId: provider.id, signed, dueOn, reasons: [] });
}
