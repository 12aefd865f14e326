export type LogLevel = "info" | "warning" | "error";

/** Signs that JSON leaves as they are, and that a terminal or a reader of lines obeys. */
const UNSEEN = /[\u007f-\u009f\u2028\u2029]/g;

/** Writes one line of JSON: when, how grave, what happened, and details that name no person. */
export function log(level: LogLevel, event: string, details: Record<string, unknown> = {}): void {
  const line = { time: new Date().toISOString(), level, event, ...details };
  console.error(JSON.stringify(line).replace(UNSEEN, escapeSign));
}

function escapeSign(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
