import { processorMsOf } from "../support/memory.ts";
import { describeTally } from "./counter.ts";
import type { Portal } from "./portal.ts";
import type { Outcome } from "./report.ts";
import type { Target } from "./targets/target.ts";

const TOOL = "hostile values";
const LENGTH = 50_000;
/** The longest address that Deno accepts. */
const MAX_ENCODED = 50_000;
/** Of the processor: what a busy machine adds to the answer is not the value's. */
const MAX_MS = 50;
const TRIES = 8;
const MARK = "x-split";

/** Values that break regular expressions, parsers and headers. */
const VALUES: Record<string, string> = {
  digits: "1".repeat(LENGTH),
  "blanks and a slash": `${" ".repeat(16_000)}x/`,
  dots: "1.".repeat(LENGTH / 2),
  addresses: "a@a.".repeat(LENGTH / 4),
  dashes: "-".repeat(LENGTH),
  accents: "e\u0301".repeat(6000),
  braces: "(".repeat(16_000),
  "a line break": `x\r\n${MARK}: 1`,
  "a line break, twice encoded": `x%0d%0a${MARK}: 1`,
  prototypes: "__proto__",
  "a NUL": "x\0y",
  "half a character": "%ED%A0%80",
};

type Field = { target: Target; parameter: string };

/** J11, J6, J9, J10: every field gets what should cost time, split a header, or end in a 500. */
export async function tryHostileValues(portal: Portal, targets: Target[]): Promise<Outcome> {
  const tally = portal.counter.begin({ places: "many" });
  const findings: string[] = [];
  let slowest = { ms: 0, of: "" };
  for (const field of targets.flatMap(fieldsOf)) {
    for (const [name, value] of Object.entries(VALUES)) {
      const of = `${field.target.name} ${field.parameter}, ${name}`;
      const { ms, isSplit } = await compare(portal, field, value);
      if (isSplit) findings.push(`${of}: it split the header`);
      if (ms > MAX_MS) findings.push(`${of}: ${ms} ms of the processor more than a harmless value`);
      if (ms > slowest.ms) slowest = { ms, of };
    }
  }
  return {
    tool: TOOL,
    target: `${Object.keys(VALUES).length} values in every parameter`,
    tried: `${
      describeTally(tally)
    }; the slowest took ${slowest.ms} ms of the processor more (${slowest.of})`,
    findings: [...findings, ...tally.failures],
    notes: [],
  };
}

function fieldsOf(target: Target): Field[] {
  return (target.parameters ?? []).filter((name) => !/^(user-agent|referer)$/.test(name))
    .map((parameter) => ({ target, parameter }));
}

async function send(origin: string, { target, parameter }: Field, value: string) {
  const url = new URL(origin + target.path);
  const headers = new Headers({ origin, ...(target.cookie && { cookie: target.cookie }) });
  for (const header of target.headers ?? []) {
    const [name = "", ...rest] = header.split(": ");
    headers.set(name, rest.join(": "));
  }
  if (!target.form) {
    url.searchParams.set(parameter, value.slice(0, fitting(value)));
    return await fetch(url, { headers, redirect: "manual" });
  }
  const body = new URLSearchParams({ ...target.form, [parameter]: value });
  return await fetch(url, { method: "POST", headers, body, redirect: "manual" });
}

/** How many characters of a value fit into an address. */
function fitting(value: string): number {
  return Math.floor(value.length * MAX_ENCODED / encodeURIComponent(value).length);
}

/**
 * How much more of the processor a value takes than a harmless one, in all threads of the portal: the
 * best of several tries of both, one after the other, because the portal has other work, too.
 */
async function compare(portal: Portal, field: Field, value: string) {
  let ms = Infinity;
  let usual = Infinity;
  let isSplit = false;
  for (let count = 0; count === 0 || (count < TRIES && ms - usual > MAX_MS); count++) {
    usual = Math.min(usual, (await measure(portal, field, harmless())).ms);
    const { ms: taken, answer } = await measure(portal, field, value);
    ms = Math.min(ms, taken);
    isSplit ||= answer.headers.has(MARK);
  }
  return { ms: Math.round(ms - usual), isSplit };
}

/** A new one each time, because repeated tries end in a wait and then cost nothing. */
function harmless(): string {
  return crypto.randomUUID().slice(0, 8);
}

async function measure({ process, origin }: Portal, field: Field, value: string) {
  const { pid } = process.process;
  const before = await processorMsOf(pid);
  const answer = await send(origin, field, value);
  await answer.body?.cancel();
  return { ms: await processorMsOf(pid) - before, answer };
}
