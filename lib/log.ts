export type LogLevel = "info" | "warning" | "error";

/** Writes one line of JSON: when, how grave, what happened, and details that name no person. */
export function log(level: LogLevel, event: string, details: Record<string, unknown> = {}): void {
  const line = { time: new Date().toISOString(), level, event, ...details };
  console.error(JSON.stringify(line));
}
