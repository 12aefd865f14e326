/** `1234567` → `1.234.567`: digits in groups of three, as Colombia writes them. */
export function groupThousands(digits: string): string {
  let grouped = digits.slice(-3);
  for (let end = digits.length - 3; end > 0; end -= 3) {
    grouped = `${digits.slice(Math.max(0, end - 3), end)}.${grouped}`;
  }
  return grouped;
}

/** `1 factura nueva`, `6.486 facturas nuevas`. */
export function counted(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** A whole number, not negative, as Colombia writes it: `1234567` → `1.234.567`. */
export function formatCount(count: number): string {
  return groupThousands(String(count));
}
