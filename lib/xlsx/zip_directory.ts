import { brokenFile, UnreadableFileError } from "../unreadable_file.ts";

/** A file inside a zip as the directory at the zip's end declares it; `start` is its first byte. */
export type ZipEntry = {
  name: string;
  isDeflated: boolean;
  start: number;
  compressedSize: number;
  size: number;
  crc: number;
};

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const SENTINEL = 0xffffffff;
const ENCRYPTED_FLAG = 1;
const STORED = 0;
const DEFLATED = 8;
const SIZES_64_ID = 1;

/**
 * The files of a zip, by the directory at its end; nothing is inflated. Stops and refuses at more
 * than `most` of them. Throws UnreadableFileError, also where two of them share a byte or a name.
 */
export function readZipDirectory(bytes: Uint8Array, most: number): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const entries = walkDirectory(view, bytes, most);
    judgePlaces(entries, bytes.length);
    return entries;
  } catch (error) {
    if (error instanceof RangeError) throw brokenFile();
    throw error;
  }
}

function walkDirectory(view: DataView, bytes: Uint8Array, most: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = directoryStart(view);
  while (view.getUint32(at, true) === ENTRY) {
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    if (!name.endsWith("/")) entries.push(readEntry(view, at, name, nameLength, extraLength));
    if (entries.length > most) {
      throw new UnreadableFileError({ code: "tooManyParts", mostParts: most });
    }
    at += 46 + nameLength + extraLength + view.getUint16(at + 32, true);
  }
  return entries;
}

function directoryStart(view: DataView): number {
  const end = findEnd(view);
  const start = view.getUint32(end + 16, true);
  if (start !== SENTINEL) return start;
  if (view.getUint32(end - 20, true) !== LOCATOR_64) throw new RangeError("no zip64 locator");
  const end64 = readUint64(view, end - 12);
  if (view.getUint32(end64, true) !== END_64) throw new RangeError("no zip64 end");
  return readUint64(view, end64 + 48);
}

function findEnd(view: DataView): number {
  const first = Math.max(0, view.byteLength - END_LENGTH - LONGEST_COMMENT);
  for (let at = view.byteLength - END_LENGTH; at >= first; at--) {
    if (view.getUint32(at, true) === END) return at;
  }
  throw new RangeError("no end of directory");
}

function readEntry(
  view: DataView,
  at: number,
  name: string,
  nameLength: number,
  extraLength: number,
): ZipEntry {
  if (view.getUint16(at + 8, true) & ENCRYPTED_FLAG) {
    throw new UnreadableFileError({ code: "password" });
  }
  const method = view.getUint16(at + 10, true);
  if (method !== STORED && method !== DEFLATED) throw new RangeError("unknown compression");
  const wide = wideNumbers(view, at + 46 + nameLength, extraLength);
  const number = (offset: number) => {
    const value = view.getUint32(at + offset, true);
    return value === SENTINEL ? wide.next().value ?? value : value;
  };
  const size = number(24);
  const compressedSize = number(20);
  const start = dataStart(view, number(42));
  const crc = view.getUint32(at + 16, true);
  return { name, isDeflated: method === DEFLATED, start, compressedSize, size, crc };
}

/** The numbers that did not fit in 32 bits, in the order in which an entry lacks them. */
function* wideNumbers(view: DataView, at: number, length: number): Generator<number, undefined> {
  const end = at + length;
  while (at + 4 <= end) {
    const [id, size] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
    if (id === SIZES_64_ID) {
      for (let place = at + 4; place + 8 <= at + 4 + size; place += 8) {
        yield readUint64(view, place);
      }
    }
    at += 4 + size;
  }
}

/** Behind the entry's own header, which may differ in length from the directory's copy. */
function dataStart(view: DataView, header: number): number {
  if (view.getUint32(header, true) !== LOCAL) throw new RangeError("no local header");
  return header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
}

function readUint64(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

function judgePlaces(entries: ZipEntry[], length: number): void {
  const names = new Set(entries.map(({ name }) => name));
  if (names.size < entries.length) throw new RangeError("a name stands twice");
  let free = 0;
  for (const { start, compressedSize } of entries.toSorted((a, b) => a.start - b.start)) {
    if (start < free || start + compressedSize > length) throw new RangeError("entries overlap");
    free = start + compressedSize;
  }
}
