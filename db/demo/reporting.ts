import { sql } from "drizzle-orm";
import { addDays, type CivilDate } from "../../domain/dates.ts";
import { epsIdentity } from "../../domain/eps.ts";
import { FIRST_MAPPING, type MappedColumn } from "../../domain/reporting/mapping.ts";
import { newSecretToken } from "../../lib/secret_token.ts";
import type { Db } from "../client.ts";
import { makeBatch, undoBatch } from "../reporting/batches.ts";
import { saveMapping } from "../reporting/mappings.ts";

/** Days ago. */
const FORGOTTEN = { from: 40, to: 33 };
const HOUR_MS = 60 * 60 * 1000;
/** A column of the EPS's own, beside those that the portal begins with. */
const FIXED: MappedColumn = { name: "TIPO_REGISTRO", field: "fijo", format: "", text: "2" };

/**
 * Columns in a second version, and what was paid until now as reported: once by mistake, and then
 * again. A week that was forgotten is overdue; what later loads bring waits, as they bring it.
 */
export async function seedDemoReporting(db: Db, nowMs: number, today: CivilDate): Promise<void> {
  const { rows: [treasury] } = await db.run(
    sql`SELECT id FROM users WHERE email = 'tesoreria@eps.example'`,
  );
  const madeBy = Number(treasury?.id);
  const columns = [FIXED, ...FIRST_MAPPING.columns];
  const reportsFrom = addDays(today, -FORGOTTEN.from);
  await saveMapping(db, { columns, reportsFrom, before: 0, madeBy, madeAt: nowMs - 30 * HOUR_MS });
  const since = addDays(today, -FORGOTTEN.to);
  const batch = { mappingVersion: 1, reportsFrom: since, eps: epsIdentity({}), madeBy };
  await makeBatch(db, { ...batch, handle: newSecretToken(), madeAt: nowMs - 29 * HOUR_MS });
  await undoBatch(db, { number: 1, undoneBy: madeBy, undoneAt: nowMs - 28 * HOUR_MS });
  await makeBatch(db, { ...batch, handle: newSecretToken(), madeAt: nowMs - 27 * HOUR_MS });
}
