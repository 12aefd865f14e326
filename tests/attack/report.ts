/** What one tool did to one target. */
export type Outcome = {
  tool: string;
  target: string;
  /** How much was tried, as measured on the way. */
  tried: string;
  /** What an attacker could use; each one fails the run. */
  findings: string[];
  /** What a reader should know, and no reason to fail. */
  notes: string[];
  /** A planted hole: `heard` where the tool found all of it. A silent one fails the run. */
  control?: "heard" | "silent";
  /** Why nothing was tried. */
  skipped?: string;
};

const encoder = new TextEncoder();

/** Says what is going on, with the seconds since the start. */
export function createProgress(): (line: string) => void {
  const began = performance.now();
  return (line) => {
    const seconds = String(Math.round((performance.now() - began) / 1000)).padStart(4);
    Deno.stderr.writeSync(encoder.encode(`${seconds} s  ${line}\n`));
  };
}

/** The whole report as text. */
export function describe(outcomes: Outcome[], folder: string): string {
  const tools = [...new Set(outcomes.map(({ tool }) => tool))];
  const parts = tools.map((tool) =>
    [`== ${tool}`, ...outcomes.filter((one) => one.tool === tool).map(describeOne)].join("\n")
  );
  return [...parts, verdict(outcomes), `Raw reports: ${folder}`].join("\n\n");
}

/** Whether anything was found, or a control stayed silent. */
export function isBad({ findings, control }: Outcome): boolean {
  return control === undefined ? findings.length > 0 : control === "silent";
}

function describeOne(outcome: Outcome): string {
  const { target, tried, findings, notes, control, skipped } = outcome;
  if (skipped !== undefined) return `  skipped  ${target}: ${skipped}`;
  const heads = { heard: "control", silent: "SILENT", none: isBad(outcome) ? "FOUND" : "clean" };
  const lines = [`  ${heads[control ?? "none"].padEnd(7)}  ${target}: ${tried}`];
  if (control === "silent") lines.push("the tool saw nothing, so its silence says nothing");
  return [...lines, ...findings, ...notes].join(`\n${" ".repeat(11)}`);
}

function verdict(outcomes: Outcome[]): string {
  const bad = outcomes.filter(isBad);
  const skipped = outcomes.filter((one) => one.skipped !== undefined);
  const found = bad.filter((one) => one.control === undefined)
    .flatMap(({ tool, target, findings }) => findings.map((one) => `${tool}, ${target}: ${one}`));
  const silent = bad.filter((one) => one.control !== undefined)
    .map(({ tool, target }) => `${tool}, ${target}: did not see its planted hole`);
  return [
    `Findings: ${found.length}, silent controls: ${silent.length}, skipped: ${skipped.length}`,
    ...found.map((one) => `  ${one}`),
    ...silent.map((one) => `  ${one}`),
    ...skipped.map(({ tool, target, skipped }) => `  ${tool}, ${target}: skipped: ${skipped}`),
  ].join("\n");
}
