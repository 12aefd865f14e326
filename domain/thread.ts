import type { StoredFile } from "./file.ts";
import { lengthProblem } from "./text_length.ts";

/*
 * What every conversation with the staff has in common, whatever it is about: its states, its steps
 * and its messages.
 */

export const THREAD_STATES = ["open", "inProgress", "answered", "closed"] as const;
export type ThreadState = typeof THREAD_STATES[number];

/** What the staff looks at of a queue: `pending` waits for an answer. */
export type QueueState = ThreadState | "pending" | "all";

/** How many threads are in each state. */
export type ThreadCounts = Record<ThreadState, number>;

/** `key` is the name of a state in the address. */
export const THREAD_STATE_WORDS: Record<
  ThreadState,
  { key: string; name: string; plural: string }
> = {
  open: { key: "abierta", name: "Abierta", plural: "Abiertas" },
  inProgress: { key: "en-tramite", name: "En trámite", plural: "En trámite" },
  answered: { key: "respondida", name: "Respondida", plural: "Respondidas" },
  closed: { key: "cerrada", name: "Cerrada", plural: "Cerradas" },
};

/** What can happen in a thread: each step is one entry, with or without a text. */
export const THREAD_STEPS = [
  "opened",
  "message",
  "reopened",
  "closed",
  "inProgress",
  "answered",
] as const;
export type ThreadStep = typeof THREAD_STEPS[number];

export type ThreadMessage<Step = ThreadStep> = {
  id: string;
  isStaff: boolean;
  /** Empty where whoever wrote has no name of her own in the portal. */
  authorName: string;
  step: Step;
  text: string;
  createdAt: number;
  files: StoredFile[];
};

/** Whether the staff still owes an answer. */
export function isPending(state: ThreadState): boolean {
  return state === "open" || state === "inProgress";
}

/**
 * The state after a step of either side; undefined where the step is not possible then. What is
 * written from outside after an answer opens the thread again, so that the staff sees it.
 */
export function stateAfter(step: ThreadStep, state: ThreadState): ThreadState | undefined {
  if (step === "reopened") return isPending(state) ? undefined : "open";
  if (state === "closed") return undefined;
  if (step === "closed") return "closed";
  if (step === "message") return state === "answered" ? "open" : state;
  if (step === "inProgress") return state === "open" ? "inProgress" : undefined;
  return "answered";
}

export function readThreadState(key: string): ThreadState | undefined {
  return THREAD_STATES.find((state) => THREAD_STATE_WORDS[state].key === key);
}

export const MAX_MESSAGE_TEXT = 4000;

/** What is wrong with a text of a thread; undefined where nothing is. */
export function textProblem(text: string, whenEmpty: string): string | undefined {
  return text.trim() === "" ? whenEmpty : lengthProblem(text, MAX_MESSAGE_TEXT);
}
