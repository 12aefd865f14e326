import { type CsvCell, csvLine } from "../lib/csv/csv.ts";
import { onceEnded } from "../lib/queue.ts";
import { attachment } from "./attachment.ts";
import type { Ctx } from "./context.ts";
import { MAX_UNREAD } from "./queues.ts";

/** A header and rows, some at a time: what is read together goes out together. */
export type CsvTable = {
  header: string[];
  rows: AsyncIterable<CsvCell[][]> | Iterable<CsvCell[][]>;
};

/** Without it Excel reads a CSV as Windows-1252. */
const BOM = "\ufeff";

/**
 * Answers with a CSV to be saved under a name, written no faster than it is read. `onEnd` is called
 * once when it is over, also where the reader went away.
 */
export function answerCsv(
  c: Ctx,
  name: string,
  table: CsvTable,
  onEnd?: () => void,
): Response {
  const body = ReadableStream.from(linesOf(table)).pipeThrough(new TextEncoderStream());
  return c.body(onEnd ? onceEnded(body, onEnd, MAX_UNREAD) : body, 200, {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": attachment(name),
  });
}

async function* linesOf({ header, rows }: CsvTable) {
  yield BOM + csvLine(header);
  for await (const chunk of rows) yield chunk.map(csvLine).join("");
}
