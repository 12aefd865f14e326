import { and, eq, gte, sql } from "drizzle-orm";
import type { AuditEventName } from "../../domain/audit/event.ts";
import type { Db } from "../client.ts";
import { auditEvents } from "../schema/audit.ts";

/** Whether this user did something to what has the radicado, at `sinceMs` or later. */
export async function hasDone(
  db: Db,
  { userId, name, folio, sinceMs }: {
    userId: number;
    name: AuditEventName;
    folio: string;
    sinceMs: number;
  },
): Promise<boolean> {
  const { at, detail, result } = auditEvents;
  const [row] = await db.select({ one: sql`1` }).from(auditEvents).where(and(
    eq(auditEvents.name, name),
    gte(at, sinceMs),
    eq(auditEvents.userId, userId),
    eq(result, "ok"),
    sql`CASE WHEN json_valid(${detail}) THEN ${detail} ->> '$.folio' END = ${folio}`,
  )).limit(1);
  return row !== undefined;
}
