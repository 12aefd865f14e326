import { openNumbers } from "./numbers.ts";

const FIRST_SLOTS = 4096;

/**
 * Finds the first line of a key by the hash of the key: twelve to twenty bytes a line. What has the
 * same hash is compared by whoever asks.
 */
export type SeenKeys = {
  /** The first of the lines of this hash of which `isSame` is true, else undefined. */
  find(hash: number, isSame: (line: number) => boolean): number | undefined;
  /** Adds the next line. */
  add(hash: number): void;
};

export function openSeenKeys(): SeenKeys {
  const hashes = openNumbers();
  let [slots, count] = [new Uint32Array(FIRST_SLOTS), 0];
  /** A slot has the number of a line and one, and 0 where it is free. */
  const place = (hash: number, line: number) => {
    let slot = hash & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = line + 1;
  };
  const grow = () => {
    slots = new Uint32Array(slots.length * 2);
    for (let line = 0; line < count; line++) place(hashes.at(line), line);
  };
  return {
    find(hash, isSame) {
      for (let slot = hash & (slots.length - 1);; slot = (slot + 1) & (slots.length - 1)) {
        const line = (slots[slot] ?? 0) - 1;
        if (line === -1) return undefined;
        if (hashes.at(line) === hash && isSame(line)) return line;
      }
    },
    add(hash) {
      if (count * 2 >= slots.length) grow();
      hashes.push(hash);
      place(hash, count++);
    },
  };
}

const FNV_PRIME = 0x01000193;

/** A hash of some values of a list, after one of what stands before them. */
export function hashOf(
  before: number,
  places: readonly number[],
  values: readonly (string | number | null)[],
): number {
  let hash = before;
  for (const place of places) {
    const text = String(values[place] ?? "");
    for (let at = 0; at < text.length; at++) {
      hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
    }
    hash = Math.imul(hash ^ text.length, FNV_PRIME);
  }
  return (hash ^ (hash >>> 15)) >>> 0;
}
