import type { StoredSession } from "../../../db/accounts/sessions.ts";
import { READ_ON_MS } from "../../../domain/accounts/session.ts";
import { setNewest } from "../../../lib/newest.ts";

/** Sessions that the primary said were alive, and when; for the minutes in which it does not answer. */
export type SeenSessions = {
  /** Begins a check at the primary; what it answers is told, and counts from when it was asked. */
  begin(id: string, nowMs: number): (session: StoredSession | undefined) => void;
  /** The session, where the primary said within the last minutes that it is alive. */
  find(id: string, nowMs: number): StoredSession | undefined;
  /** What was done in a session may have ended or changed it: only the primary knows. */
  forget(id: string): void;
  /** The same of all, after an act that ends somebody's access. */
  forgetAll(): void;
};

type Seen = { turn: number; session?: StoredSession | undefined; askedAt: number };

/** About ten megabytes. */
const MAX_SEEN = 10_000;

/**
 * Each check and each end has a turn: a check that began before an end, and comes back after it, is
 * passed over.
 */
export function createSeenSessions(max = MAX_SEEN): SeenSessions {
  const seen = new Map<string, Seen>();
  let turn = 0;
  let forgottenTurn = 0;

  function put(id: string, one: Seen): void {
    const [, oldest] = setNewest(seen, max, id, one) ?? [];
    if (oldest) forgottenTurn = Math.max(forgottenTurn, oldest.turn);
  }

  return {
    begin(id, askedAt) {
      const own = ++turn;
      return (session) => {
        const isLate = own < forgottenTurn || own < (seen.get(id)?.turn ?? 0);
        if (!isLate) put(id, { turn: own, session, askedAt });
      };
    },
    find(id, nowMs) {
      const one = seen.get(id);
      const agoMs = nowMs - (one?.askedAt ?? NaN);
      return agoMs >= 0 && agoMs <= READ_ON_MS ? one?.session : undefined;
    },
    forget: (id) => put(id, { turn: ++turn, askedAt: NaN }),
    forgetAll() {
      seen.clear();
      forgottenTurn = ++turn;
    },
  };
}
