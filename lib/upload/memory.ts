import type { InMemory, StoreFile } from "./upload.ts";

const GROWTH_BYTES = 2 ** 20;

/*
 * The collector hears little of bytes that lie outside its heap and leaves them for long, so each
 * buffer is given up (`transfer`) as soon as the next one has its bytes.
 */

/** Stores a received file in memory: for forms whose limit is a few megabytes. */
export const storeInMemory: StoreFile<InMemory> = async ({ bytes }) => {
  let [buffer, filled] = [new ArrayBuffer(0), 0];
  for await (const chunk of bytes) {
    const needed = filled + chunk.length;
    if (needed > buffer.byteLength) buffer = buffer.transfer(needed + GROWTH_BYTES);
    new Uint8Array(buffer).set(chunk, filled);
    filled = needed;
  }
  return { bytes: new Uint8Array(buffer.transfer(filled)) };
};

/** Frees the memory of files that nobody will read again; they are empty then. */
export function freeMemory(files: InMemory[]): void {
  for (const { bytes: { buffer } } of files) if (buffer instanceof ArrayBuffer) buffer.transfer(0);
}
