/** The name on screen of a code, or the code where no list has it. */
export function nameOf(names: readonly (readonly [string, string])[], code: string): string {
  return names.find(([one]) => one === code)?.[1] ?? code;
}
