/** What a check found: `good`, `doubtful` (works, but look at it) or `bad` (does not work). */
export type Finding = {
  about: string;
  state: "good" | "doubtful" | "bad";
  says: string;
  /** What to do, where there is something to do. */
  advice?: string;
};

export function good(about: string, says: string): Finding {
  return { about, state: "good", says };
}

export function doubtful(about: string, says: string, advice: string): Finding {
  return { about, state: "doubtful", says, advice };
}

export function bad(about: string, says: string, advice: string): Finding {
  return { about, state: "bad", says, advice };
}
