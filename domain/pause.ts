/** Lets other work of the event loop run; passed in, because the domain has no timers. */
export type Pause = () => Promise<void>;

const ITEMS_A_TURN = 5000;

/** Does something with each of many items, and lets others run in between. */
export async function eachWithPauses<Item>(
  items: Iterable<Item>,
  pause: Pause,
  act: (item: Item) => void,
): Promise<void> {
  let count = 0;
  for (const item of items) {
    act(item);
    if (++count % ITEMS_A_TURN === 0) await pause();
  }
}
