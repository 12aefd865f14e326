import type { LineKeeping } from "../../../domain/loads/lines/book.ts";
import { openSortedTexts } from "../../../lib/upload/sorted_texts.ts";
import { openDigest } from "./digest.ts";

/** Keeps the lines of one load until they are stored; beyond some megabytes on the disk. */
export function openLineKeeping(): LineKeeping & Disposable {
  const texts = openSortedTexts();
  const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
  return { texts, openDigest, seed, [Symbol.dispose]: () => texts[Symbol.dispose]() };
}
