/**
 * The texts of 0 to 999, of which those of larger numbers are made. The runtime remembers for a while
 * each text that it makes of a number itself, so those of a page's amounts and lines outlived the page
 * by far, and the heap filled with them until all of it was swept, for which everybody waits.
 */
const GROUPS = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, "0"));

/** A whole number, not negative, as Colombia writes it: `1234567` → `1.234.567`. */
export function formatCount(count: number): string {
  return inGroups(count, ".");
}

/** Its digits alone: `1234567` → `1234567`. */
export function digitsOf(number: number): string {
  return inGroups(number, "");
}

function inGroups(number: number, separator: string): string {
  let left = number;
  let text = "";
  while (left >= 1000) {
    const next = Math.floor(left / 1000);
    text = `${separator}${GROUPS[left - 1000 * next]}${text}`;
    left = next;
  }
  return `${left}${text}`;
}

/** `1 factura nueva`, `6.486 facturas nuevas`. */
export function counted(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
