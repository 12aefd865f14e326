import { brokenFile } from "../unreadable_file.ts";

/** How many rows wait for one that a program wrote too late. */
const MAX_WAITING = 1000;

/** Rows in the order of their numbers, whatever order they come in. */
export type RowOrder<Row> = {
  add(row: Row): void;
  /**
   * Takes the rows that need not wait any longer, or all; throws UnreadableFileError where one came
   * too late.
   */
  take(all?: boolean): Row[];
};

/**
 * Puts rows into their order. Where the first thousand come in order none waits after that, because
 * waiting rows are costly. Two rows of one number could be two things, and are refused.
 */
export function orderRows<Row extends { number: number }>(): RowOrder<Row> {
  let waiting: Row[] = [];
  let [taken, latest, isSorted, maxWaiting] = [0, 0, true, MAX_WAITING];
  return {
    add(row) {
      if (row.number <= latest) isSorted = false;
      latest = Math.max(latest, row.number);
      // Rows that wait are copies: V8 would see that rows live long, and make all later ones as old.
      waiting.push(maxWaiting > 0 ? structuredClone(row) : row);
    },
    take(all = false) {
      const count = waiting.length - (all ? 0 : maxWaiting);
      if (count <= 0) return [];
      if (isSorted) maxWaiting = 0;
      else waiting.sort((one, other) => one.number - other.number);
      const ready = waiting.slice(0, isSorted ? undefined : count);
      waiting = waiting.slice(ready.length);
      for (const { number } of ready) {
        if (number <= taken) throw brokenFile();
        taken = number;
      }
      return ready;
    },
  };
}
