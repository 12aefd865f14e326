export type Random = {
  /** From 0 up to 1. */
  number(): number;
  integer(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: Item[]): Item;
};

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed;
  const number = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    number,
    integer: (min, max) => min + Math.floor(number() * (max - min + 1)),
    chance: (probability) => number() < probability,
    pick: (items) => {
      const item = items[Math.floor(number() * items.length)];
      if (item === undefined) throw new RangeError("nothing to pick from");
      return item;
    },
  };
}
