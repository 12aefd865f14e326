/** The bytes of a file in pieces of one length, the last one as long as what is left. */
export async function* piecesOf(path: string, length: number): AsyncGenerator<Uint8Array> {
  using file = await Deno.open(path);
  for (;;) {
    const piece = await readPiece(file, length);
    if (piece.length > 0) yield piece;
    if (piece.length < length) return;
  }
}

/**
 * The next bytes of a file, up to a length, and fewer only at its end: a single read may give
 * fewer.
 */
export async function readPiece(file: Deno.FsFile, length: number): Promise<Uint8Array> {
  const piece = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const read = await file.read(piece.subarray(filled));
    if (read === null) break;
    filled += read;
  }
  return piece.subarray(0, filled);
}

/**
 * Bytes as they come in, in pieces of one length, the last one as long as what is left. Each is to
 * be used before the next is asked for, because all are the same memory.
 */
export async function* inPieces(
  bytes: AsyncIterable<Uint8Array>,
  length: number,
): AsyncGenerator<Uint8Array> {
  const piece = new Uint8Array(length);
  let filled = 0;
  for await (const chunk of bytes) {
    for (let taken = 0; taken < chunk.length;) {
      const some = chunk.subarray(taken, taken + length - filled);
      piece.set(some, filled);
      [taken, filled] = [taken + some.length, filled + some.length];
      if (filled < length) continue;
      yield piece;
      filled = 0;
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}
