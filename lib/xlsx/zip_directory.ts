import {
  configure,
  type FileEntry,
  Uint8ArrayReader,
  ZipReader,
} from "@zip.js/zip.js/index-native.js";
import { brokenFile, UnreadableFileError } from "../unreadable_file.ts";

/** A slice of this length inflates to 4 MiB at most before it is counted. */
const SLICE_BYTES = 4096;
/** Names of parts are only compared, never opened, so one that looks like a path does no harm. */
const STRICTLY = {
  strictness: "strict",
  filenameValidation: "tolerant",
  checkCrc32: true,
} as const;

configure({ useWebWorkers: false, useCompressionStream: true, chunkSize: SLICE_BYTES });

/**
 * The files of a zip, by the directory at its end; nothing is inflated. Stops and refuses at more
 * than `maxParts` of them. Throws UnreadableFileError, also where two of them share a byte or a
 * name, or where a file's own header differs from the directory.
 */
export async function readZipDirectory(
  zip: Uint8Array,
  maxParts: number,
): Promise<FileEntry[]> {
  try {
    const entries = await listEntries(zip, maxParts);
    for (const entry of entries) await judgePlace(entry);
    return entries;
  } catch (error) {
    throw error instanceof UnreadableFileError ? error : brokenFile(error);
  }
}

async function listEntries(
  zip: Uint8Array,
  maxParts: number,
): Promise<FileEntry[]> {
  const reader = new Uint8ArrayReader(zip);
  const entries: FileEntry[] = [];
  for await (const entry of new ZipReader(reader, STRICTLY).getEntriesGenerator()) {
    if (entry.directory) continue;
    if (entry.encrypted) throw new UnreadableFileError({ code: "password" });
    if (entries.push(entry) > maxParts) {
      throw new UnreadableFileError({ code: "tooManyParts", maxParts });
    }
  }
  return entries;
}

/** Reads a file's own header, and checks that its place overlaps none that was checked before. */
async function judgePlace(entry: FileEntry): Promise<void> {
  await entry.getData(new WritableStream(), { checkOverlappingEntryOnly: true });
}
