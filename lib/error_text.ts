/**
 * An error as the log writes it: its name, the first line of its message and of its cause, and where
 * it was thrown. What drizzle writes behind `params:` is left out: it holds what people sent.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return withoutValues(String(error));
  const { name, message, cause } = error;
  const stack = (error.stack ?? "").replace(message, () => "");
  const places = stack.split("\n").filter((line) => line.startsWith("    at "));
  const reason = cause instanceof Error ? ` (${withoutValues(cause.message)})` : "";
  return [`${name}: ${withoutValues(message)}${reason}`, ...places].join("\n");
}

/** The first line of a message, without the values of a statement. */
export function withoutValues(message: string): string {
  return message.split(/\n|params:/)[0]?.trim() ?? "";
}

const MAX_OUTLINE = 200;
/** What stands in quotes, also where they do not end. */
const QUOTED = /(?<![\p{L}\d])(?:"[^"]*(?:"|$)|'[^']*(?:'|$)|`[^`]*(?:`|$)|«[^»]*(?:»|$))/gu;

/**
 * An error for a page: its class, and the first line of its cause or its own with every value left
 * out, which stands in quotes or has a digit or an @.
 */
export function outlineError({ name, message, cause }: Error): string {
  const line = withoutValues(cause instanceof Error ? cause.message : message).slice(
    0,
    MAX_OUTLINE,
  );
  const words = line.replace(QUOTED, "…").split(" ")
    .map((word) => /[\d@]/.test(word) ? "…" : word);
  return `${name}: ${words.join(" ")}`;
}
