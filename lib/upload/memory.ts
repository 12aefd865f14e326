import type { InMemory, StoreFile } from "./upload.ts";

/** Stores a received file in memory: for forms whose limit is a few megabytes. */
export const storeInMemory: StoreFile<InMemory> = async ({ bytes }) => {
  const chunks = await Array.fromAsync(bytes);
  const whole = new Uint8Array(chunks.reduce((size, { length }) => size + length, 0));
  let filled = 0;
  for (const chunk of chunks) {
    whole.set(chunk, filled);
    filled += chunk.length;
  }
  return { bytes: whole };
};
