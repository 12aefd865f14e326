import { createQueue, type Queue, QueueFullError } from "./queue.ts";

/** Too much of whoever asks waits already; others are let in. */
export class OwnLineFullError extends QueueFullError {}

/** A turn, which may be given up for a while so that others have theirs. */
export type Place = {
  /** Lets others in, while one's own next work goes on waiting. */
  pause(): void;
  /** Waits for a turn anew where it was given up. */
  resume(): Promise<void>;
  end(): void;
};

/** Work that only a few may do at once, and each of them one at a time. */
export type SharedQueue<Key> = {
  /** Waits for a turn. Throws QueueFullError. */
  enter(key: Key): Promise<Place>;
  /** Does the work in its turn. Throws QueueFullError. */
  run<Result>(key: Key, work: () => Promise<Result>): Promise<Result>;
};

/** Whoever waits for her own earlier work takes no place in the common queue. */
export function createSharedQueue<Key>(
  { longestOwnLine, ...limits }: { atOnce: number; longestLine: number; longestOwnLine: number },
): SharedQueue<Key> {
  const shared = createQueue(limits);
  const enterOwn = ownLines<Key>(longestOwnLine);

  async function enter(key: Key): Promise<Place> {
    const endOwn = await enterOwn(key);
    try {
      return placeIn(shared, await shared.enter(), endOwn);
    } catch (error) {
      endOwn();
      throw error;
    }
  }

  async function run<Result>(key: Key, work: () => Promise<Result>): Promise<Result> {
    const place = await enter(key);
    try {
      return await work();
    } finally {
      place.end();
    }
  }

  return { enter, run };
}

function placeIn(shared: Queue, endShared: () => void, endOwn: () => void): Place {
  let leave: (() => void) | undefined = endShared;
  let hasEnded = false;
  const pause = () => {
    leave?.();
    leave = undefined;
  };
  return {
    pause,
    async resume() {
      if (leave || hasEnded) return;
      leave = await shared.enterAgain();
      if (hasEnded) pause();
    },
    end() {
      if (hasEnded) return;
      hasEnded = true;
      pause();
      endOwn();
    },
  };
}

/** Answers a function that waits for one's own earlier work, and answers what lets one's next in. */
function ownLines<Key>(longestLine: number): (key: Key) => Promise<() => void> {
  const lines = new Map<Key, { queue: Queue; users: number }>();
  return async (key) => {
    const line = lines.get(key) ?? { queue: createQueue({ atOnce: 1, longestLine }), users: 0 };
    lines.set(key, line);
    line.users++;
    const leave = () => {
      if (--line.users === 0) lines.delete(key);
    };
    try {
      const end = await line.queue.enter();
      return () => {
        end();
        leave();
      };
    } catch {
      leave();
      throw new OwnLineFullError("too many of one");
    }
  };
}
