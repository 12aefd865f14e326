import { Problem } from "../../domain/errors.ts";
import { letOthersRun } from "../../lib/turn.ts";
import type { Ctx } from "../context.ts";

const ASK_EVERY_MS = 1000;

/**
 * Answers what took long to come in, since `beganMs`, only where whoever sent it still may. Meanwhile
 * she used her session: it does not run out by that.
 */
export async function stayAllowed(c: Ctx, beganMs: number): Promise<void> {
  if (c.get("services").now() - beganMs >= ASK_EVERY_MS) await requireStillAllowed(c, beganMs);
}

/** The parts of a long download, while whoever asked for it still may: access can end meanwhile. */
export async function* whileAllowed<Part>(
  c: Ctx,
  parts: AsyncIterable<Part>,
): AsyncGenerator<Part> {
  const { now } = c.get("services");
  let askedAt = now();
  for await (const part of parts) {
    await letOthersRun();
    if (now() - askedAt >= ASK_EVERY_MS) {
      askedAt = now();
      await requireStillAllowed(c);
    }
    yield part;
  }
}

/** Whoever has no session, and came by a key of her own, has no access that ends. */
async function requireStillAllowed(c: Ctx, atMs?: number): Promise<void> {
  const isStillAllowed = c.get("isStillAllowed");
  if (isStillAllowed && !await isStillAllowed(atMs)) throw new Problem("signedOut");
}
