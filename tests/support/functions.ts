/** A function of a file: its name, and how many lines it takes, its first and last included. */
export type FoundFunction = { name: string; lines: number };

const BEGINS = /^( *)(?:export )?(?:default )?(?:async )?function\*? (\w+)/;
const ARROW = /^( *)(?:export )?const (\w+) = (?:async )?\(.*\).*=> \{$/;

/**
 * The named functions of a file that the formatter wrote: each ends at the next line of its own
 * indentation that closes a brace.
 */
export function functionsIn(text: string): FoundFunction[] {
  const lines = text.split("\n");
  return lines.flatMap((line, first) => {
    const [, indent, name] = BEGINS.exec(line) ?? ARROW.exec(line) ?? [];
    if (indent === undefined || name === undefined) return [];
    const last = lines.findIndex((other, at) => at > first && other.startsWith(`${indent}}`));
    return [{ name, lines: last - first + 1 }];
  });
}
