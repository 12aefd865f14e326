import { assert } from "@std/assert";
import { createRandom } from "../../db/demo/random.ts";

/** How far the work of a killed process had come, as the database and the receivers say. */
export type State = "before" | "middle" | "after";

/** A process at its work. */
export type Attempt = {
  /** Ends when the process has started and its work begins. */
  begun: Promise<unknown>;
  /** Ends when the work is done, or the process is. */
  ended: Promise<unknown>;
  /** Kills the process with SIGKILL, where it still runs, and waits for its end. */
  kill(): Promise<void>;
};

/** A database with work to be done in it. */
export type Stage = AsyncDisposable & {
  /** Starts a process that does the work; `before` says how many were killed at it. */
  attempt(before: number): Attempt | Promise<Attempt>;
  /** How far the work has come; throws where there is anything but a whole number of its steps. */
  look(): Promise<State>;
  /** Ends the work, then does it again; throws where not all is done, once. Answers notes. */
  complete(killed: number): Promise<string[]>;
};

export type Work = { name: string; stage(): Promise<Stage> };

export type Kills = {
  moments: number;
  states: Record<State, number>;
  notes: Map<string, number>;
  /** How long the work took when nothing disturbed it. */
  workMs: number;
};

/** One moment in ten lies in the start of the process, the others in its work. */
const PART_OF_START = 0.1;
/** Every so many moments the second process is killed, too. */
const TWICE_EVERY = 4;
/** More moments are tried, up to so many times as many, where none was in the middle. */
const MAX_TIMES = 4;

/**
 * Kills processes at moments that are spread over their work, each at a stage of its own, and
 * judges what is left. The parts are the same for one seed; a machine's speed is not.
 */
export async function killAtMoments(
  work: Work,
  { moments, seed, tell = () => {} }: {
    moments: number;
    seed: number;
    tell?: (line: string) => void;
  },
): Promise<Kills> {
  const random = createRandom(seed).number;
  const spans = await measure(work);
  const kills: Kills = {
    moments: 0,
    states: { before: 0, middle: 0, after: 0 },
    notes: new Map(),
    workMs: spans.workMs,
  };
  for (const part of spread(moments * MAX_TIMES, moments, random)) {
    if (kills.moments >= moments && kills.states.middle > 0) break;
    const times = kills.moments % TWICE_EVERY === 0 ? 2 : 1;
    const parts = [part, ...Array.from({ length: times - 1 }, random)];
    const states = await killAndComplete(work, parts, spans, kills.notes);
    for (const state of states) kills.states[state]++;
    kills.moments++;
    tell(`${work.name} ${kills.moments}: at ${(part * 100).toFixed(0)} %: ${states.join(", ")}`);
  }
  assert(kills.states.middle > 0, `${work.name}: no kill was in the middle of the work`);
  return kills;
}

type Spans = { startMs: number; workMs: number };

async function measure(work: Work): Promise<Spans> {
  await using stage = await work.stage();
  const startedAt = performance.now();
  const { begun, ended, kill } = await stage.attempt(0);
  await begun;
  const begunAt = performance.now();
  await ended;
  const endedAt = performance.now();
  await kill();
  assert(await stage.look() === "after", `${work.name}: undisturbed work is done`);
  await stage.complete(0);
  return { startMs: begunAt - startedAt, workMs: endedAt - begunAt };
}

async function killAndComplete(
  work: Work,
  parts: number[],
  spans: Spans,
  notes: Map<string, number>,
): Promise<State[]> {
  await using stage = await work.stage();
  const states: State[] = [];
  for (const part of parts) {
    const tookMs = await killAt(await stage.attempt(states.length), part, spans);
    const state = await stage.look();
    assert(state !== "before" || !states.includes("middle"), "what was begun is not forgotten");
    states.push(state);
    // The machine is faster or slower than it was when the work was measured.
    if (tookMs !== undefined) spans.workMs = (spans.workMs + tookMs) / 2;
    else if (state === "before" && part > 0.5) spans.workMs *= 1.5;
    if (state === "after") break;
  }
  for (const note of await stage.complete(states.length)) {
    notes.set(note, (notes.get(note) ?? 0) + 1);
  }
  return states;
}

/** Answers how long the work took, where it had ended before. */
async function killAt(attempt: Attempt, part: number, spans: Spans): Promise<number | undefined> {
  let begunAt = performance.now();
  let endedAt: number | undefined;
  // What is asked of a killed process fails.
  const begun = attempt.begun.then(() => begunAt = performance.now(), () => {});
  const ended = attempt.ended.then(() => endedAt = performance.now(), () => {});
  const inWork = (part - PART_OF_START) / (1 - PART_OF_START);
  if (inWork >= 0) await Promise.race([begun, ended]);
  await pause(inWork < 0 ? part / PART_OF_START * spans.startMs : inWork * spans.workMs);
  const tookMs = endedAt && endedAt - begunAt;
  await attempt.kill();
  await ended;
  return tookMs;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * So many numbers from 0 to 1 in any order; of each `moments` of them, one lies in every
 * `moments`-th part.
 */
function* spread(count: number, moments: number, random: () => number): Generator<number> {
  for (let done = 0; done < count; done += moments) {
    const parts = Array.from({ length: moments }, (_, at) => (at + random()) / moments);
    while (parts.length > 0) yield* parts.splice(Math.floor(random() * parts.length), 1);
  }
}
