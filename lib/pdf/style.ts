import type { PdfStyle } from "./plan.ts";

/*
 * Points (1/72 inch), and colours that keep at least 7:1 on white.
 */

export const MARGIN = 64;
export const SMALL = 8.5;
export const INK = "#1d1b16";
export const GREY = "#4d4a42";
export const LINE = "#c9c4b8";
export const HEADER_GROUND = "#f1eee6";
/** Of the band that opens the document. */
export const ACCENT = "#e5a100";

type Text = { font: "regular" | "bold"; size: number; color: string; after: number };

export const STYLES: Record<PdfStyle | "heading1" | "heading2", Text> = {
  masthead: { font: "bold", size: 11, color: INK, after: 26 },
  heading1: { font: "bold", size: 20, color: INK, after: 14 },
  heading2: { font: "bold", size: 12.5, color: INK, after: 8 },
  body: { font: "regular", size: 10.5, color: INK, after: 9 },
  strong: { font: "bold", size: 10.5, color: INK, after: 5 },
  small: { font: "regular", size: SMALL, color: GREY, after: 5 },
  signs: { font: "bold", size: 16, color: INK, after: 8 },
};
