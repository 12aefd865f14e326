import { eq } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { loads } from "../../../db/schema.ts";

/** How a load stands now, undefined where there is none of this id. */
export async function findLoadStatus(db: Db, id: string): Promise<string | undefined> {
  const [load] = await db.select({ status: loads.status }).from(loads).where(eq(loads.id, id));
  return load?.status;
}
