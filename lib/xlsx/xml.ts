import { SaxesParser } from "saxes";
import { brokenFile, UnreadableFileError } from "../unreadable_file.ts";

/** Names come without their namespace prefix, attributes as they stand. */
export type XmlHandlers = {
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
};

const DEEPEST = 64;
/** Excel's longest cell has 32,767 characters; a longer text than this is an attack or a slip. */
const MAX_PIECE = 2 ** 20;

/**
 * Reads XML as it comes, and yields each time that a part of it was handed to `handlers`. Refuses a
 * DOCTYPE (so no entity is ever declared), XML that is not well formed, and what would pile up in
 * memory: endless texts and nesting. Throws UnreadableFileError.
 */
export async function* readXml(
  parts: AsyncIterable<Uint8Array>,
  handlers: XmlHandlers,
): AsyncGenerator<void> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const parser = guardedParser(handlers);
  for await (const part of parts) {
    parser.write(decodeOrRefuse(() => decoder.decode(part, { stream: true })));
    yield;
  }
  parser.write(decodeOrRefuse(() => decoder.decode()));
  parser.close();
  yield;
}

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
