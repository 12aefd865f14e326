const MAX_TAIL = 512;

/**
 * The end of what has come so far, one character for each byte; little may follow the last line.
 */
export function tailOf(before: string, chunk: Uint8Array): string {
  return (before + String.fromCharCode(...chunk.subarray(-MAX_TAIL))).slice(-MAX_TAIL);
}

/**
 * The parser accepts a form that ends between two parts, as one does that was cut off: so its last
 * line is checked.
 */
export function lastLine(contentType: string): string {
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  return `--${quoted ?? plain}--`;
}
