import { type ByteSource, partsOf } from "../byte_source.ts";
import { findForeignWords } from "./words.ts";
import { UnreadableFileError } from "../unreadable_file.ts";
import { beginTurn } from "../turn.ts";

/** UTF-8's two bytes of an accented letter, read as Windows-1252. */
const UTF8_LETTER = /[ÂÃ][\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸŽ\u0081\u008d\u008f\u0090\u009d]/;

/**
 * The text of a CSV part by part, in UTF-8 or, where it is none, in Windows-1252. Refuses every
 * other encoding, and a mixture, rather than read a name wrong. Throws UnreadableFileError.
 */
export async function* decodeCsv(
  file: ByteSource,
  common: ReadonlySet<string>,
): AsyncGenerator<string> {
  const end = await endOfText(file);
  const isUtf8 = await judgeBytes(file, end);
  if (!isUtf8) await refuseForeign(await file.read(0, Math.min(end, JUDGED_BYTES)), common);
  const decoder = new TextDecoder(isUtf8 ? "utf-8" : "windows-1252");
  let [part, text] = [0, ""];
  for await (const bytes of partsOf(file, end)) {
    if (part++ > 0) yield text;
    text = decoder.decode(bytes, { stream: true });
    if (!isUtf8) refuseMixture(text);
  }
  yield text + decoder.decode();
}

/**
 * Where the text ends. Old programs end a file with Ctrl-Z, and fill the last block with it: so long
 * an end is looked at, and no longer one.
 */
async function endOfText({ size, read }: ByteSource): Promise<number> {
  const from = Math.max(0, size - END_BYTES);
  const bytes = await read(from, END_BYTES);
  let end = bytes.length;
  while (end > 0 && END_SIGNS.includes(bytes[end - 1] ?? 0)) end--;
  return bytes.subarray(end).includes(CTRL_Z) ? from + end : size;
}

const END_BYTES = 2 ** 16;
const CTRL_Z = 0x1a;
const END_SIGNS = [CTRL_Z, 0x0a, 0x0d];

/** How much of a text that is no UTF-8 is judged by its words: more than has all of them. */
const JUDGED_BYTES = 2 ** 26;

/** Whether all bytes before `end` are UTF-8. Refuses what is no text of one byte a letter. */
async function judgeBytes(file: ByteSource, end: number): Promise<boolean> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const turn = beginTurn();
  let [isFirst, isUtf8] = [true, true];
  for await (const bytes of partsOf(file, end)) {
    if (isFirst) refuseUtf16(bytes);
    isFirst = false;
    if (bytes.includes(0)) throw new UnreadableFileError({ code: "noText" });
    isUtf8 &&= canDecode(decoder, bytes);
    if (turn.isOver()) await turn.end();
  }
  return isUtf8 && canDecode(decoder);
}

function canDecode(decoder: TextDecoder, bytes?: Uint8Array): boolean {
  try {
    decoder.decode(bytes, { stream: bytes !== undefined });
    return true;
  } catch {
    return false;
  }
}

function refuseUtf16(bytes: Uint8Array): void {
  const [first, second] = bytes;
  const hasMark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const zero = bytes.indexOf(0);
  const isWide = zero !== -1 && bytes.indexOf(0, zero + 1) === zero + 2;
  if (hasMark || isWide) throw new UnreadableFileError({ code: "utf16" });
}

async function refuseForeign(bytes: Uint8Array, common: ReadonlySet<string>): Promise<void> {
  const words = await findForeignWords(bytes, common);
  if (words.length > 0) throw new UnreadableFileError({ code: "foreignEncoding", words });
}

function refuseMixture(text: string): void {
  if (UTF8_LETTER.test(text)) throw new UnreadableFileError({ code: "mixedEncodings" });
}
