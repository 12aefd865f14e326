/** How much there is of something, and since when the oldest of it waits. */
export type Waiting = { count: number; since: number | null };

/** What the portal has to do, and what it could not. */
export type SystemState = Record<
  | "judgedLoads"
  | "waitingLoads"
  | "waitingMails"
  | "failedMails"
  | "waitingMessages"
  | "failedMessages",
  Waiting
>;
