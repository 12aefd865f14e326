/**
 * `deno task soak [--minutes=60] [--rate=50]`: asks the demo for so many things a second, of all
 * that people and programs ask for, and says whether its memory and its open files grow. Exit 1 where
 * they do or where a request failed.
 */
import { readCheckout } from "../support/checkout.ts";
import { megabytes, milliseconds } from "../support/row.ts";
import { percentile } from "../support/statistics.ts";
import { type Demo, startDemo } from "./demo.ts";
import { type Deed, mixOf } from "./mix.ts";
import { growthOf, isFlat, type Sample, sampleOf } from "./watch.ts";

const HERE = new URL("../../", import.meta.url).pathname.replace(/\/$/, "");
const SAMPLE_EVERY_MS = 10_000;
const TELL_EVERY_SAMPLES = 6;
/** More than this under way means that the portal cannot follow: the rate is too high for it. */
const MAX_UNDER_WAY = 500;

type Seen = { times: number[]; answers: number; underWay: number; failed: Map<string, number> };

const minutes = numberOf("minutes", 60);
const rate = numberOf("rate", 50);
const folder = await Deno.makeTempDir({ prefix: "zona-ser-soak-" });
const demo = await startDemo(await readCheckout(HERE), folder);
let isGood = false;
try {
  isGood = await soak(demo, await mixOf(demo));
} finally {
  await demo.stop();
  await Deno.remove(folder, { recursive: true });
}
Deno.exit(isGood ? 0 : 1);

async function soak({ pid }: Demo, mix: Deed[]): Promise<boolean> {
  const seen: Seen = { times: [], answers: 0, underWay: 0, failed: new Map() };
  const began = performance.now();
  const until = began + minutes * 60_000;
  const samples: Sample[] = [];
  console.log("minutes  RSS     files  sockets  answers  p50     p95     p99     failed");
  const timer = setInterval(async () => {
    samples.push(await sampleOf(pid, (performance.now() - began) / 1000));
    if (samples.length % TELL_EVERY_SAMPLES === 0) tell(samples.at(-1), seen);
  }, SAMPLE_EVERY_MS);
  await askAtRate(mix, seen, until);
  clearInterval(timer);
  return conclude(samples, seen);
}

/** Asks when a request is due, whether or not the ones before are answered. */
async function askAtRate(mix: Deed[], seen: Seen, until: number): Promise<void> {
  let due = performance.now();
  while (due < until) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    if (seen.underWay < MAX_UNDER_WAY) start(pick(mix), seen, due);
    else fail(seen, "not asked: too many are under way");
    due += 1000 / rate;
  }
  while (seen.underWay > 0) await new Promise((resolve) => setTimeout(resolve, 100));
}

async function start(deed: Deed, seen: Seen, due: number): Promise<void> {
  seen.underWay++;
  const problem = await deed.do().catch((error: Error) => `${deed.name}: ${error.message}`);
  seen.underWay--;
  seen.answers++;
  seen.times.push(performance.now() - due);
  if (problem !== undefined) fail(seen, problem);
}

function fail({ failed }: Seen, problem: string): void {
  failed.set(problem, (failed.get(problem) ?? 0) + 1);
}

function pick(mix: Deed[]): Deed {
  let left = Math.random() * mix.reduce((sum, { weight }) => sum + weight, 0);
  for (const deed of mix) if ((left -= deed.weight) < 0) return deed;
  throw new Error("nothing to do");
}

/** One line of the curve; times are of the last minute. */
function tell(sample: Sample | undefined, seen: Seen): void {
  if (!sample) return;
  const times = seen.times.splice(0);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((part) => milliseconds(percentile(times, part)));
  console.log([
    (sample.seconds / 60).toFixed(0).padEnd(9),
    megabytes(sample.rss).padEnd(8),
    String(sample.descriptors).padEnd(7),
    String(sample.sockets).padEnd(9),
    String(seen.answers).padEnd(9),
    `${p50}`.padEnd(8),
    `${p95}`.padEnd(8),
    `${p99}`.padEnd(8),
    String([...seen.failed.values()].reduce((sum, count) => sum + count, 0)),
  ].join(""));
}

function conclude(samples: Sample[], seen: Seen): boolean {
  const growth = growthOf(samples);
  console.log(
    `from the second quarter to the last one: ${megabytes(growth.rss)} ` +
      `(${(growth.rssPart * 100).toFixed(1)} %), ${growth.descriptors} files: ` +
      (isFlat(growth) ? "flat" : "it grows"),
  );
  for (const [problem, count] of seen.failed) console.log(`failed ${count} times: ${problem}`);
  return isFlat(growth) && seen.failed.size === 0;
}

function numberOf(name: string, fallback: number): number {
  const given = Deno.args.find((one) => one.startsWith(`--${name}=`))?.split("=")[1];
  const number = given === undefined ? fallback : Number(given);
  if (!(number > 0)) throw new Error("usage: deno task soak [--minutes=60] [--rate=50]");
  return number;
}
