import type { AuditEvent } from "../../domain/audit/event.ts";
import { Problem } from "../../domain/errors.ts";
import { OwnLineFullError, type Place } from "../../lib/shared_queue.ts";
import { auditFirst } from "../audit.ts";
import type { Ctx } from "../context.ts";
import { askToRetry } from "../guards/wait.ts";
import { stayAllowed } from "../guards/while_allowed.ts";

type Line = "downloads" | "logDownloads" | "papers";

const TOO_MANY_OF_ONE =
  "Ya pidió varias descargas, y hacemos una a la vez. Espere a que terminen e inténtelo de nuevo.";

/**
 * Waits for a turn among the downloads, finds what is to be sent, and records that before any of it
 * is. Answers what was found with the place, which must end. Whoever waits holds no memory.
 */
export async function beginDownload<Found extends { detail: AuditEvent["detail"] }>(
  c: Ctx,
  line: Line,
  find: () => Found | Promise<Found>,
): Promise<Found & { place: Place }> {
  const askedAtMs = c.get("services").now();
  const place = await enter(c, line);
  try {
    await stayAllowed(c, askedAtMs);
    const found = await find();
    await auditFirst(c, { name: "download", detail: found.detail });
    return { ...found, place };
  } catch (error) {
    place.end();
    throw error;
  }
}

/** Places belong to accounts: one download of each is under way, whatever she opens it in. */
async function enter(c: Ctx, line: Line): Promise<Place> {
  try {
    return await c.get("services").queues[line].enter(accountOf(c));
  } catch (error) {
    if (!(error instanceof OwnLineFullError)) throw error;
    askToRetry(c);
    throw new Problem("tooMany", TOO_MANY_OF_ONE);
  }
}

/** A person, or all programs of a provider: it may have many tokens. */
function accountOf(c: Ctx): string {
  const { userId } = c.get("session") ?? c.get("staff") ?? {};
  return userId === undefined ? `provider ${c.get("provider")?.id}` : `user ${userId}`;
}
