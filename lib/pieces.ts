/** Bytes in pieces of one length, the last one as long as what is left; each is a copy. */
export function* piecesOf(bytes: Uint8Array, length: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.slice(at, at + length);
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
