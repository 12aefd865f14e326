/** The text of a mail, a blank line between its paragraphs. */
export function inParagraphs(...paragraphs: string[]): string {
  return paragraphs.join("\n\n") + "\n";
}
