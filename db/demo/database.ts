import { eq } from "drizzle-orm";
import type { Db } from "../client.ts";
import { instance } from "../schema/payments.ts";

const KIND = "kind";
const DEMO = "demo";

/** Whether this database was filled with demo data. */
export async function isDemoDatabase(db: Db): Promise<boolean> {
  const [row] = await db.select().from(instance).where(eq(instance.key, KIND));
  return row?.value === DEMO;
}

/** Marks this database as one of demo data. */
export async function markDemo(db: Db): Promise<void> {
  await db.insert(instance).values({ key: KIND, value: DEMO });
}
