import type { Attempt } from "../../db/accounts/attempts.ts";
import type { UserRecord } from "../../domain/users/user_record.ts";
import {
  LINK_BY_USER,
  PASSWORD_BY_USER,
  SECOND_FACTOR_BY_USER,
  SIGN_IN_BY_USER,
  SIGN_IN_FROM_HERE,
} from "../../domain/accounts/attempt_limit.ts";
import { placeOf } from "../../lib/ip_address.ts";

/**
 * Every count that may make a person wait: by her name, by her id, and by name and place for the
 * places from which wrong passwords of hers came lately. Counts of a place that tries many users
 * are not hers and stay.
 */
export function attemptsOf(user: UserRecord): Attempt[] {
  const { id, kind, email, providers, sessions, refusedSources } = user;
  const name = kind === "representative" ? providers[0]?.nit ?? "" : `${kind} ${email}`;
  const places = [...refusedSources, ...sessions.map(({ address }) => address)].map(placeOf);
  return [
    { limit: SIGN_IN_BY_USER, of: name },
    { limit: LINK_BY_USER, of: name },
    { limit: SECOND_FACTOR_BY_USER, of: String(id) },
    { limit: PASSWORD_BY_USER, of: String(id) },
    ...[...new Set(places)].map((place) => ({ limit: SIGN_IN_FROM_HERE, of: `${name}\n${place}` })),
  ];
}
