import { DEMO_PASSWORD } from "../../db/demo/demo.ts";
import { forgetPeak, memoryOf } from "../support/memory.ts";
import { type Portal, post, UNPAID } from "./portal.ts";
import type { Outcome } from "./report.ts";

const TRIES = 400;
const AT_ONCE = 16;
const MAX_MIB = 400;
const MIB = 2 ** 20;

/** A11: each sign-in makes a hash of 19 MiB, and the process is no larger after hundreds of them. */
export async function tryManySignIns(portal: Portal): Promise<Outcome> {
  portal.counter.begin({ places: "many" });
  const { pid } = portal.process.process;
  const before = (await memoryOf(pid)).now;
  await forgetPeak(pid);
  // Not the one whom the tools attack: 400 sessions on a page keep sqlmap busy for minutes.
  const right = await signInOften(portal, () => UNPAID.nit);
  const afterRight = (await memoryOf(pid)).now;
  const wrong = await signInOften(portal, (number) => `nobody${number}@ips.example`);
  const { now, peak } = await memoryOf(pid);
  portal.counter.begin();
  const [start, between, end, most] = [before, afterRight, now, peak].map(inMib);
  const answers = `${[...right]} and ${[...wrong]}`;
  return {
    tool: "sign-ins",
    target: `${TRIES} right ones and ${TRIES} wrong ones, ${AT_ONCE} at once`,
    tried: `memory ${start} MiB before, ${between} between, ${end} after, ${most} at most`,
    findings: [
      ...(peak > MAX_MIB * MIB ? [`memory went to ${most} MiB`] : []),
      ...(answers === "303 and 422" ? [] : [`the answers were ${answers}`]),
    ],
    notes: [],
  };
}

/** Signs in this many times, and answers the statuses. */
async function signInOften(
  { origin }: Portal,
  userOf: (number: number) => string,
): Promise<Set<number>> {
  const statuses = new Set<number>();
  for (let first = 0; first < TRIES; first += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, async (_, index) => {
      const usuario = userOf(first + index);
      const form = { tipo: "prestador", usuario, contrasena: DEMO_PASSWORD };
      statuses.add((await post(origin, "/zona-ser", form)).status);
    }));
  }
  return statuses;
}

function inMib(bytes: number): number {
  return Math.round(bytes / MIB);
}
