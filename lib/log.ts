import { describeError } from "./error_text.ts";

export type LogLevel = "info" | "warning" | "error";

/** Characters that JSON leaves as they are, and that end a line or control a terminal. */
const UNSEEN = /[\u007f-\u009f\u2028\u2029]/g;

/** Writes one line of JSON: time, level, what happened, and details that name no person. */
export function log(level: LogLevel, event: string, details: Record<string, unknown> = {}): void {
  console.error(toLine(level, event, details));
}

const WAIT_MS = 20;
const MAX_WAITING = 200;

/**
 * The log of a busy process: lines of level `info` wait some milliseconds for more, because one
 * write for each request costs as much as many an answer. Other levels are written at once, and
 * everything that waits at `flush` and when the process ends. Where the log cannot be written, on a
 * full disk or into a pipe that nobody reads, requests go on, and the next line that can be written
 * comes after one that says how many are missing.
 */
export function createLog(): { log: typeof log; flush: () => void } {
  const waiting: string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lostCount = 0;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length > 0) write(waiting.splice(0));
  }

  function write(lines: string[]): void {
    // The empty line ends one of which only a part was written.
    const lost = ["", toLine("error", "log lines lost", { count: lostCount })];
    try {
      console.error([...(lostCount > 0 ? lost : []), ...lines].join("\n"));
      lostCount = 0;
    } catch {
      // There is nobody to tell: whatever is thrown here would be logged, too.
      lostCount += lines.length;
    }
  }

  globalThis.addEventListener("unload", flush);
  return {
    flush,
    log(level, event, details = {}) {
      waiting.push(toLine(level, event, details));
      if (level !== "info" || waiting.length >= MAX_WAITING) flush();
      else timer ??= setTimeout(flush, WAIT_MS);
    },
  };
}

/**
 * Logs what nothing else caught, a rejection or a throw in a timer, and goes on: all that a request
 * changes is one batch in the database, and one stray error must not end everybody's requests.
 */
export function surviveStrayErrors(write: typeof log): void {
  globalThis.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    write("error", "stray rejection", { error: describeError(event.reason) });
  });
  globalThis.addEventListener("error", (event) => {
    event.preventDefault();
    write("error", "stray error", { error: describeError(event.error) });
  });
}

function toLine(level: LogLevel, event: string, details: Record<string, unknown>): string {
  const line = { time: new Date().toISOString(), level, event, ...details };
  return JSON.stringify(line).replace(UNSEEN, escapeSign);
}

function escapeSign(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
