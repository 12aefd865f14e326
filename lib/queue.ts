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
    let isInside = true;
    return () => {
      if (isInside) leave();
      isInside = false;
    };
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

/**
 * The same stream; `onEnd` is called once when it was read to its end, failed, or was cancelled, and
 * when nobody took a part of it for `maxUnreadMs`, which ends it with an error: whoever falls asleep
 * over it must not hold the place of others.
 */
export function onceEnded<Chunk>(
  stream: ReadableStream<Chunk>,
  onEnd: () => void,
  maxUnreadMs: number,
): ReadableStream<Chunk> {
  const reader = stream.getReader();
  let unread: ReturnType<typeof setTimeout> | undefined;
  return new ReadableStream<Chunk>({
    async pull(controller) {
      clearTimeout(unread);
      const giveUp = () => {
        onEnd();
        controller.error(new Error("nobody reads it any more"));
        reader.cancel().catch(() => {});
      };
      try {
        const { value, done } = await reader.read();
        if (!done) {
          unread = setTimeout(giveUp, maxUnreadMs);
          return controller.enqueue(value);
        }
        onEnd();
        controller.close();
      } catch (error) {
        onEnd();
        controller.error(error);
      }
    },
    async cancel(reason) {
      clearTimeout(unread);
      onEnd();
      await reader.cancel(reason);
    },
  });
}
