import { desc, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { markVoucher } from "../payments/marks.ts";
import { providers, users, voucherRevisions } from "../schema.ts";
import { CLINIC } from "./providers.ts";

const HOUR_MS = 60 * 60 * 1000;
const NOTES = ["Falta el soporte de la FEV: se lo pedí a facturación.", ""];

/** What the clinic's accountant noted on its newest vouchers: every second, some with a note. */
export async function seedDemoMarks(db: Db, nowMs: number): Promise<void> {
  const { id, nit, legalName } = providers;
  const [provider] = await db.select({ id, nit, legalName }).from(providers)
    .where(sql`nit = ${CLINIC}`);
  const [person] = await db.select({ id: users.id }).from(users).where(sql`kind = 'member'`)
    .limit(1);
  if (!provider || !person) throw new Error("the people of the demo data are missing");
  const newest = await db.select({ documentNumber: voucherRevisions.documentNumber })
    .from(voucherRevisions).where(sql`provider_id = ${provider.id} AND is_current = 1`)
    .orderBy(desc(voucherRevisions.paidOn)).limit(24);
  for (const [index, { documentNumber }] of newest.entries()) {
    if (index % 2 === 1) continue;
    await markVoucher(db, provider, {
      documentNumber,
      isWorked: index % 8 !== 0,
      note: NOTES[index % 4],
      userId: person.id,
      nowMs: nowMs - index * HOUR_MS,
      seenAt: 0,
    });
  }
}
