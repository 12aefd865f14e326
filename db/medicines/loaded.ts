import { sql } from "drizzle-orm";
import type { LoadedMedicine } from "../../domain/medicines/pending.ts";
import { MEDICINE_COLUMNS } from "../../domain/medicines/columns.ts";
import type { Db } from "../client.ts";
import { pendingMedicines } from "../schema.ts";

/* How loads find and write pending medicines: by their code. */

/** Their table for changes of records, as `db/loads/record_tables.ts` needs it. */
export const MEDICINES_TABLE = {
  name: "pending_medicines",
  kinds: ["medicines"] as const,
  key: { code: "c.code" },
  lasting: { column: "handle", ofNew: "lower(hex(randomblob(16)))" },
  properties: MEDICINE_COLUMNS.map(({ key }) => key),
};

/** What is stored of some codes, `list` as JSON. */
export function askMedicines(db: Db, list: string) {
  return db.select().from(pendingMedicines)
    .where(sql`code IN (SELECT value FROM json_each(${list}))`);
}

/** A row of pending medicines as files bring it. */
export function toLoadedMedicine(
  { code, handle: _, ...details }: typeof pendingMedicines.$inferSelect,
): LoadedMedicine {
  return { code, details };
}
