import Papa from "papaparse";

type Parsed = { data: string[][]; errors: { type: string }[] };

/**
 * The cells of a table that was copied from a spreadsheet: tabs between cells, or `;` where there
 * is no tab, and quotes around a cell that contains one of them. Commas do not separate: amounts
 * have them. A quote that is never closed is a character like others. Of more lines than `maxLines`
 * the first are read.
 */
export function splitPasted(text: string, maxLines: number): string[][] {
  const delimiter = text.includes("\t") ? "\t" : ";";
  const parse = (quoteChar: string): Parsed =>
    Papa.parse(text, { delimiter, quoteChar, preview: maxLines });
  const { data, errors } = parse('"');
  return errors.some(({ type }) => type === "Quotes") ? parse("\0").data : data;
}

/** The same table as `splitPasted` reads it; a cell's tabs and line ends become spaces. */
export function joinPasted(rows: string[][]): string {
  const plain = (cell: string) => cell.replace(/[\t\r\n]+/g, " ").replace(/^"/, "”");
  return rows.map((cells) => cells.map(plain).join("\t")).join("\n");
}
