import { CspEvaluator } from "csp_evaluator/dist/evaluator.js";
import { Severity } from "csp_evaluator/dist/finding.js";
import { CspParser } from "csp_evaluator/dist/parser.js";
import type { Policies } from "./counter.ts";
import type { Outcome } from "./report.ts";

const TOOL = "csp_evaluator";
const GRAVE: number[] = [Severity.HIGH, Severity.SYNTAX, Severity.MEDIUM];
const NONCE = "NONCE";
const PLANTED = "script-src * 'unsafe-inline'";

type Verdict = { grave: string[]; mild: string[] };

/** P1: judges the policy of every HTML answer that any tool got. */
export function judgePolicies({ answers, statuses, seen, nonces, weakNonces }: Policies): Outcome {
  const verdicts = [...seen].map(([policy, where]) => ({ policy, where, ...judge(policy) }));
  return {
    tool: TOOL,
    target: "every HTML answer of the run",
    tried: `${answers} answers (${
      [...statuses].sort().join(", ")
    }), ${seen.size} policies but for the nonce, ${nonces.size} nonces`,
    findings: [
      ...verdicts.flatMap(({ where, grave }) => grave.map((one) => `${one} at ${where}`)),
      ...verdicts.filter(({ policy }) => !policy.includes(`'nonce-${NONCE}'`))
        .map(({ where }) => `no nonce at ${where}`),
      ...weakNonces.slice(0, 5).map((one) => `a nonce that is short or was used before: ${one}`),
    ],
    notes: verdicts.flatMap(({ mild }) => mild),
  };
}

export function judgePlantedPolicy(): Outcome {
  const { grave } = judge(PLANTED);
  return {
    tool: TOOL,
    target: "planted policy",
    tried: PLANTED,
    findings: [],
    notes: grave,
    control: grave.length > 0 ? "heard" : "silent",
  };
}

function judge(policy: string): Verdict {
  if (policy === "") return { grave: ["no policy"], mild: [] };
  const readable = policy.replace(NONCE, "bm9uY2VzIGFyZSBoZXJlIQ==");
  const found = new CspEvaluator(new CspParser(readable).csp).evaluate();
  const describe = (severities: (severity: number) => boolean) =>
    found.filter(({ severity }) => severities(severity)).map((
      { directive, value, severity, ...one },
    ) => `${Severity[severity]}: ${directive} ${value ?? ""}: ${one.description}`);
  return {
    grave: describe((severity) => GRAVE.includes(severity)),
    mild: describe((severity) => !GRAVE.includes(severity)),
  };
}
