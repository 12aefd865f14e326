import type { Trouble } from "../../domain/system/trouble.ts";
import { oneAtATime } from "../../lib/one_at_a_time.ts";
import type { Db } from "../client.ts";

/** Notes troubles of requests, after their answers. */
export type Troubles = { note(trouble: Trouble): void };

type Options = {
  background: { run(work: () => Promise<void>): void };
  onLost: (error: unknown) => void;
};

/** Where everything fails, a few say what; the log has every one. */
export const MAX_A_SECOND = 5;
const MAX_WAITING = 20;
/** How many the table has; older ones make room. */
export const MAX_KEPT = 5000;

/** Each process has one; what cannot be stored is lost here, because the log has it. */
export function createTroubles(db: Db, { background, onLost }: Options): Troubles {
  const waiting: Trouble[] = [];
  let second = 0;
  let noted = 0;
  const write = oneAtATime(async () => {
    if (waiting.length === 0) return;
    try {
      await storeTroubles(db, waiting.splice(0));
    } catch (error) {
      onLost(error);
    }
  });

  return {
    note(trouble) {
      const current = Math.trunc(trouble.at / 1000);
      if (current !== second) [second, noted] = [current, 0];
      if (noted === MAX_A_SECOND || waiting.length === MAX_WAITING) return;
      noted++;
      waiting.push(trouble);
      background.run(write);
    },
  };
}

/** Stores troubles and removes the oldest beyond `MAX_KEPT`, in one round trip. */
export async function storeTroubles(db: Db, troubles: Trouble[]): Promise<void> {
  await db.$client.batch([
    { sql: STORE, args: { troubles: JSON.stringify(troubles) } },
    { sql: MAKE_ROOM, args: { kept: MAX_KEPT } },
  ], "write");
}

const STORE = `
  INSERT INTO troubles (at, kind, route, request_id, duration_ms, problem)
  SELECT CAST(value ->> 'at' AS INTEGER), value ->> 'kind', value ->> 'route', value ->> 'requestId',
    CAST(value ->> 'durationMs' AS INTEGER), value ->> 'problem'
  FROM json_each(:troubles)`;
const MAKE_ROOM = "DELETE FROM troubles WHERE id <= (SELECT max(id) FROM troubles) - :kept";
