import { type QuestionTime, SLOW_QUESTION_MS } from "../../domain/system/question_time.ts";

/** Made where a question is written: its stack says where, but is read only when somebody asks. */
export type Origin = Error;

/** How long the questions of one process took, by where they are written; never with their values. */
export type QuestionTimes = {
  note(origin: Origin | undefined, ms: number): void;
  /** The longest first. */
  list(): QuestionTime[];
};

/** Is told of each question that took longer than `SLOW_QUESTION_MS`. */
export type OnSlow = (name: string, ms: number) => void;

/** Questions are written once, so there are far fewer. */
const MAX_ORIGINS = 1000;

export function createQuestionTimes(onSlow: OnSlow = () => {}): QuestionTimes {
  const byOrigin = new Map<Origin, Omit<QuestionTime, "name">>();
  return {
    note(origin, ms) {
      if (origin === undefined) return;
      const known = byOrigin.get(origin);
      if (known) {
        known.count++;
        known.totalMs += ms;
        if (ms > known.longestMs) known.longestMs = ms;
      } else if (byOrigin.size < MAX_ORIGINS) {
        byOrigin.set(origin, { count: 1, totalMs: ms, longestMs: ms });
      }
      if (ms > SLOW_QUESTION_MS) onSlow(nameOf(origin), ms);
    },
    list() {
      const times = [...byOrigin].map(([origin, time]) => ({ name: nameOf(origin), ...time }));
      return times.sort((one, other) => other.longestMs - one.longestMs);
    },
  };
}

/** Folder, file and line of whoever called `question`: `payments/vouchers.ts:119`. */
function nameOf({ stack = "" }: Origin): string {
  const [, , caller = ""] = stack.split("\n");
  const [file, line] = caller.split("/").slice(-2).join("/").split(":");
  return `${file}:${line}`;
}
