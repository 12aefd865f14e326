/** Bytes that may be too many for the memory: read part by part, as often as it takes. */
export type ByteSource = {
  size: number;
  /** Up to `length` bytes from a place on; fewer only at the end. */
  read(from: number, length: number): Promise<Uint8Array>;
};

/** Texts of parts that are longer would be large objects to V8, of which it leaves many for long. */
const PART_BYTES = 2 ** 16;

/** Bytes that are in memory already. */
export function bytesOf(bytes: Uint8Array): ByteSource {
  const read = (from: number, length: number) =>
    Promise.resolve(bytes.subarray(from, from + length));
  return { size: bytes.length, read };
}

/**
 * An open file of so many bytes; it must not be closed before it is read. Its parts are read at once,
 * which takes less than to ask another thread: for commands, in whose process nobody waits.
 */
export function fileBytes(file: Deno.FsFile, size: number): ByteSource {
  return {
    size,
    read(from, length) {
      const part = new Uint8Array(Math.min(length, Math.max(size - from, 0)));
      file.seekSync(from, Deno.SeekMode.Start);
      let filled = 0;
      while (filled < part.length) {
        const count = file.readSync(part.subarray(filled));
        if (count === null) break;
        filled += count;
      }
      return Promise.resolve(part.subarray(0, filled));
    },
  };
}

/** The bytes before `end`, in parts. */
export async function* partsOf(source: ByteSource, end = source.size): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < end; at += PART_BYTES) {
    yield await source.read(at, Math.min(PART_BYTES, end - at));
  }
}
