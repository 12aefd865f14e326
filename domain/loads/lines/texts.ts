import type { Pause } from "../../pause.ts";

/** Many texts, numbered from 0 in the order in which they were added. None of them has a line break. */
export type Texts = {
  add(text: string): void;
  /** Some texts, in the order in which their numbers are given. */
  read(numbers: ArrayLike<number>): string[];
  /**
   * Gets ready to be read in this order of all numbers, where it is another one than they were added
   * in. Nothing is added afterwards.
   */
  arrange(order: Uint32Array, pause: Pause): Promise<void>;
};

/** Texts as they are: for few of them. */
export function textsInMemory(): Texts {
  const texts: string[] = [];
  return {
    add: (text) => void texts.push(text),
    read: (numbers) => Array.from(numbers, (number) => texts[number] ?? ""),
    arrange: () => Promise.resolve(),
  };
}
