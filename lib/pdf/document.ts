// @ts-types="@types/pdfkit"
import type PDFDocument from "pdfkit";
import type { PdfBlock, PdfPlan } from "./plan.ts";
import { MARGIN } from "./style.ts";

export type PdfDocument = InstanceType<typeof PDFDocument>;

const FONTS = { regular: "DejaVuSans.ttf", bold: "DejaVuSans-Bold.ttf" } as const;
const FOLDER = new URL("../../static/fonts/", import.meta.url);
/** U+FFFD, a white question mark in a black diamond. */
const MISSING = "\ufffd";

/**
 * An empty document. pdfkit is loaded here and not at the start, which it would make slower by a
 * tenth of a second.
 */
export async function openDocument({ title, author, language, createdAt }: PdfPlan) {
  // @ts-types="@types/pdfkit"
  const { default: Document } = await import("pdfkit");
  const [regular, bold] = await Promise.all([readFont("regular"), readFont("bold")]);
  const doc = new Document({
    size: "LETTER",
    margin: MARGIN,
    pdfVersion: "1.7",
    tagged: true,
    lang: language,
    displayTitle: true,
    bufferPages: true,
    info: {
      Title: inMetadata(title),
      Author: inMetadata(author),
      CreationDate: new Date(createdAt),
    },
  });
  return doc.registerFont("regular", regular).registerFont("bold", bold);
}

async function readFont(name: keyof typeof FONTS): Promise<Uint8Array> {
  return await Deno.readFile(new URL(FONTS[name], FOLDER));
}

/** pdfkit writes these into XML as they are. */
function inMetadata(text: string): string {
  return text.replace(/[&<>]/g, " ");
}

/** The plan with the sign for a missing character wherever one of the two fonts has none. */
export function withKnownGlyphs(doc: PdfDocument, plan: PdfPlan): PdfPlan {
  const fonts = [glyphsOf(doc, "regular"), glyphsOf(doc, "bold")];
  const isKnown = (one: string) => fonts.every((has) => has(one.codePointAt(0) ?? 0));
  const known = (text: string) =>
    [...text.normalize("NFC")].map((one) =>
      one === "\n" || (isVisible(one) && isKnown(one)) ? one : MISSING
    )
      .join("");
  const { footer } = plan;
  return {
    ...plan,
    blocks: plan.blocks.map((block) => knownBlock(block, known)),
    ...(footer && { footer: (page, pages) => known(footer(page, pages)) }),
  };
}

/** What controls how text is read, or is shown as nothing, could hide a name in another one. */
function isVisible(one: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/u.test(one);
}

function knownBlock(block: PdfBlock, known: (text: string) => string): PdfBlock {
  switch (block.kind) {
    case "facts":
      return { ...block, facts: block.facts.map(([name, value]) => [known(name), known(value)]) };
    case "table":
      return {
        ...block,
        columns: block.columns.map((one) => ({ ...one, header: known(one.header) })),
        rows: block.rows.map((row) => row.map(known)),
        ...(block.total && { total: block.total.map(known) }),
      };
    case "picture":
      return {
        ...block,
        beside: block.beside.map((one) => ({ ...one, text: known(one.text) })),
      };
    default:
      return { ...block, text: known(block.text) };
  }
}

/** Which characters a font has, asked of pdfkit's own reader of it, which its types do not name. */
function glyphsOf(doc: PdfDocument, font: keyof typeof FONTS): (codePoint: number) => boolean {
  doc.font(font);
  const reader = Reflect.get(Reflect.get(doc, "_font"), "font");
  return (codePoint) => reader.hasGlyphForCodePoint(codePoint);
}
