import type { FileEntry } from "@zip.js/zip.js/index-native.js";
import { beginTurn } from "../turn.ts";
import { brokenFile, UnreadableFileError } from "../unreadable_file.ts";
import { readZipDirectory } from "./zip_directory.ts";

/** A zip that was checked by what it declares; `read` ends where it turns out to be larger. */
export type Zip = {
  /** As `partName` makes them. */
  names: string[];
  /** A file's bytes part by part, undefined where the zip has none of this name. */
  read(name: string): AsyncGenerator<Uint8Array> | undefined;
};

/** Honest workbooks of 100,000 rows have 5 to 13; deflate can reach 1,032. */
export const MAX_RATIO = 100;
/** An honest book of twelve sheets with tables, comments and pictures has seventy files. */
export const MAX_ENTRIES = 1000;
export const MAX_SIZE = 2 ** 30;

/**
 * Opens a zip without inflating anything and refuses one that declares too many files, more than
 * 1 GiB, or more than 100 times its own length. Throws UnreadableFileError.
 */
export async function openZip(bytes: Uint8Array): Promise<Zip> {
  const entries = await readZipDirectory(bytes, MAX_ENTRIES);
  const size = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (size > MAX_SIZE) {
    throw new UnreadableFileError({ code: "tooLargeInside", bytes: size, maxBytes: MAX_SIZE });
  }
  const maxBytes = MAX_RATIO * bytes.length;
  if (size > maxBytes) {
    throw new UnreadableFileError({ code: "growsTooMuch", bytes: size, maxBytes });
  }
  const byName = new Map(entries.map((entry) => [partName(entry.filename), entry]));
  if (byName.size < entries.length) throw brokenFile();
  return {
    names: [...byName.keys()],
    read(name) {
      const entry = byName.get(partName(name));
      return entry && readEntry(entry);
    },
  };
}

/** A name as Excel compares it: in any case, with slashes of either kind and none in front. */
export function partName(name: string): string {
  return name.replaceAll("\\", "/").replace(/^\/+/, "").toLowerCase();
}

/**
 * Inflates slice by slice, others run in between; stops when an entry exceeds its declared size or
 * does not match its checksum, and when nobody reads on.
 */
async function* readEntry(entry: FileEntry): AsyncGenerator<Uint8Array> {
  const stop = new AbortController();
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const inflated = entry.getData(writable, { signal: stop.signal });
  inflated.catch(() => {});
  const turn = beginTurn();
  try {
    for await (const part of partsOf(readable, inflated)) {
      yield part;
      if (turn.isOver()) await turn.end();
    }
  } finally {
    stop.abort();
    await inflated.catch(() => {});
  }
}

/** Any error of the zip library means, to whoever sent the file, that it is broken. */
async function* partsOf(
  parts: ReadableStream<Uint8Array>,
  end: Promise<unknown>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* parts;
    await end;
  } catch (error) {
    throw brokenFile(error);
  }
}
