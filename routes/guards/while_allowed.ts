import { Problem } from "../../domain/errors.ts";
import { letOthersRun } from "../../lib/turn.ts";
import type { Ctx } from "../context.ts";

const ASK_EVERY_MS = 1000;

/** The parts of a long download, while whoever asked for it still may: access can end meanwhile. */
export async function* whileAllowed<Part>(
  c: Ctx,
  parts: AsyncIterable<Part>,
): AsyncGenerator<Part> {
  const { now } = c.get("services");
  const isStillAllowed = c.get("isStillAllowed");
  let askedAt = now();
  for await (const part of parts) {
    await letOthersRun();
    if (now() - askedAt >= ASK_EVERY_MS) {
      askedAt = now();
      if (!await isStillAllowed?.()) throw new Problem("signedOut");
    }
    yield part;
  }
}
