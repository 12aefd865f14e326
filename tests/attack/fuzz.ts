import type { Outcome } from "./report.ts";

const TEST = "tests/routes/api_fuzz_test.ts";
/** Twenty times what the suite sends. */
const TIMES = "20";
const MAX_LINES = 30;

/** Many requests made from the API's document, from another seed than the suite's. */
export async function tryFuzz(): Promise<Outcome> {
  const seed = String(Math.trunc(performance.timeOrigin) % 2 ** 31);
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["test", "--allow-all", "--no-check", TEST],
    env: { FUZZ_TIMES: TIMES, FUZZ_SEED: seed, NO_COLOR: "1" },
    stderr: "null",
  }).output();
  const lines = new TextDecoder().decode(stdout).trim().split("\n");
  return {
    tool: "fuzz",
    target: "every operation of /api/openapi.json",
    tried: `${TIMES} times what the suite sends, seed ${seed}`,
    findings: success ? [] : [lines.slice(-MAX_LINES).join("\n")],
    notes: [],
  };
}
