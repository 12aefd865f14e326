import { openSpooledTexts, type SpooledTexts } from "./spooled_texts.ts";

/** Texts of one bucket are in memory at once: some megabytes, and some ten milliseconds of work. */
const TEXTS_A_BUCKET = 2 ** 14;
/** Each bucket is an open file. */
const MAX_BUCKETS = 128;
/** So many texts are passed on in one turn. */
const TEXTS_A_TURN = 2000;

/** Spooled texts that can be put into the order in which they will be read; their numbers stay. */
export type SortedTexts = SpooledTexts & {
  /**
   * `order` are the numbers of all texts as they will be read. Nothing is added afterwards. `pause`
   * lets others run.
   */
  arrange(order: Uint32Array, pause: () => Promise<void>): Promise<void>;
};

/**
 * Opens texts that may be read in another order than they were added in: to read them where they are
 * is to read a block for each of them.
 */
export function openSortedTexts(
  { keptBytes, textsABucket = TEXTS_A_BUCKET }: { keptBytes?: number; textsABucket?: number } = {},
): SortedTexts {
  let spool = openSpooledTexts(keptBytes);
  let places: Uint32Array | undefined;
  return {
    add: (text) => spool.add(text),
    read: (numbers) =>
      spool.read(places ? Uint32Array.from(numbers, (one) => places?.[one] ?? 0) : numbers),
    async arrange(order, pause) {
      if (order.length <= textsABucket) return;
      const size = Math.max(textsABucket, Math.ceil(order.length / MAX_BUCKETS));
      places = placesIn(order);
      const buckets = Array.from({ length: Math.ceil(order.length / size) }, openBucket);
      try {
        const inBuckets = await distribute(spool, { places, size, buckets, pause });
        spool[Symbol.dispose]();
        spool = openSpooledTexts(keptBytes);
        for (const [index, bucket] of buckets.entries()) {
          const numbers = order.subarray(index * size, (index + 1) * size);
          bucket.read(numbers.map((one) => inBuckets[one] ?? 0)).forEach(spool.add);
          bucket[Symbol.dispose]();
          await pause();
        }
      } finally {
        for (const bucket of buckets) bucket[Symbol.dispose]();
      }
    },
    [Symbol.dispose]: () => spool[Symbol.dispose](),
  };
}

function openBucket(): SpooledTexts {
  return openSpooledTexts(0);
}

/** Where each number stands in an order. */
function placesIn(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length);
  for (let place = 0; place < order.length; place++) places[order[place] ?? 0] = place;
  return places;
}

/** Passes each text on to the bucket of its place; answers the number that each has there. */
async function distribute(
  spool: SpooledTexts,
  { places, size, buckets, pause }: {
    places: Uint32Array;
    size: number;
    buckets: SpooledTexts[];
    pause: () => Promise<void>;
  },
): Promise<Uint32Array> {
  const inBuckets = new Uint32Array(places.length);
  const counts = new Uint32Array(buckets.length);
  for (let from = 0; from < places.length; from += TEXTS_A_TURN) {
    const length = Math.min(TEXTS_A_TURN, places.length - from);
    const texts = spool.read(Uint32Array.from({ length }, (_, index) => from + index));
    for (const [index, text] of texts.entries()) {
      const bucket = Math.floor((places[from + index] ?? 0) / size);
      buckets[bucket]?.add(text);
      const count = counts[bucket] ?? 0;
      inBuckets[from + index] = count;
      counts[bucket] = count + 1;
    }
    await pause();
  }
  return inBuckets;
}
