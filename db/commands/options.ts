/** What was typed after a command: plain words in their order, and `--name=value` by name. */
export type CommandOptions = { words: string[]; options: Map<string, string> };

/** Undefined where an option is not among `known`. */
export function readOptions(args: string[], known: string[]): CommandOptions | undefined {
  const words = args.filter((argument) => !argument.startsWith("--"));
  const options = new Map(
    args.filter((argument) => argument.startsWith("--")).map((argument) => {
      const [name = "", ...value] = argument.slice(2).split("=");
      return [name, value.join("=")];
    }),
  );
  return [...options.keys()].every((name) => known.includes(name)) ? { words, options } : undefined;
}
