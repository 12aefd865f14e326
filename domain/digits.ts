/** `1234567` → `1.234.567`, as Colombia groups digits; in one pass, however long the text. */
export function groupThousands(digits: string): string {
  const head = digits.length % 3 || 3;
  const groups = digits.slice(head).match(/\d{3}/g) ?? [];
  return [digits.slice(0, head), ...groups].join(".");
}
