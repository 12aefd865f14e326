/** How often a question to the database was asked, and how long its answers took. */
export type QuestionTime = { name: string; count: number; totalMs: number; longestMs: number };

/** A question that takes longer is a line of the log. */
export const SLOW_QUESTION_MS = 250;
