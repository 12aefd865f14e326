import { Buffer } from "node:buffer";
import { drawBlock } from "./blocks.ts";
import { openDocument, type PdfDocument } from "./document.ts";
import { type Fonts, readFonts } from "./fonts.ts";
import { withKnownGlyphs } from "./known_text.ts";
import type { PdfPlan } from "./plan.ts";
import { GREY, MARGIN, SMALL } from "./style.ts";

export type WritePdf = (plan: PdfPlan) => Promise<Uint8Array<ArrayBuffer>>;

/**
 * Writes tagged PDFs of Letter size in any alphabet of DejaVu Sans. The same plan gives the same bytes.
 * A character that the font lacks becomes a visible sign: pdfkit alone would leave it out in silence.
 * The fonts are read with the first document.
 */
export function createPdfWriter(): WritePdf {
  let reading: Promise<Fonts> | undefined;
  return async (plan) => {
    reading ??= readFonts();
    try {
      return await write(plan, await reading);
    } catch (error) {
      reading = undefined;
      throw error;
    }
  };
}

async function write(plan: PdfPlan, fonts: Fonts): Promise<Uint8Array<ArrayBuffer>> {
  const doc = await openDocument(plan, fonts);
  const known = withKnownGlyphs(plan, fonts);
  const bytes = collect(doc);
  const root = doc.struct("Document");
  doc.addStructure(root);
  for (const block of known.blocks) drawBlock(doc, root, block);
  root.end();
  drawFooters(doc, known);
  doc.end();
  return await bytes;
}

/** Footers are no part of what a screen reader reads. */
function drawFooters(doc: PdfDocument, { footer }: PdfPlan): void {
  const { start, count } = doc.bufferedPageRange();
  if (!footer) return;
  for (let index = 0; index < count; index++) {
    doc.switchToPage(start + index);
    doc.page.margins.bottom = 0;
    doc.markContent("Artifact", { type: "Pagination", attached: ["Bottom"] });
    doc.font("regular").fontSize(SMALL).fillColor(GREY)
      .text(footer(index + 1, count), MARGIN, doc.page.height - MARGIN * 0.7, {
        width: doc.page.width - 2 * MARGIN,
        align: "center",
        lineBreak: false,
      });
    doc.endMarkedContent();
  }
}

function collect(doc: PdfDocument): Promise<Uint8Array<ArrayBuffer>> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array<ArrayBuffer>>();
  const pieces: Uint8Array[] = [];
  doc.on("data", (piece: Uint8Array) => pieces.push(piece));
  doc.on("end", () => resolve(new Uint8Array(Buffer.concat(pieces))));
  doc.on("error", reject);
  return promise;
}
