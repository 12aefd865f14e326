/** Longer than any cell that is read as a text; a longer one is refused. */
const MAX_LENGTH = 2000;
/** Letters that an earlier program read in a wrong encoding: `PeÃ±a`, `Pe�a`. */
const DAMAGED = /\ufffd|[ÂÃ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;
/** Letters of MS-DOS or the Macintosh that were read as Windows-1252: `Cl¡nica`, `BOGOTç`. */
const OLD_PAGE = /[A-Za-z][¡¢£¤¥µƒ„†‡][A-Za-z]|[A-Z]{2}[àçêîòƒ‡](?![a-z])/;
// deno-lint-ignore no-control-regex
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/;
/** Characters without width, soft hyphens, marks of direction and of byte order. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
const SPACES = /[\p{Zs}\t\n\r\u2028\u2029]+/gu;
/** Hyphens that look like the one of keyboards. */
const HYPHENS = /[\u2010\u2011]/g;
/** How programs keep Excel from taking a text for a number. */
const WRAPPED = /^="((?:[^"]|"")*)"$/;

/**
 * A text of a file as a person sees it, before anything is compared: without what nobody sees, with
 * plain single spaces, letters in one spelling of Unicode, and out of the wrapper of `="0000123"`,
 * `'0000123` and `"0000123"`. Two keys that look alike are one.
 */
export function plainText(text: string): string {
  if (isUsual(text)) return text;
  if (text.length > MAX_LENGTH) return text.trim();
  if (isDamaged(text)) return text;
  const seen = text.normalize("NFC").replace(UNSEEN, "").replace(SPACES, " ")
    .replace(HYPHENS, "-").trim();
  const [, wrapped] = WRAPPED.exec(seen) ?? [];
  return wrapped === undefined ? withoutQuotes(seen) : wrapped.replaceAll('""', '"').trim();
}

/** The texts among these cells made plain; the same list where all of them are, as in most rows. */
export function plainTexts<Cell>(cells: (Cell | string)[]): (Cell | string)[] {
  for (const cell of cells) {
    if (typeof cell === "string" && !isUsual(cell)) return cells.map(plainCell);
  }
  return cells;
}

function plainCell<Cell>(cell: Cell): Cell | string {
  return typeof cell === "string" ? plainText(cell) : cell;
}

/**
 * Whether a text is printable ASCII and letters of western Europe without superfluous spaces, as most
 * are; character by character, because a load reads millions of them.
 */
function isUsual(text: string): boolean {
  let before = SPACE;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (
      sign <= SPACE ? sign !== SPACE || before === SPACE : sign > LAST_ASCII && !isWestern(sign)
    ) {
      return false;
    }
    before = sign;
  }
  return text === "" || (before !== SPACE && !STARTS_WRAPPED.includes(text.charCodeAt(0)));
}

/** From À to ÿ, but for the two with which damaged letters begin. */
function isWestern(sign: number): boolean {
  return sign >= 0xc0 && sign <= 0xff && sign !== 0xc2 && sign !== 0xc3;
}

const SPACE = 0x20;
const LAST_ASCII = 0x7e;
/** `=`, `'` and `"`. */
const STARTS_WRAPPED = [0x3d, 0x27, 0x22];

/** Whether a text has no sign that cannot be printed, but tabs and ends of lines. */
export function isPrintable(text: string): boolean {
  return isAscii(text) || !UNPRINTABLE.test(text);
}

/** Whether letters of a text were lost before it came here. */
export function isDamaged(text: string): boolean {
  return !isAscii(text) && (DAMAGED.test(text) || OLD_PAGE.test(text));
}

/** Whether a text is printable ASCII, as nearly all are: looked at before any pattern is tried. */
function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign < SPACE || sign > LAST_ASCII) return false;
  }
  return true;
}

/** `'0000123` and `"0000123"` → `0000123`; names may begin with quotes, and numbers have no spaces. */
function withoutQuotes(text: string): string {
  const isQuoted = text.length > 1 && text.startsWith('"') && text.endsWith('"');
  const rest = text.slice(1, isQuoted ? -1 : undefined);
  const isNumber = /\d/.test(rest) && !/['" ]/.test(rest);
  return isNumber && (isQuoted || text.startsWith("'")) ? rest : text;
}
