import { sql } from "drizzle-orm";
import type { Provider } from "../../domain/providers/provider.ts";
import type { Db } from "../client.ts";
import { giveUpWaiting } from "./webhook_failing.ts";

/*
 * A token and a webhook live as long as their person looks after the provider's programs: they end in
 * the batch in which she loses that, and stay ended where she gets it back (S9, T11). A webhook is
 * switched off, and whoever looks at its address and switches it on answers for it from then on.
 */

type Ending = {
  /** Whose they are: ids of users, as what `IN` takes. */
  people: string;
  /** A further condition on `api_tokens` and `webhooks`, for a change that may change nothing. */
  only?: string;
  now?: string;
};

/** The statements that end what is somebody's; their texts use the arguments of the batch. */
export function endProgramsSql({ people, only = "1", now = ":now" }: Ending): string[] {
  return [
    `UPDATE api_tokens SET revoked_at = ${now}
     WHERE revoked_at IS NULL AND made_by IN (${people}) AND ${only}`,
    `UPDATE webhooks SET switched_off_at = ${now}, switched_off_because = 'personLeft'
     WHERE switched_off_at IS NULL AND vouched_by IN (${people}) AND ${only}`,
    giveUpWaiting(`vouched_by IN (${people}) AND switched_off_because = 'personLeft'`, now),
  ];
}

/** The same for a member of a team who, after the change, no longer looks after it. */
export function endProgramsOfMember(db: Db, { id }: Provider, userId: number, nowMs: number) {
  const only = `provider_id = ${id} AND NOT EXISTS (SELECT 1 FROM memberships
    WHERE user_id = ${userId} AND provider_id = ${id} AND revoked_at IS NULL
      AND role IN ('representante', 'administrador'))`;
  return endProgramsSql({ people: `${userId}`, only, now: `${Math.trunc(nowMs)}` })
    .map((text) => db.run(sql.raw(text)));
}
