import { createHash } from "node:crypto";
import type { Digest } from "../../../domain/loads/lines/book.ts";

/** To hand a text to the hash costs more than to hash a line. */
const LINES_A_TEXT = 200;

/** Digests the lines of a voucher into a text that is equal for equal lines in equal order. */
export function openDigest(): Digest {
  const hash = createHash("sha256");
  let [text, lines] = ["", 0];
  return {
    add(line) {
      text += line;
      if (++lines % LINES_A_TEXT !== 0) return;
      hash.update(text);
      text = "";
    },
    end: () => hash.update(text).digest("hex"),
  };
}
