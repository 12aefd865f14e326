/** Many texts, numbered from 0 in the order in which they were added. None of them has a line break. */
export type Texts = {
  add(text: string): void;
  /** Some texts, in the order in which their numbers are given. */
  read(numbers: ArrayLike<number>): string[];
};

/** Texts as they are: for few of them. */
export function textsInMemory(): Texts {
  const texts: string[] = [];
  return {
    add: (text) => void texts.push(text),
    read: (numbers) => Array.from(numbers, (number) => texts[number] ?? ""),
  };
}
