import type { AuditEvent } from "../../../domain/audit/event.ts";
import { createAuditLog } from "../../../db/audit/events.ts";
import { sealChain } from "../../../db/audit/seal.ts";
import { testDatabase } from "../../support/database.ts";

export const SECRETS = ["a secret of thirty-two bytes or more"];

/** A database with its sealed log, gone with the test. */
export async function testLog(secrets: string[] = SECRETS) {
  const database = await testDatabase();
  await sealChain(database.db, secrets, 0);
  return { ...database, auditLog: createAuditLog(database.db, secrets) };
}

export function anEvent(at: number, wish: Partial<AuditEvent> = {}): AuditEvent {
  const who = { userId: null, providerId: null, source: "", requestId: String(at) };
  return { at, name: "signIn", result: "ok", ...who, detail: {}, ...wish };
}
