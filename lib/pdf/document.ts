// @ts-types="@types/pdfkit"
import type PDFDocument from "pdfkit";
import type { Fonts } from "./fonts.ts";
import type { PdfPlan } from "./plan.ts";
import { MARGIN } from "./style.ts";

export type PdfDocument = InstanceType<typeof PDFDocument>;

/**
 * An empty document. pdfkit is loaded here and not at the start, which it would make slower by a
 * tenth of a second.
 */
export async function openDocument(
  { title, author, language, createdAt }: PdfPlan,
  fonts: Fonts,
): Promise<PdfDocument> {
  // @ts-types="@types/pdfkit"
  const { default: Document } = await import("pdfkit");
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
  for (const [name, font] of Object.entries(fonts)) registerRead(doc, name, font);
  return doc;
}

/** pdfkit takes a font that was read already, and its types do not say so. */
function registerRead(doc: PdfDocument, name: string, font: Fonts["regular"]): void {
  Reflect.apply(doc.registerFont, doc, [name, font]);
}

/** pdfkit writes these into XML as they are. */
function inMetadata(text: string): string {
  return text.replace(/[&<>]/g, " ");
}
