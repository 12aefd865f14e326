import { once } from "node:events";
import { PassThrough, Readable, type Writable } from "node:stream";
import type ExcelJS from "exceljs";

export type Workbook = ExcelJS.stream.xlsx.WorkbookWriter;
type Style = Partial<ExcelJS.Style>;

/** What is used of exceljs beyond its types; its version is pinned. */
type WholeWorkbook = Workbook & {
  zip: { append(source: PassThrough, entry: { name: string }): void };
  styles: { addStyleModel(style: Style): number };
  _openStream(path: string): PassThrough;
};
type Sheet = ExcelJS.Worksheet & { stream: PassThrough };

/** A workbook that exceljs writes, in which the rows of a sheet may be written as XML. */
export type OpenWorkbook = {
  workbook: Workbook;
  /** The number by which cells name a style. */
  numberOf(style: Style): number;
  /**
   * Writes rows after those that exceljs wrote; resolves when the sheet accepts more. Rejects with
   * an AbortError where the reader has gone away.
   */
  writeRows(sheet: ExcelJS.Worksheet, xml: Uint8Array): Promise<void>;
};

/** Nearly as small as level 6 and faster (docs/decisions/0020-workbook-writer.md). */
const ZIP_LEVEL = 4;
const MAX_WAITING_BYTES = 64 * 1024;

/**
 * Loads exceljs's stream writer, without its readers: a tenth of a second in which nothing else
 * runs, so it is better done before somebody waits for a workbook.
 */
export async function loadWorkbookWriter() {
  return (await import("exceljs/lib/stream/xlsx/workbook-writer.js")).default;
}

/**
 * Begins a workbook that is written into `sink`; its properties name `author`. Rejects with an
 * AbortError where the reader has gone away.
 */
export async function openWorkbook(sink: Writable, author: string): Promise<OpenWorkbook> {
  const gone = new AbortController();
  sink.once("close", () => gone.abort());
  const WorkbookWriter = await loadWorkbookWriter();
  gone.signal.throwIfAborted();
  const workbook: WholeWorkbook = new WorkbookWriter({
    stream: sink,
    useStyles: true,
    useSharedStrings: false,
    creator: author,
    lastModifiedBy: author,
    zip: { zlib: { level: ZIP_LEVEL } },
  });
  workbook._openStream = (name) => {
    const stream = new SheetStream({ highWaterMark: MAX_WAITING_BYTES });
    workbook.zip.append(stream, { name });
    return stream;
  };
  return {
    workbook,
    numberOf: (style) => workbook.styles.addStyleModel(style),
    async writeRows(sheet, xml) {
      gone.signal.throwIfAborted();
      const { stream } = sheet as Sheet;
      if (!stream.write(xml)) await once(stream, "drain", { signal: gone.signal });
    },
  };
}

/** The stream of a response; when it is cancelled, `stream` is destroyed. */
export function toWeb(stream: PassThrough): ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
}

/**
 * Replaces exceljs's own buffer, which accepts everything and never says that it is full. What
 * exceljs writes is a string, or a buffer that it fills again for the next write; our rows are bytes.
 */
class SheetStream extends PassThrough {
  override write(chunk: string | Uint8Array | { toBuffer(): Uint8Array }): boolean {
    const isReady = typeof chunk === "string" || chunk instanceof Uint8Array;
    return super.write(isReady ? chunk : chunk.toBuffer());
  }
}
