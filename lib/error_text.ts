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
