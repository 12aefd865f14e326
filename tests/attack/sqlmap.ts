import { type Counter, describeTally, type Tally } from "./counter.ts";
import { enclosed, type Listener } from "./listeners.ts";
import { type Run, run } from "./process.ts";
import type { Outcome } from "./report.ts";
import type { Target } from "./targets/target.ts";

export type Tool = {
  program: string;
  /** Where reports go. */
  folder: string;
  witness: Listener;
  secondsLeft: () => number;
};

const TOOL = "sqlmap";
/** Three seconds of sleep, because a right password takes a hash more than none. */
const OPTIONS = [
  "--level 3 --dbms sqlite --time-sec 3 --timeout 15 --retries 1",
  "--ignore-code * --ignore-redirects --drop-set-cookie",
  "--batch --flush-session --disable-coloring",
].join(" ").split(" ");
/** All but UNION: sqlmap sometimes guesses hundreds of columns and never ends. */
const WITHOUT_UNION = ["--technique", "BESTQ"];
/** A busy machine needs more for the same requests; whoever lost itself would not end in an hour. */
const TARGET_SECONDS = 180;
const UNSTABLE = "target URL content is not stable";
const FEWEST_SECONDS = 10;
const FOUND_IN = "SQL injection in ";
const FOUND = /^Parameter: (.+)$/m;
const LEAD = /^.*heuristic.* might be (?:vulnerable|injectable).*$/gm;
const NOT_FOUND = "all tested parameters do not appear to be injectable";

/** Tries every way of SQL injection that sqlmap knows for SQLite on each target, one after another. */
export async function runSqlmap(
  tool: Tool,
  counter: Counter,
  targets: Target[],
  progress: (line: string) => void,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const target of targets) {
    if (tool.secondsLeft() < FEWEST_SECONDS) {
      outcomes.push(skip(target.name, "the time of the whole attack was over"));
      continue;
    }
    const tally = counter.begin({ places: target.places ?? "one", isSteady: true });
    const made = await tryTwice(tool, counter.origin, target);
    await keep(tool, target, made);
    const outcome = judge(target, made, tally);
    outcomes.push(outcome);
    progress(`${TOOL}, ${target.name}: ${outcome.tried}${outcome.findings.length ? " FOUND" : ""}`);
  }
  return outcomes;
}

type Try = Run & { isComplete: boolean };

/** A second time without what it may have lost itself in, where the first one did not end. */
async function tryTwice(tool: Tool, origin: string, target: Target): Promise<Try> {
  const seconds = () => Math.max(FEWEST_SECONDS, Math.min(TARGET_SECONDS, tool.secondsLeft()));
  const wish = wishOf(tool, origin, target);
  const made = await run(wish, seconds());
  if (!made.isCut || FOUND.test(made.output)) return { ...made, isComplete: true };
  const again = await run({ ...wish, args: [...wish.args, ...WITHOUT_UNION] }, seconds());
  return { ...again, isComplete: false };
}

/** A planted target is good where something was found. */
export function asControl(outcome: Outcome): Outcome {
  const { skipped, ...seen } = outcome;
  if (skipped !== undefined && seen.tried === "") return outcome;
  const notes = outcome.findings.filter((one) => one.startsWith(FOUND_IN));
  return { ...seen, findings: [], notes, control: notes.length > 0 ? "heard" : "silent" };
}

function skip(target: string, skipped: string): Outcome {
  return { tool: TOOL, target, tried: "", findings: [], notes: [], skipped };
}

function wishOf({ program, folder, witness }: Tool, origin: string, target: Target) {
  const { path, form, parameters, cookie, headers = [], randomize, risk = 2 } = target;
  const args = [
    ["--url", origin + path],
    form ? ["--data", String(new URLSearchParams(form))] : [],
    parameters ? ["-p", parameters.join(",")] : [],
    cookie ? ["--cookie", cookie] : [],
    randomize ? ["--randomize", randomize.join(",")] : [],
    ["--headers", [`Origin: ${origin}`, ...headers].join("\n")],
    ["--risk", String(risk), "--output-dir", `${folder}/sqlmap`],
    OPTIONS,
  ].flat();
  return { command: program, args, folder, env: enclosed(witness, folder) };
}

function judge(target: Target, made: Try, tally: Tally): Outcome {
  const { output, isCut, isComplete, seconds } = made;
  const found = [...output.matchAll(new RegExp(FOUND, "gm"))].map(([, name]) => FOUND_IN + name);
  const leads = [...output.matchAll(LEAD)].map(([line]) => line.replace(/^\[[\d:]+\] /, ""));
  const isDone = found.length > 0 || isCut || output.includes(NOT_FOUND);
  const early = isDone ? [] : [`ended early: ${output.split("\n").at(-1)}`];
  const findings = [
    ...found,
    ...leads,
    ...tally.failures,
    ...early,
    ...whatWasClosed(target, tally),
  ];
  const waits = tally.statuses.get(429) ?? 0;
  const tried = `${target.parameters?.join(", ") ?? "*"}: ${describeTally(tally)} in ${seconds} s`;
  const notes = [
    waits > 0 && `${waits} of ${tally.requests} tries got a wait (429) and went no further`,
    output.includes(UNSTABLE) &&
    "two answers to one request differed, so that pages are guessed alike",
    !isComplete && "without UNION, in which the first try lost itself",
  ].filter((note) => note !== false);
  const outcome = { tool: TOOL, target: target.name, tried, findings, notes };
  const isUnfinished = isCut && findings.length === 0;
  return isUnfinished ? { ...outcome, skipped: `stopped before it was done: ${tried}` } : outcome;
}

/** A page of somebody signed in that answered nothing but refusals was not attacked at all. */
function whatWasClosed({ form, cookie, headers }: Target, { statuses }: Tally): string[] {
  if (form || (!cookie && !headers)) return [];
  return statuses.has(200)
    ? []
    : ["never answered 200: nothing behind the first check was reached"];
}

async function keep({ folder }: Tool, { name }: Target, { output }: Run): Promise<void> {
  const file = `${folder}/sqlmap/${name.replace(/[^\wáéíóú]+/gi, "_")}.txt`;
  await Deno.mkdir(`${folder}/sqlmap`, { recursive: true });
  await Deno.writeTextFile(file, output);
}
