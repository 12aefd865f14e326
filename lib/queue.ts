/** Too many wait already; answer "try again". */
export class QueueFullError extends Error {}

/** Limits how many do some work at once; a few more wait, the rest are refused. */
export type Queue = {
  /** Waits for a turn; answers the function that ends it. Throws QueueFullError. */
  enter(): Promise<() => void>;
  /** Does the work in its turn. Throws QueueFullError. */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
};

export function createQueue(
  { atOnce, longestLine }: { atOnce: number; longestLine: number },
): Queue {
  let running = 0;
  const waiting: (() => void)[] = [];

  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }

  async function enter(): Promise<() => void> {
    if (running < atOnce) running++;
    else if (waiting.length >= longestLine) throw new QueueFullError("too many at once");
    else await new Promise<void>((resolve) => waiting.push(resolve));
    return once(leave);
  }

  async function run<Result>(work: () => Promise<Result>): Promise<Result> {
    const end = await enter();
    try {
      return await work();
    } finally {
      end();
    }
  }

  return { enter, run };
}

/**
 * Enters, but waits no longer than `maxWaitMs`; answers the function that ends the turn. Throws
 * QueueFullError.
 */
export async function enterWithin(queue: Queue, maxWaitMs: number): Promise<() => void> {
  const entering = queue.enter();
  if (maxWaitMs === Infinity) return await entering;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, maxWaitMs);
  const end = await Promise.race([entering, promise]);
  clearTimeout(timer);
  if (end) return end;
  entering.then((end) => end());
  throw new QueueFullError("others take too long");
}

/** How long a part may wait for its reader: until the place is free, and until the stream ends. */
type Unread = { placeMs: number; endMs: number };

/**
 * The same stream; `onEnd` is called once when it was read to its end, failed, or was cancelled, and
 * when nobody took a part of it for `placeMs`: whoever falls asleep over it must not hold the place of
 * others. A slow reader goes on then; after `endMs` the stream ends with an error.
 */
export function onceEnded<Chunk>(
  stream: ReadableStream<Chunk>,
  onEnd: () => void,
  { placeMs, endMs }: Unread,
): ReadableStream<Chunk> {
  const reader = stream.getReader();
  let timers: ReturnType<typeof setTimeout>[] = [];
  const stopTimers = () => timers.forEach(clearTimeout);
  const tell = once(onEnd);
  return new ReadableStream<Chunk>({
    async pull(controller) {
      stopTimers();
      const giveUp = () => {
        tell();
        controller.error(new Error("nobody reads it"));
        reader.cancel().catch(() => {});
      };
      try {
        const { value, done } = await reader.read();
        if (!done) {
          timers = [setTimeout(tell, placeMs), setTimeout(giveUp, endMs)];
          return controller.enqueue(value);
        }
        tell();
        controller.close();
      } catch (error) {
        stopTimers();
        tell();
        controller.error(error);
      }
    },
    async cancel(reason) {
      stopTimers();
      tell();
      await reader.cancel(reason);
    },
  });
}

/** The same, but only the first time. */
export function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) work();
    isDone = true;
  };
}
