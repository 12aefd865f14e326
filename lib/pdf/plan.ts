/** What a document says, top to bottom; the writer decides how it looks. */
export type PdfPlan = {
  title: string;
  author: string;
  /** A language tag: screen readers speak the text in it. */
  language: string;
  /** Milliseconds since 1970: the only clock of the document, so that the same plan gives the same bytes. */
  createdAt: number;
  blocks: PdfBlock[];
  /** The line at the foot of each page, counted from 1. */
  footer?: (page: number, pages: number) => string;
};

export type PdfBlock =
  | { kind: "heading"; level: 1 | 2; text: string }
  | PdfParagraph
  /** Names and their values, one pair a row. */
  | { kind: "facts"; facts: (readonly [name: string, value: string])[] }
  | { kind: "table"; columns: PdfColumn[]; rows: string[][]; total?: string[] }
  /** A picture of squares, told by `alternative` to whoever does not see it, with text at its right. */
  | { kind: "picture"; drawing: PdfDrawing; alternative: string; beside: PdfParagraph[] };

export type PdfParagraph = { kind: "paragraph"; text: string; style?: PdfStyle };

export type PdfStyle = "body" | "strong" | "small" | "masthead" | "signs";

/** `weight` is the column's share of the width among the others; 1 where it is left out. */
export type PdfColumn = { header: string; weight?: number; align?: "left" | "right" };

/** An SVG path in a square of `size` by `size` units. */
export type PdfDrawing = { size: number; path: string };
