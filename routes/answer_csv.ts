import { type CsvCell, csvLine } from "../lib/csv/csv.ts";
import { placedStream } from "../lib/placed_stream.ts";
import type { Place } from "../lib/shared_queue.ts";
import { attachment } from "./attachment.ts";
import type { Ctx } from "./context.ts";

/** A header and rows, some at a time: what is read together goes out together. */
export type CsvTable = {
  header: string[];
  rows: AsyncIterable<CsvCell[][]> | Iterable<CsvCell[][]>;
};

/** Without it Excel reads a CSV as Windows-1252. */
const BOM = "\ufeff";

/**
 * Answers with a CSV to be saved under a name, written no faster than it is read; `place` ends with
 * it, also where the reader went away.
 */
export function answerCsv(
  c: Ctx,
  name: string,
  table: CsvTable,
  place?: Place,
): Response {
  const body = ReadableStream.from(linesOf(table)).pipeThrough(new TextEncoderStream());
  const { maxUnread } = c.get("services").queues;
  return c.body(place ? placedStream(body, place, maxUnread) : body, 200, {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": attachment(name),
  });
}

async function* linesOf({ header, rows }: CsvTable) {
  yield BOM + csvLine(header);
  for await (const chunk of rows) yield chunk.map(csvLine).join("");
}
