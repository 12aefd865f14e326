import type { Figure } from "./row.ts";

const HEADER = ["#", "what", "goal", "portal", "peer", "ratio", "verdict"];

/** The figures as a table of markdown, columns padded as `deno fmt` would. */
export function table(figures: Figure[]): string {
  const rows = figures.map((figure) => [
    figure.id,
    figure.what,
    figure.goal,
    figure.portal,
    figure.peer,
    figure.ratio,
    figure.verdict,
  ]);
  const widths = HEADER.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0))
  );
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = line(widths.map((width) => "-".repeat(width)));
  return [line(HEADER), rule, ...rows.map(line)].join("\n");
}
