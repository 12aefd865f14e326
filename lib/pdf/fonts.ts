import { Buffer } from "node:buffer";
// @ts-types="@types/fontkit"
import type { Font } from "fontkit";

const FILES = { regular: "DejaVuSans.ttf", bold: "DejaVuSans-Bold.ttf" } as const;
const FOLDER = new URL("../../static/fonts/", import.meta.url);

export type Fonts = Record<keyof typeof FILES, Font>;

/**
 * The fonts of every document. Reading one takes longer than writing a page with it, and what was read
 * of it is stored in it, so a writer reads them once.
 */
export async function readFonts(): Promise<Fonts> {
  const [regular, bold] = await Promise.all([readFont("regular"), readFont("bold")]);
  return { regular, bold };
}

async function readFont(name: keyof typeof FILES): Promise<Font> {
  // @ts-types="@types/fontkit"
  const { create } = await import("fontkit");
  const font = create(Buffer.from(await Deno.readFile(new URL(FILES[name], FOLDER))));
  if (!("hasGlyphForCodePoint" in font)) throw new Error(`${FILES[name]} holds more than one font`);
  return font;
}
