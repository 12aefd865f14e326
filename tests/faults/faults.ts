/**
 * `deno task faults [--moments=50] [--seed=N] [WORK…]`: kills loads, mails, a booking and webhooks
 * with SIGKILL at moments that are spread over their work, and judges what each left: a sound file,
 * all or nothing, nothing lost, and that it can be taken up again. Exit 1 where anything is wrong.
 */
import { BOOKING } from "./booking.ts";
import { killAtMoments, type Kills } from "./kill.ts";
import { LINK_MAILS } from "./link_mails.ts";
import { LOAD, LOAD_BY_TWO } from "./load.ts";
import { MAILS } from "./mails.ts";
import { WEBHOOKS } from "./webhooks.ts";

const WORKS = [LOAD, LOAD_BY_TWO, MAILS, LINK_MAILS, BOOKING, WEBHOOKS];
const USAGE = "usage: deno task faults [--moments=50] [--seed=N] " +
  `[${WORKS.map(({ name }) => name.replaceAll(" ", "-")).join("|")} …]`;

const names = Deno.args.filter((one) => !one.startsWith("--"));
const moments = numberOf("moments", 50);
const seed = numberOf("seed", Date.now() % 1_000_000);
const chosen = WORKS.filter(({ name }) =>
  names.length === 0 || names.includes(name.replaceAll(" ", "-"))
);
if (chosen.length < names.length) throw new Error(USAGE);
let isGood = true;
for (const work of chosen) {
  try {
    console.log(describe(work.name, await killAtMoments(work, { moments, seed, tell })));
  } catch (error) {
    isGood = false;
    console.log(`${work.name}: failed with --seed=${seed}`);
    console.error(error);
  }
}
Deno.exit(isGood ? 0 : 1);

function describe(name: string, { moments, states, notes, workMs }: Kills): string {
  const { before, middle, after } = states;
  return [
    `${name}: ${moments} moments of ${workMs.toFixed(0)} ms with --seed=${seed}; ` +
    `${before + middle + after} kills: ${before} before, ${middle} in the middle, ${after} after`,
    ...[...notes].map(([note, count]) => `  ${count} times ${note}`),
  ].join("\n");
}

function tell(line: string): void {
  console.error(`… ${line}`);
}

function numberOf(option: string, fallback: number): number {
  const given = Deno.args.find((one) => one.startsWith(`--${option}=`))?.split("=")[1];
  const number = given === undefined ? fallback : Number(given);
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(USAGE);
  return number;
}
