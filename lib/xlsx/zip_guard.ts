import { crc32 } from "node:zlib";
import { beginTurn } from "../turn.ts";
import { brokenFile, UnreadableFileError } from "../unreadable_file.ts";
import { readZipDirectory, type ZipEntry } from "./zip_directory.ts";

/** A zip that was judged by what it declares; `read` holds it to that while it inflates. */
export type Zip = {
  names: string[];
  /** A file's bytes part by part, undefined where the zip has none of this name. */
  read(name: string): AsyncGenerator<Uint8Array> | undefined;
};

/** Honest workbooks of 100,000 rows have 5 to 13; deflate can reach 1,032. */
export const LARGEST_RATIO = 100;
export const MOST_ENTRIES = 50;
export const LARGEST_SIZE = 2 ** 30;

/** A slice of this length inflates to a megabyte at most before it is counted. */
const SLICE_BYTES = 1024;

/**
 * Opens a zip without inflating anything and refuses one that declares too many files, more than
 * 1 GiB, or more than 100 times its own length. Throws UnreadableFileError.
 */
export function openZip(bytes: Uint8Array): Zip {
  const entries = readZipDirectory(bytes, MOST_ENTRIES);
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (size > LARGEST_SIZE) {
    throw new UnreadableFileError({ code: "tooLargeInside", bytes: size, mostBytes: LARGEST_SIZE });
  }
  const mostBytes = LARGEST_RATIO * bytes.length;
  if (size > mostBytes) {
    throw new UnreadableFileError({ code: "growsTooMuch", bytes: size, mostBytes });
  }
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  return {
    names: [...byName.keys()],
    read(name) {
      const entry = byName.get(name);
      return entry && readEntry(bytes, entry);
    },
  };
}

/** Inflates slice by slice, others run in between; ends where an entry grows past its own word. */
async function* readEntry(bytes: Uint8Array, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  let [length, checksum] = [0, 0];
  const turn = beginTurn();
  for await (const part of inflate(bytes, entry)) {
    length += part.length;
    if (length > entry.size) throw brokenFile();
    checksum = crc32(part, checksum);
    yield part;
    if (turn.isOver()) await turn.end();
  }
  if (length !== entry.size || checksum !== entry.crc) throw brokenFile();
}

async function* inflate(bytes: Uint8Array, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const slices = slicesOf(bytes.subarray(entry.start, entry.start + entry.compressedSize));
  try {
    yield* entry.isDeflated ? slices.pipeThrough(new DecompressionStream("deflate-raw")) : slices;
  } catch (error) {
    if (error instanceof TypeError) throw brokenFile();
    throw error;
  }
}

function slicesOf(bytes: Uint8Array): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at += SLICE_BYTES));
    },
  }, { highWaterMark: 0 });
}
