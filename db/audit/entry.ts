import { createHash, createHmac, hkdfSync } from "node:crypto";
import type { InStatement, ResultSet } from "@libsql/client";
import { sql } from "drizzle-orm";
import type { SQLiteRaw } from "drizzle-orm/sqlite-core/query-builders/raw";
import { type AuditEvent, chainedText } from "../../domain/audit/event.ts";
import type { Db } from "../client.ts";
import { auditEvents } from "../schema/audit.ts";

/**
 * An event as part of its act's batch, for drizzle's batches and for the client's. It comes right
 * after the statement that decides, and is written only where that one changed a row: so the log
 * says that something was done exactly where it was done.
 */
export type Entry = { queries: SQLiteRaw<ResultSet>[]; statements: InStatement[] };

/** For writes without an event: demo data. */
export const NO_ENTRY: Entry = { queries: [], statements: [] };

/** How an act ended, which is not known when it begins. */
export type RecordedEnd = Pick<AuditEvent, "result" | "detail">;

/** Writes the batch of an act with the event of its end. */
export type Recorder = <Result>(
  end: RecordedEnd,
  write: (entry: Entry) => Promise<Result>,
) => Promise<Result>;

export const WITHOUT_EVENTS: Recorder = (_end, write) => write(NO_ENTRY);

/** A key that is not in the database: whoever can write there can make hashes, but no marks. */
export type AuditKey = Uint8Array;

const INFO = "zona-ser audit chain";
const KEY_BYTES = 32;
export const FIRST_LINK = "0".repeat(64);

/** The keys of the process's secrets, newest first; new events are marked with the first. */
export function auditKeys(secrets: string[]): AuditKey[] {
  return secrets.map((secret) =>
    new Uint8Array(hkdfSync("sha256", secret, new Uint8Array(KEY_BYTES), INFO, KEY_BYTES))
  );
}

export type Link = { previousSha256: string; sha256: string; mac: string };

/** Links an event to the one before it, with a mark that needs the key. */
export function linkEvent(event: AuditEvent, previousSha256: string, key: AuditKey): Link {
  const sha256 = hashLink(event, previousSha256);
  return { previousSha256, sha256, mac: markLink(sha256, key) };
}

export function hashLink(event: Parameters<typeof chainedText>[0], previousSha256: string): string {
  return createHash("sha256").update(chainedText(event, previousSha256)).digest("hex");
}

export function markLink(sha256: string, key: AuditKey): string {
  return createHmac("sha256", key).update(sha256).digest("hex");
}

export function toEntry(db: Db, event: AuditEvent, link: Link): Entry {
  const { at, name, result, userId, providerId, source, requestId } = event;
  const detail = JSON.stringify(event.detail);
  const { previousSha256, sha256, mac } = link;
  const query = db.run(sql`
    INSERT INTO ${auditEvents} (at, name, result, user_id, provider_id, source, request_id, detail,
      previous_sha256, sha256, mac)
    SELECT ${at}, ${name}, ${result}, ${userId}, ${providerId}, ${source}, ${requestId}, ${detail},
      ${previousSha256}, ${sha256}, ${mac} WHERE changes() > 0`);
  return forBatches(query);
}

/** A change as part of either kind of batch. */
export function forBatches(query: SQLiteRaw<ResultSet>): Entry {
  const { sql: text, params } = query.getQuery();
  return { queries: [query], statements: [{ sql: text, args: params.map(toArgument) }] };
}

function toArgument(value: unknown): string | number | null {
  return typeof value === "number" || value === null ? value : String(value);
}
