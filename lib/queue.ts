/** Too many wait already; answer "try again". */
export class QueueFullError extends Error {}

/** Limits how many do some work at once; a few more wait, the rest are refused. */
export type Queue = {
  /** Waits for a turn; answers the function that ends it. Throws QueueFullError. */
  enter(): Promise<() => void>;
  /** The same for whoever had a turn and gave it up for a while: never refused. */
  enterAgain(): Promise<() => void>;
  /** Does the work in its turn. Throws QueueFullError. */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
};

export function createQueue(
  { atOnce, longestLine }: { atOnce: number; longestLine: number },
): Queue {
  let running = 0;
  const [waiting, returning] = [new Array<() => void>(), new Array<() => void>()];
  let isTurnOfReturning = true;

  /** In turn one who comes back and one who is new, so that neither keeps the other from hers. */
  function leave(): void {
    const [first, second] = isTurnOfReturning ? [returning, waiting] : [waiting, returning];
    isTurnOfReturning = !isTurnOfReturning;
    const next = first.shift() ?? second.shift();
    if (next) next();
    else running--;
  }

  async function take(line: (() => void)[]): Promise<() => void> {
    if (running < atOnce) running++;
    else await new Promise<void>((resolve) => line.push(resolve));
    return once(leave);
  }

  async function enter(): Promise<() => void> {
    const isFull = running >= atOnce && waiting.length >= longestLine;
    if (isFull) throw new QueueFullError("too many at once");
    return await take(waiting);
  }

  async function run<Result>(work: () => Promise<Result>): Promise<Result> {
    const end = await enter();
    try {
      return await work();
    } finally {
      end();
    }
  }

  return { enter, enterAgain: () => take(returning), run };
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

/** The same, but only the first time. */
export function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) work();
    isDone = true;
  };
}
