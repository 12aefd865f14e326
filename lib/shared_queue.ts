import { createQueue, type Queue, QueueFullError } from "./queue.ts";

/** Too much of whoever asks waits already; others are let in. */
export class OwnLineFullError extends QueueFullError {}

/** A turn, which may be given up for a while so that others have theirs. */
export type Place = {
  /** Lets others in, while one's own next work goes on waiting; nothing where many have paused. */
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

type Limits = { atOnce: number; longestLine: number; longestOwnLine: number; mostPaused?: number };

/** Whoever waits for her own earlier work takes no place in the common queue. */
export function createSharedQueue<Key>(
  { longestOwnLine, mostPaused = 0, ...limits }: Limits,
): SharedQueue<Key> {
  const shared = createQueue(limits);
  const paused: Paused = { count: 0, most: mostPaused };
  const enterOwn = ownLines<Key>(longestOwnLine);

  async function enter(key: Key): Promise<Place> {
    const endOwn = await enterOwn(key);
    try {
      return placeIn(shared, { endShared: await shared.enter(), endOwn, paused });
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

/** How many have given up their turns for a while, and how many may at once: what each began is kept. */
type Paused = { count: number; most: number };

function placeIn(
  shared: Queue,
  { endShared, endOwn, paused }: { endShared: () => void; endOwn: () => void; paused: Paused },
): Place {
  let leave: (() => void) | undefined = endShared;
  let [isPaused, hasEnded] = [false, false];
  const giveUp = () => {
    leave?.();
    leave = undefined;
  };
  const goOn = () => {
    if (isPaused) paused.count--;
    isPaused = false;
  };
  return {
    pause() {
      if (!leave || paused.count >= paused.most) return;
      paused.count++;
      isPaused = true;
      giveUp();
    },
    async resume() {
      if (leave || hasEnded) return;
      leave = await shared.enterAgain();
      goOn();
      if (hasEnded) giveUp();
    },
    end() {
      if (hasEnded) return;
      hasEnded = true;
      goOn();
      giveUp();
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
