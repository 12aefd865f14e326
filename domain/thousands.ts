/** `1234567` → `1.234.567`: digits in groups of three, as Colombia writes them. */
export function groupThousands(digits: string): string {
  const groups = [];
  for (let end = digits.length; end > 0; end -= 3) {
    groups.unshift(digits.slice(Math.max(0, end - 3), end));
  }
  return groups.join(".");
}
