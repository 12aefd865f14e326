import { beginTurn } from "../turn.ts";

/** Whether a word is in this code page or in another one, for certain or perhaps. */
type Verdict = "own" | "perhapsForeign" | "foreign" | "either";

/** How many distinct words with letters beyond ASCII are looked at. */
const MAX_WORDS = 20_000;
const MAX_WORD_BYTES = 40;
const MIN_LETTERS = 3;
/** How many words a person is shown. */
const MAX_SHOWN = 3;
/** After this many bytes others may run. */
const LOOK_BYTES = 2 ** 16;

/**
 * Small and capital letters of Spanish beyond ASCII, and their bytes in the code pages of old
 * programs.
 */
const LETTERS = [
  ..."\u00e1\u00e9\u00ed\u00f3\u00fa\u00fc\u00f1\u00c1\u00c9\u00cd\u00d3\u00da\u00dc\u00d1",
];
const MS_DOS = pageOf("a0 82 a1 a2 a3 81 a4 b5 90 d6 e0 e9 9a a5");
const MACINTOSH = pageOf("87 8e 92 97 9c 9f 96 e7 83 ea ee f2 86 84");

function pageOf(bytes: string): Map<number, string> {
  return new Map(
    bytes.split(" ").map((byte, index) => [parseInt(byte, 16), LETTERS[index] ?? ""]),
  );
}

/**
 * The first words, at most three, which show that bytes that are not UTF-8 are not Windows-1252
 * either, but of MS-DOS (437, 850) or the Macintosh; none where they are Windows-1252. A word is
 * judged by the letters of Spanish names, first of all by the `common` ones in small letters; a
 * word that could be either is settled by the other words.
 */
export async function findForeignWords(
  bytes: Uint8Array,
  common: ReadonlySet<string>,
): Promise<string[]> {
  const turn = beginTurn();
  const seen = new Set<string>();
  const latest: Uint8Array[] = [];
  const found: Record<Verdict, string[]> = { own: [], perhapsForeign: [], foreign: [], either: [] };
  let lookedAt = 0;
  const next = signFinder(bytes);
  for (let at = next(0); at < bytes.length && seen.size < MAX_WORDS; at = next(at)) {
    if (at - lookedAt > LOOK_BYTES) {
      lookedAt = at;
      if (turn.isOver()) await turn.end();
    }
    const sign = bytes[at] ?? 0;
    const word = wordAround(bytes, at);
    at = word.byteOffset - bytes.byteOffset + word.length;
    if (isSame(word, latest[sign])) continue;
    latest[sign] = word;
    const key = String.fromCharCode(...word);
    if (seen.has(key)) continue;
    seen.add(key);
    const text = WINDOWS_1252.decode(word);
    found[judgeWord(word, text, common)].push(text);
  }
  const isForeign = found.foreign.length > 0 || found.perhapsForeign.length > found.own.length;
  return isForeign ? [...found.foreign, ...found.perhapsForeign].slice(0, MAX_SHOWN) : [];
}

/** Answers what finds the next byte beyond ASCII from a place on, four at a time where it can. */
function signFinder(bytes: Uint8Array): (from: number) => number {
  const isAligned = bytes.byteOffset % 4 === 0;
  const quads = isAligned
    ? new Uint32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.length / 4))
    : new Uint32Array();
  return (from) => {
    let at = from;
    while (at < bytes.length && isAscii(bytes[at])) {
      at++;
      if (at % 4 !== 0) continue;
      let quad = at / 4;
      while (quad < quads.length && ((quads[quad] ?? 0) & 0x80808080) === 0) quad++;
      at = Math.max(at, quad * 4);
    }
    return at;
  };
}

const WINDOWS_1252 = new TextDecoder("windows-1252");

/** The run of letters and bytes beyond ASCII around a byte, no longer than any word. */
function wordAround(bytes: Uint8Array, at: number): Uint8Array {
  let [start, end] = [at, at + 1];
  while (start > 0 && at - start < MAX_WORD_BYTES && isLetter(bytes[start - 1])) start--;
  while (end < bytes.length && end - at < MAX_WORD_BYTES && isLetter(bytes[end])) end++;
  return bytes.subarray(start, end);
}

/** Most files repeat few words, and this is how they are passed fast. */
function isSame(word: Uint8Array, other: Uint8Array | undefined): boolean {
  if (other?.length !== word.length) return false;
  for (let at = 0; at < word.length; at++) if (word[at] !== other[at]) return false;
  return true;
}

function isLetter(byte = 0): boolean {
  return !isAscii(byte) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

function isAscii(byte = 0): boolean {
  return byte < 0x80;
}

function judgeWord(bytes: Uint8Array, word: string, common: ReadonlySet<string>): Verdict {
  const others = [MS_DOS, MACINTOSH].flatMap((page) => readIn(page, bytes) ?? []);
  const isKnown = (text: string) => common.has(text.toLowerCase());
  if (isKnown(word)) return "own";
  if (others.some(isKnown)) return "foreign";
  const isOther = others.some(looksSpanish);
  if (isOwnSpanish(word)) return isOther ? "either" : "own";
  if (!isOther) return isOwnLetters(word) ? "own" : "either";
  return isOwnLetters(word) ? "perhapsForeign" : "foreign";
}

/** A word read in another code page; undefined where a byte is no letter of Spanish there. */
function readIn(page: Map<number, string>, bytes: Uint8Array): string | undefined {
  let text = "";
  for (const byte of bytes) {
    const letter = byte < 0x80 ? String.fromCharCode(byte) : page.get(byte);
    if (letter === undefined) return undefined;
    text += letter;
  }
  return text;
}

/** One case, one accent at most, ñ before a vowel, no vowel twice, a vowel at all, no k and w. */
function looksSpanish(word: string): boolean {
  const text = word.toLowerCase();
  const accents = text.match(/[áéíóú]/g)?.length ?? 0;
  return word.length >= MIN_LETTERS && accents <= 1 && ONE_CASE.test(word) &&
    /[aeiouáéíóú]/.test(text) && !NOT_SPANISH.test(text);
}

const ONE_CASE = /^(?:\p{Lu}+|\p{Lu}?\p{Ll}+)$/u;
const NOT_SPANISH = /[kw]|ñ(?![aeiouáéíóú])|[aeiou]{2}[áéíóú]|aá|áa|eé|ée|ií|íi|oó|óo|uú|úu/;
const SPANISH = /^[A-Za-zÁÉÍÓÚÜÑáéíóúüñ]+$/;
/** Punctuation of Windows-1252 before and after words, and between two. */
const BEFORE = "\u00bf\u00a1\u00ab\u201c\u2018\u2014\u2013\u00a0\u00b5";
const BEHIND = "\u00bb\u201d\u2019\u00ba\u00aa\u00b0\u00ae\u2122\u2026\u2014\u2013\u00b7\u00a0";
const BETWEEN = /[’–—\u00a0·]/;

/**
 * Whether a word is Spanish as it is written; a small letter with an accent among capitals is how
 * many programs make capitals (`BOGOTá`). Punctuation around a word is no part of it.
 */
function isOwnSpanish(word: string): boolean {
  return SPANISH.test(withoutSigns(word));
}

/** Letters of any language in one case, an apostrophe or a dash between them. */
function isOwnLetters(word: string): boolean {
  return withoutSigns(word).split(BETWEEN).every((part) => part === "" || OWN_CASE.test(part));
}

const OWN_CASE = /^(?:[\p{Lu}áéíóúüñ]+|\p{Lu}?\p{Ll}+)$/u;

function withoutSigns(word: string): string {
  let [start, end] = [0, word.length];
  while (start < end && BEFORE.includes(word.charAt(start))) start++;
  while (end > start && BEHIND.includes(word.charAt(end - 1))) end--;
  return word.slice(start, end);
}
