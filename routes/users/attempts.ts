import type { Attempt } from "../../db/accounts/attempts.ts";
import type { AccountKey } from "../../db/accounts/users.ts";
import type { UserRecord } from "../../domain/users/user_record.ts";
import {
  PASSWORD_BY_USER,
  SECOND_FACTOR_BY_USER,
  SIGN_IN_BY_USER,
  SIGN_IN_FROM_HERE,
} from "../../domain/accounts/attempt_limit.ts";
import { LINK_BY_USER, LINK_JUST_MAILED } from "../../domain/accounts/link_limits.ts";
import { nameOf } from "../accounts/sign_in_attempts.ts";
import { placeOf } from "../../lib/ip_address.ts";

/**
 * Every count that may make a person wait: by her name, by her id, and by name and place for the
 * places from which wrong passwords of hers came lately. Counts of a place that tries many users
 * are not hers and stay.
 */
export function attemptsOf(user: UserRecord): Attempt[] {
  const { id, sessions, refusedSources } = user;
  const name = nameOf(keyOf(user), "");
  const places = [...refusedSources, ...sessions.map(({ address }) => address)].map(placeOf);
  return [
    { limit: SIGN_IN_BY_USER, of: name },
    { limit: LINK_BY_USER, of: name },
    { limit: LINK_JUST_MAILED, of: name },
    { limit: SECOND_FACTOR_BY_USER, of: String(id) },
    { limit: PASSWORD_BY_USER, of: String(id) },
    ...[...new Set(places)].map((place) => ({ limit: SIGN_IN_FROM_HERE, of: `${name}\n${place}` })),
  ];
}

function keyOf({ kind, email, providers, affiliate }: UserRecord): AccountKey | undefined {
  if (affiliate) return affiliate;
  if (kind === "representative") return { nit: providers[0]?.nit ?? "" };
  return email !== null && kind !== "affiliate" ? { kind, email } : undefined;
}
