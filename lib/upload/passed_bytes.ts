/** The chunks of a body whose bytes are not all taken yet. */
export type PassedBytes = {
  /** The next chunk came; its memory is ours. */
  came(chunk: Uint8Array): void;
  /** So many further bytes of files were taken, and nobody looks at them any more. */
  taken(bytes: number): void;
};

/**
 * Gives up the memory of a body's chunks once their bytes are taken: the collector hears little of
 * bytes outside its heap, and left nearly a whole upload in memory until its end. Files are taken in
 * the order of the body, which has some bytes more than they have: a chunk that ends before as many
 * bytes as were taken was passed by all who read it.
 */
export function openPassedBytes(): PassedBytes {
  const buffers: { buffer: ArrayBufferLike; end: number }[] = [];
  let [cameBytes, takenBytes] = [0, 0];
  return {
    came({ buffer, length }) {
      cameBytes += length;
      const last = buffers.at(-1);
      if (last?.buffer === buffer) last.end = cameBytes;
      else buffers.push({ buffer, end: cameBytes });
    },
    taken(bytes) {
      takenBytes += bytes;
      // The next chunk may lie in the same memory as the last one.
      for (let [oldest, next] = buffers; next && oldest && oldest.end <= takenBytes;) {
        if (oldest.buffer instanceof ArrayBuffer) oldest.buffer.transfer(0);
        buffers.shift();
        [oldest, next] = buffers;
      }
    },
  };
}
