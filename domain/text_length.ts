import { formatCount } from "./thousands.ts";

/** What is wrong with the length of a text that a person typed; undefined where nothing is. */
export function lengthProblem(typed: string, max: number): string | undefined {
  const { length } = typed.trim();
  if (length <= max) return undefined;
  return `Escriba a lo sumo ${formatCount(max)} caracteres: ahora son ${formatCount(length)}.`;
}
