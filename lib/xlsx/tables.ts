import { UnreadableFileError } from "../unreadable_file.ts";
import { type NumberStyle, styleOfFormat } from "./formats.ts";
import { walkPart } from "./parts.ts";
import type { Zip } from "./zip_guard.ts";

const MAX_STRINGS = 4_000_000;
const MAX_STRING_CHARACTERS = 2 ** 27;

/** The texts that cells refer to by number, without phonetic readings. */
export async function readSharedStrings(zip: Zip, path: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (path === undefined) return strings;
  let [text, isText, phonetic, length] = ["", false, 0, 0];
  await walkPart(zip, path, {
    open(tag) {
      if (tag === "si") text = "";
      else if (tag === "t") isText = phonetic === 0;
      else if (tag === "rPh") phonetic++;
    },
    text(piece) {
      if (isText) text += piece;
    },
    close(tag) {
      if (tag === "t") isText = false;
      else if (tag === "rPh") phonetic--;
      else if (tag === "si") {
        length += text.length;
        if (strings.push(unescape(text)) > MAX_STRINGS || length > MAX_STRING_CHARACTERS) {
          throw new UnreadableFileError({ code: "tooManyTexts" });
        }
      }
    },
  });
  return strings;
}

/** For each cell style, how it shows numbers. */
export async function readNumberStyles(zip: Zip, path: string | undefined): Promise<NumberStyle[]> {
  const styles: NumberStyle[] = [];
  if (path === undefined) return styles;
  const formats = new Map<string, NumberStyle>();
  let isInCellStyles = false;
  await walkPart(zip, path, {
    open(tag, { numFmtId = "", formatCode = "" }) {
      if (tag === "cellXfs") isInCellStyles = true;
      else if (tag === "numFmt") formats.set(numFmtId, styleOfFormat(formatCode));
      else if (tag === "xf" && isInCellStyles) {
        const isBuiltIn = !formats.has(numFmtId) && isBuiltInDate(Number(numFmtId));
        styles.push(isBuiltIn ? "date" : formats.get(numFmtId));
      }
    },
    close(tag) {
      if (tag === "cellXfs") isInCellStyles = false;
    },
  });
  return styles;
}

/** ECMA-376 part 1, 18.8.30, with the East Asian ones. */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
    (id >= 50 && id <= 58);
}

/** `_x000D_` → CR: how workbooks write what XML cannot contain. */
export function unescape(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
}
