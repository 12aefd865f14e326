import { AsyncLocalStorage } from "node:async_hooks";

/** How much longer one request may wait for a slow database in all, and for one answer. */
type Patience = { leftMs: number; answerMs?: number };

/**
 * A page must be answered within five seconds; the rest of them is for everything but the database.
 */
const REQUEST_PATIENCE_MS = 3500;
/** Faster answers are not counted: many of them are no sign of trouble. */
const USUAL_MS = 500;
/** What a server at work on many rows may take for one answer; a lock is waited for as long as ever. */
const LONG_ANSWER_MS = 30_000;

const patiences = new AsyncLocalStorage<Patience | undefined>();

/**
 * Does the work of one request, whose questions may wait for the database a few seconds in all,
 * however many they are. What goes on after the answer has begun, such as a download, may wait as
 * long as it needs.
 */
export async function withPatience<Result>(work: () => Promise<Result>): Promise<Result> {
  const patience = { leftMs: REQUEST_PATIENCE_MS };
  try {
    return await patiences.run(patience, work);
  } finally {
    patience.leftMs = Infinity;
  }
}

/** Does a part of a request's work, whose questions may wait no longer than so in all. */
export async function withLessPatience<Result>(
  mostMs: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const outer = patiences.getStore();
  const givenMs = Math.min(mostMs, outer?.leftMs ?? mostMs);
  const patience = { leftMs: givenMs };
  try {
    return await patiences.run(patience, work);
  } finally {
    if (outer) outer.leftMs -= givenMs - patience.leftMs;
  }
}

/** Does work without that limit: nobody waits for it, or whoever does knows that it takes long. */
export function withoutHurry<Result>(work: () => Result): Result {
  return patiences.run(undefined, work);
}

/** Does work whose statements change so much that a server takes long to answer: whoever asks knows. */
export function withLongAnswers<Result>(work: () => Result, answerMs = LONG_ANSWER_MS): Result {
  const leftMs = patiences.getStore()?.leftMs ?? Infinity;
  return patiences.run({ leftMs, answerMs }, work);
}

/** Waits for an answer of a server, as `askPatiently` but for `withLongAnswers`. */
export async function awaitAnswer<Result>(
  mostMs: number,
  ask: (waitMs: number) => Promise<Result>,
): Promise<Result> {
  const answerMs = patiences.getStore()?.answerMs;
  return await (answerMs === undefined ? askPatiently(mostMs, ask) : ask(answerMs));
}

/** Asks the database; `ask` gets how many milliseconds it may wait, `mostMs` at most. */
export async function askPatiently<Result>(
  mostMs: number,
  ask: (waitMs: number) => Promise<Result>,
): Promise<Result> {
  const patience = patiences.getStore();
  const beganMs = performance.now();
  try {
    return await ask(Math.max(0, Math.min(mostMs, patience?.leftMs ?? mostMs)));
  } finally {
    const spentMs = performance.now() - beganMs;
    if (patience && spentMs > USUAL_MS) patience.leftMs -= spentMs;
  }
}
