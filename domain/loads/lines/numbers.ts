const FIRST_CAPACITY = 1024;

/** A list of whole numbers from 0 to 2^32 - 1, four bytes each. */
export type Numbers = {
  push(number: number): void;
  at(index: number): number;
};

export function openNumbers(): Numbers {
  let [numbers, length] = [new Uint32Array(FIRST_CAPACITY), 0];
  return {
    push(number) {
      if (length === numbers.length) {
        const longer = new Uint32Array(length * 2);
        longer.set(numbers);
        numbers = longer;
      }
      numbers[length++] = number;
    },
    at: (index) => numbers[index] ?? 0,
  };
}

export type Grouped = { numbers: Uint32Array; starts: Uint32Array };

/**
 * The numbers of items group by group, those of one group in their order, and where each group
 * starts. `counts` are the sizes of the groups, `groupOf` says the group of an item.
 */
export function inGroups(counts: number[], groupOf: Numbers): Grouped {
  const starts = new Uint32Array(counts.length);
  let total = 0;
  for (const [group, count] of counts.entries()) {
    starts[group] = total;
    total += count;
  }
  const [numbers, next] = [new Uint32Array(total), starts.slice()];
  for (let item = 0; item < total; item++) {
    const group = groupOf.at(item);
    const place = next[group] ?? 0;
    numbers[place] = item;
    next[group] = place + 1;
  }
  return { numbers, starts };
}
