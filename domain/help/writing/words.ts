import type { EpsIdentity } from "../../eps.ts";

/** A piece of a sentence: plain words, what stands on the screen, a link, or the line's number. */
export type Piece =
  | { kind: "plain" | "shown"; text: string }
  | { kind: "link"; text: string; href: string }
  | { kind: "phone" };

const MARK = /\*\*([^*]+)\*\*|\[([^[\]]+)\]\(([^()[]+)\)|(\{phone\})/;
/** A split by `MARK` gives a plain text, then the four things that it may have found. */
const PARTS_A_MARK = 5;

/**
 * Reads a sentence of the help: `**Consultar**` stands on the screen, `[aquí](/registro)` is a link,
 * `{eps}` is the name of the EPS and `{phone}` its line.
 */
export function readWords(sentence: string, { name }: Pick<EpsIdentity, "name">): Piece[] {
  const parts = sentence.replaceAll("{eps}", name).split(MARK);
  const pieces: Piece[] = [];
  for (let index = 0; index < parts.length; index += PARTS_A_MARK) {
    const [plain, shown, text, href, phone] = parts.slice(index, index + PARTS_A_MARK);
    if (plain) pieces.push({ kind: "plain", text: plain });
    if (shown) pieces.push({ kind: "shown", text: shown });
    if (text && href) pieces.push({ kind: "link", text, href });
    if (phone) pieces.push({ kind: "phone" });
  }
  return pieces;
}
