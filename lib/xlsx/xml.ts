import { SaxesParser } from "saxes";
import { brokenFile, UnreadableFileError } from "../unreadable_file.ts";

/** Names come without their namespace prefix, attributes unchanged. */
export type XmlHandlers = {
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
};

const DEEPEST = 64;
/**
 * Excel's longest cell has 32,767 characters; a longer text than this is an attack or a mistake.
 */
const MAX_PIECE = 2 ** 20;

/** How far into a part its declared encoding is looked for. */
const DECLARATION_BYTES = 200;

/**
 * Reads XML as it comes, in UTF-8, UTF-16 or Latin 1, and yields each time that a part of it was
 * handed to `handlers`. Refuses a DOCTYPE (so no entity is ever declared), XML that is not well
 * formed, and what would fill the memory: endless texts and nesting. Throws UnreadableFileError.
 */
export async function* readXml(
  parts: AsyncIterable<Uint8Array>,
  handlers: XmlHandlers,
): AsyncGenerator<void> {
  let decoder: TextDecoder | undefined;
  const parser = guardedParser(handlers);
  for await (const part of parts) {
    const known = decoder ??= decoderOf(part);
    parser.write(decodeOrRefuse(() => known.decode(part, { stream: true })));
    yield;
  }
  parser.write(decodeOrRefuse(() => decoder?.decode() ?? ""));
  parser.close();
  yield;
}

/**
 * The decoder of a part, by its byte order mark, its zero bytes, or the encoding that it declares.
 */
function decoderOf(start: Uint8Array): TextDecoder {
  const [first, second] = start;
  const isLittle = (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0);
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c);
  if (isLittle || isBig) return new TextDecoder(isLittle ? "utf-16le" : "utf-16be", FATAL);
  const [declaration = ""] = new TextDecoder("latin1")
    .decode(start.subarray(0, DECLARATION_BYTES)).split("?>");
  const isLatin1 = /encoding=["'](?:iso-8859-1|windows-1252)["']/i.test(declaration);
  return new TextDecoder(isLatin1 ? "windows-1252" : "utf-8", FATAL);
}

const FATAL = { fatal: true };

function guardedParser({ open, text, close }: XmlHandlers) {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let [depth, silent] = [0, 0];
  parser.on("opentag", ({ name, attributes }) => {
    silent = 0;
    if (++depth > DEEPEST) throw brokenFile();
    open?.(localName(name), attributes);
  });
  parser.on("text", (piece) => text?.(piece));
  parser.on("cdata", (piece) => text?.(piece));
  parser.on("closetag", ({ name }) => {
    [silent, depth] = [0, depth - 1];
    close?.(localName(name));
  });
  parser.on("doctype", () => {
    throw new UnreadableFileError({ code: "doctype" });
  });
  parser.on("error", () => {
    throw brokenFile();
  });
  return {
    write(chunk: string): void {
      if (silent > MAX_PIECE) throw new UnreadableFileError({ code: "longText" });
      silent += chunk.length;
      parser.write(chunk);
    },
    close: () => void parser.close(),
  };
}

function decodeOrRefuse(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw brokenFile();
  }
}

/** `x:row` → `row`. */
export function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon === -1 ? name : name.slice(colon + 1);
}

/** Whether XML Schema reads the value as true. */
export function isTrue(attribute: string | undefined): boolean {
  return attribute === "1" || attribute === "true";
}
