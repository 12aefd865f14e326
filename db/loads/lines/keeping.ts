import type { LineKeeping } from "../../../domain/loads/lines/book.ts";
import { openSpooledTexts } from "../../../lib/upload/spooled_texts.ts";
import { openDigest } from "./digest.ts";

/** Keeps the lines of one load until they are stored; beyond some megabytes on the disk. */
export function openLineKeeping(): LineKeeping & Disposable {
  const texts = openSpooledTexts();
  const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
  return { texts, openDigest, seed, [Symbol.dispose]: () => texts[Symbol.dispose]() };
}
