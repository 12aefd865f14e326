import type { Fonts } from "./fonts.ts";
import type { PdfBlock, PdfPlan } from "./plan.ts";

/** U+FFFD, a white question mark in a black diamond. */
const MISSING = "\ufffd";

/** The plan with the sign for a missing character wherever one of the fonts has none. */
export function withKnownGlyphs(plan: PdfPlan, fonts: Fonts): PdfPlan {
  const isKnown = (one: string) =>
    Object.values(fonts).every((font) => font.hasGlyphForCodePoint(one.codePointAt(0) ?? 0));
  const known = (text: string) =>
    [...text.normalize("NFC")].map((one) =>
      one === "\n" || (isVisible(one) && isKnown(one)) ? one : MISSING
    ).join("");
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
