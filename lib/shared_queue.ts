import { createQueue, type Queue } from "./queue.ts";

/** Work that only a few may do at once, and each of them one at a time. */
export type SharedQueue<Key> = {
  /** Does the work in its turn. Throws QueueFullError. */
  run<Result>(key: Key, work: () => Promise<Result>): Promise<Result>;
};

/** Whoever waits for her own earlier work takes no place in the common queue. */
export function createSharedQueue<Key>(
  { longestOwnLine, ...limits }: { atOnce: number; longestLine: number; longestOwnLine: number },
): SharedQueue<Key> {
  const shared = createQueue(limits);
  const own = new Map<Key, { queue: Queue; users: number }>();

  function enter(key: Key) {
    const entered = own.get(key) ??
      { queue: createQueue({ atOnce: 1, longestLine: longestOwnLine }), users: 0 };
    own.set(key, entered);
    entered.users++;
    return entered;
  }

  return {
    async run(key, work) {
      const entered = enter(key);
      try {
        return await entered.queue.run(() => shared.run(work));
      } finally {
        if (--entered.users === 0) own.delete(key);
      }
    },
  };
}
