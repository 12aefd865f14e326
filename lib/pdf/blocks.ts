import type { PdfDocument } from "./document.ts";
import type { PdfBlock, PdfColumn } from "./plan.ts";
import { ACCENT, HEADER_GROUND, INK, LINE, MARGIN, STYLES } from "./style.ts";

/** The types of pdfkit lack `structParent` of a table, and `bbox` and `placement` of an element. */
type Parent = ReturnType<PdfDocument["struct"]>;

/** Draws a block below what is there, and adds it to the document's structure. */
export function drawBlock(doc: PdfDocument, root: Parent, block: PdfBlock): void {
  switch (block.kind) {
    case "heading":
      return drawText(doc, root, `H${block.level}`, block.text, `heading${block.level}`);
    case "paragraph":
      if (block.style === "masthead") drawBand(doc);
      return drawText(doc, root, "P", block.text, block.style);
    case "facts":
      return drawFacts(doc, root, block.facts);
    case "table":
      return drawTable(doc, root, block);
    case "picture":
      return drawPicture(doc, root, block);
  }
}

function drawText(
  doc: PdfDocument,
  parent: Parent,
  tag: string,
  text: string,
  style: keyof typeof STYLES = "body",
  x = MARGIN,
): void {
  const { font, size, color, after } = STYLES[style];
  doc.font(font).fontSize(size).fillColor(color);
  const isHeading = style.startsWith("heading");
  if (isHeading && style !== "heading1") doc.y += size * 0.6;
  const width = doc.page.width - MARGIN - x;
  const height = doc.heightOfString(text, { width, lineGap: LINE_GAP });
  const needed = isHeading ? height + after + WITH_NEXT : Math.min(height, 4 * size);
  if (doc.y + needed > doc.page.maxY()) doc.addPage();
  parent.add(doc.struct(tag, {}, () => {
    doc.text(text, x, doc.y, { width, lineGap: LINE_GAP });
  }));
  doc.y += after;
}

const LINE_GAP = 2.5;

/** What follows a heading, or the header of a table, on the same page: some lines, or a row. */
const WITH_NEXT = 60;

/** The band of colour at the top edge of the page. */
function drawBand(doc: PdfDocument): void {
  doc.markContent("Artifact", { type: "Layout" });
  doc.rect(0, 0, doc.page.width, 10).fill(ACCENT);
  doc.endMarkedContent();
}

/**
 * Lines between the rows alone. The sides are white, because an element whose sides have no line gets
 * colours that readers call broken; and thinner, because equal sides all get the colour of the first.
 */
const CELL = {
  border: { top: 0.6, bottom: 0.6, left: 0.5, right: 0.5 },
  borderColor: { top: LINE, bottom: LINE, left: "#ffffff", right: "#ffffff" },
  padding: { top: 5, bottom: 5, left: 4, right: 6 },
  textColor: INK,
};
const BOLD = { src: "bold" } as const;
const AFTER_TABLE = 12;

function drawFacts(
  doc: PdfDocument,
  parent: Parent,
  facts: (readonly [string, string])[],
): void {
  doc.font("regular").fontSize(STYLES.body.size);
  const table = {
    structParent: parent,
    position: { x: MARGIN, y: doc.y },
    columnStyles: [170, "*" as const],
    defaultStyle: CELL,
    data: facts.map(([name, text]) => [
      { text: name, type: "TH" as const, scope: "Row" as const, font: BOLD },
      { text },
    ]),
  };
  doc.table(table);
  doc.y += AFTER_TABLE;
}

type Table = Extract<PdfBlock, { kind: "table" }>;

function drawTable(doc: PdfDocument, parent: Parent, { columns, rows, total }: Table): void {
  if (doc.y + WITH_NEXT > doc.page.maxY()) doc.addPage();
  doc.font("regular").fontSize(TABLE_SIZE);
  const heads = columns.map(({ header, align = "left" }) => ({
    text: header,
    type: "TH" as const,
    scope: "Column" as const,
    font: BOLD,
    backgroundColor: HEADER_GROUND,
    align: { x: align, y: "bottom" as const },
  }));
  const last = total?.map((text) => ({ text, font: BOLD }));
  const layout = {
    columnStyles: widthsOf(doc, columns).map((width, index) => ({
      width,
      align: { x: columns[index]?.align ?? "left", y: "top" as const },
    })),
    defaultStyle: CELL,
  };
  const drawHeader = () =>
    doc.table({ ...layout, position: { x: MARGIN, y: MARGIN }, data: [heads] });
  const begun = { ...layout, structParent: parent, position: { x: MARGIN, y: doc.y } };
  const top = doc.y;
  const table = doc.table(begun).row(heads);
  onEachFurtherPage(doc, { height: doc.y - top, draw: drawHeader }, () => {
    for (const row of [...rows, ...(last ? [last] : [])]) table.row(row);
  });
  table.end();
  doc.y += AFTER_TABLE;
}

/**
 * Draws a header at the top of each page that is begun meanwhile. It is no part of what a screen
 * reader reads, which heard it with the first. pdfkit puts the first row of a page where the margin of
 * the page before says, so the margins have room for the header.
 */
function onEachFurtherPage(
  doc: PdfDocument,
  header: { height: number; draw: () => void },
  meanwhile: () => void,
): void {
  const makeRoom = () => {
    doc.page.margins.top = MARGIN + header.height;
  };
  const repeat = () => {
    doc.markContent("Artifact", { type: "Pagination", attached: ["Top"] });
    header.draw();
    doc.endMarkedContent();
    makeRoom();
  };
  makeRoom();
  doc.on("pageAdded", repeat);
  meanwhile();
  doc.off("pageAdded", repeat);
  doc.page.margins.top = MARGIN;
}

const TABLE_SIZE = 9;

function widthsOf(doc: PdfDocument, columns: PdfColumn[]): number[] {
  const whole = columns.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const width = doc.page.width - 2 * MARGIN;
  return columns.map(({ weight = 1 }) => width * weight / whole);
}

type Picture = Extract<PdfBlock, { kind: "picture" }>;

const SIDE = 116;
const GAP = 14;

function drawPicture(doc: PdfDocument, parent: Parent, picture: Picture): void {
  if (doc.y + SIDE > doc.page.maxY()) doc.addPage();
  const top = doc.y;
  const { drawing: { size, path }, alternative, beside } = picture;
  const options = {
    alt: alternative,
    placement: "Block",
    bbox: [MARGIN, top, MARGIN + SIDE, top + SIDE],
  };
  parent.add(doc.struct("Figure", options, () => {
    doc.save().translate(MARGIN, top).scale(SIDE / size).path(path).fill("#000000").restore();
  }));
  doc.y = top + GAP;
  for (const { text, style } of beside) {
    drawText(doc, parent, "P", text, style, MARGIN + SIDE + GAP);
  }
  doc.y = Math.max(doc.y, top + SIDE) + GAP;
}
