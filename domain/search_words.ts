import { parseNit } from "./nit.ts";

const MAX_WORDS = 8;

/**
 * What replaces what before texts are compared: the marked letters of Spanish, and the marks that
 * follow their letter (acute, tilde, diaeresis). Few, because the database nests them.
 */
export const FOLDS: readonly (readonly [marked: string, plain: string])[] = [
  ...[..."áÁ"].map((letter) => [letter, "a"] as const),
  ...[..."éÉ"].map((letter) => [letter, "e"] as const),
  ...[..."íÍ"].map((letter) => [letter, "i"] as const),
  ...[..."óÓ"].map((letter) => [letter, "o"] as const),
  ...[..."úÚüÜ"].map((letter) => [letter, "u"] as const),
  ...[..."ñÑ"].map((letter) => [letter, "n"] as const),
  ...[..."\u0301\u0303\u0308"].map((mark) => [mark, ""] as const),
];

/** A text as it is compared: without accents and capitals, as `folded` (`db/schema/generated.ts`) stores it. */
export function foldText(text: string): string {
  return text.replace(FOLDED, (sign) => PLAIN.get(sign) ?? sign.toLowerCase());
}

const PLAIN = new Map(FOLDS);
const FOLDED = new RegExp(`[A-Z${[...PLAIN.keys()].join("")}]`, "g");

/**
 * The words that a text must all contain to be found, in any order; none where nothing was typed. A
 * NIT, in any spelling and with its check digit, is one word.
 */
export function searchWords(typed: string): string[] {
  const nit = parseNit(typed);
  if (nit !== undefined) return [nit];
  return foldText(typed).split(/\s+/).filter((word) => word !== "").slice(0, MAX_WORDS);
}
