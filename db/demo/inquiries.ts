import { isStanding } from "../../domain/payments/voucher_state.ts";
import { eq, type SQL, sql } from "drizzle-orm";
import { addBusinessDays } from "../../domain/business_days.ts";
import { addDays, type CivilDate, startOfDayMs } from "../../domain/dates.ts";
import { inquiryDueDate, type InquiryStep } from "../../domain/inquiries/inquiry.ts";
import { unappliedOf } from "../../domain/inquiries/thread.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import type { StoredVoucher } from "../../domain/payments/voucher.ts";
import type { Db } from "../client.ts";
import { storeFile } from "../files.ts";
import { openInquiry } from "../inquiries/opening.ts";
import { addProviderStep, addStaffStep, type NewStep } from "../inquiries/steps.ts";
import { providers, users } from "../schema.ts";
import { findAllVouchers } from "../payments/vouchers.ts";
import { proposals, reports, type Seed } from "./inquiry_seeds.ts";
import { CLINIC } from "./providers.ts";

const WORKING_HOURS_MS = 10 * 60 * 60 * 1000;
const NOTE =
  "Número de Factura;Valor Factura;Observación\r\nFEV-001204;38000,00;Paga en el comprobante\r\n";

type People = { accountant: number; treasurer: number };
/**
 * An inquiry in each state, one of them late, and three proposals: waiting, accepted and returned.
 */
export async function seedDemoInquiries(db: Db, nowMs: number, today: CivilDate): Promise<void> {
  const [provider] = await db.select({
    id: providers.id,
    nit: providers.nit,
    legalName: providers.legalName,
  }).from(providers).where(sql`nit = ${CLINIC}`);
  const people = await peopleOf(db);
  if (!provider || !people) return;
  for (const seed of await seeds(db, provider, today)) {
    await plant(db, provider, people, seed, { nowMs, today });
  }
}

async function seeds(db: Db, provider: Provider, today: CivilDate): Promise<Seed[]> {
  const range = { from: addDays(today, -300), to: addDays(today, -30) };
  const vouchers = (await findAllVouchers(db, provider, range)).filter(isStanding);
  const [first, second, third, fourth] = vouchers.filter((one) => one.settlementCount > 2);
  const [waiting, accepted, returned] = vouchers.filter((one) => unappliedOf(one) > 0);
  if (!first || !second || !third || !fourth || !waiting || !accepted || !returned) return [];
  return [
    ...reports([first, second, third, fourth]),
    ...proposals([waiting, accepted, returned]),
  ];
}

async function peopleOf(db: Db): Promise<People | undefined> {
  const find = (condition: SQL) =>
    db.select({ id: users.id }).from(users).where(condition).limit(1);
  const [[accountant], [treasurer]] = [
    await find(eq(users.kind, "member")),
    await find(eq(users.staffRole, "tesoreria")),
  ];
  return accountant && treasurer && { accountant: accountant.id, treasurer: treasurer.id };
}

type Moment = { nowMs: number; today: CivilDate };

async function plant(
  db: Db,
  provider: Provider,
  people: People,
  { mark, kind, daysAgo, voucher, ...seed }: Seed,
  { nowMs, today }: Moment,
): Promise<void> {
  const day = addDays(today, -daysAgo);
  const createdAt = startOfDayMs(day) + WORKING_HOURS_MS;
  const folio = `CO-${day.slice(0, 4)}-${mark}2345`;
  const bytes = new TextEncoder().encode(NOTE);
  const size = bytes.length;
  const file = { name: "Relación de facturas.csv", kind: "csv", size, parts: [bytes] } as const;
  await openInquiry(db, provider, {
    folio,
    kind,
    documentNumber: voucher.documentNumber,
    paidOn: voucher.paidOn,
    invoiceNumber: null,
    createdAt,
    dueOn: inquiryDueDate(kind, day),
    authorId: people.accountant,
    messageId: idOf(mark, 0),
    text: seed.text,
    fileIds: seed.withFile ? [await storeFile(db, file, createdAt)] : [],
    ...(seed.invoices && { proposal: proposalOf(voucher, seed.invoices) }),
  });
  let before: NewStep["before"] = "open";
  for (const [index, [step, text]] of (seed.steps ?? []).entries()) {
    const after = AFTER[step] ?? "answered";
    const at = startOfDayMs(addBusinessDays(day, index + 1)) + WORKING_HOURS_MS;
    const messageId = idOf(mark, index + 1);
    const entry = { folio, before, after, step, text, messageId, fileIds: [] };
    const when = { createdAt: Math.min(at, nowMs) };
    if (step === "closed") {
      await addProviderStep(db, provider, { ...entry, ...when, authorId: people.accountant });
    } else await addStaffStep(db, { ...entry, ...when, authorId: people.treasurer }, []);
    before = after;
  }
}

const AFTER: Partial<Record<InquiryStep, NewStep["before"]>> = {
  inProgress: "inProgress",
  closed: "closed",
};

function idOf(mark: string, index: number): string {
  return `demo-${mark}-${index}`.padEnd(32, "0");
}

function proposalOf(voucher: StoredVoucher, invoices: [number: string, share: number][]) {
  const unapplied = unappliedOf(voucher);
  return {
    unappliedAmount: voucher.unappliedAmount ?? 0,
    unappliedAdvanceAmount: voucher.unappliedAdvanceAmount ?? 0,
    lines: invoices.map(([invoiceNumber, share]) => ({
      invoiceNumber,
      amount: Math.floor(unapplied * share),
    })),
  };
}
