import { findForeignWords } from "./csv_words.ts";
import { UnreadableFileError } from "./unreadable_file.ts";
import { beginTurn } from "./turn.ts";

const PART_BYTES = 2 ** 18;
/** UTF-8's two bytes of an accented letter, read as Windows-1252. */
const UTF8_LETTER = /[ÂÃ][\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸŽ\u0081\u008d\u008f\u0090\u009d]/;

/**
 * The text of a CSV part by part, in UTF-8 or, where it is none, in Windows-1252. Refuses every
 * other encoding, and a mixture, rather than read a name wrong. Throws UnreadableFileError.
 */
export async function* decodeCsv(
  file: Uint8Array,
  common: ReadonlySet<string>,
): AsyncGenerator<string> {
  const bytes = withoutEndMark(file);
  refuseUtf16(bytes);
  const isUtf8 = await isWhollyUtf8(bytes);
  if (!isUtf8) await refuseForeign(bytes, common);
  const decoder = new TextDecoder(isUtf8 ? "utf-8" : "windows-1252");
  for (let at = 0; at < bytes.length; at += PART_BYTES) {
    const isLast = at + PART_BYTES >= bytes.length;
    const text = decoder.decode(bytes.subarray(at, at + PART_BYTES), { stream: !isLast });
    if (!isUtf8) refuseMixture(text);
    yield text;
  }
}

/** Old programs end a file with Ctrl-Z, and fill the last block with it. */
function withoutEndMark(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && END_SIGNS.includes(bytes[end - 1] ?? 0)) end--;
  return bytes.subarray(end).includes(CTRL_Z) ? bytes.subarray(0, end) : bytes;
}

const CTRL_Z = 0x1a;
const END_SIGNS = [CTRL_Z, 0x0a, 0x0d];

function refuseUtf16(bytes: Uint8Array): void {
  const [first, second] = bytes;
  const hasMark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const zero = bytes.subarray(0, PART_BYTES).indexOf(0);
  const isWide = zero !== -1 && bytes.indexOf(0, zero + 1) === zero + 2;
  if (hasMark || isWide) throw new UnreadableFileError({ code: "utf16" });
  if (bytes.includes(0)) throw new UnreadableFileError({ code: "noText" });
}

async function isWhollyUtf8(bytes: Uint8Array): Promise<boolean> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const turn = beginTurn();
  try {
    for (let at = 0; at < bytes.length; at += PART_BYTES) {
      decoder.decode(bytes.subarray(at, at + PART_BYTES), { stream: true });
      if (turn.isOver()) await turn.end();
    }
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

async function refuseForeign(bytes: Uint8Array, common: ReadonlySet<string>): Promise<void> {
  const words = await findForeignWords(bytes, common);
  if (words.length > 0) throw new UnreadableFileError({ code: "foreignEncoding", words });
}

function refuseMixture(text: string): void {
  if (UTF8_LETTER.test(text)) throw new UnreadableFileError({ code: "mixedEncodings" });
}
