import type { Attempt } from "../../db/accounts/attempts.ts";
import type { AccountKey } from "../../db/accounts/users.ts";
import {
  SIGN_IN_BY_SOURCE,
  SIGN_IN_BY_USER,
  SIGN_IN_FROM_HERE,
} from "../../domain/accounts/attempt_limit.ts";
import { parseNit } from "../../domain/nit.ts";
import { canonicalEmail } from "../../domain/providers/provider.ts";

/** Whom a typed Usuario names: a representative by the NIT, anybody else by the address. */
export function keyOf(tipo: string, usuario: string): AccountKey | undefined {
  const email = canonicalEmail(usuario);
  if (tipo === "funcionario") return email === undefined ? undefined : { kind: "staff", email };
  if (email !== undefined) return { kind: "member", email };
  const nit = parseNit(usuario);
  return nit === undefined ? undefined : { nit };
}

/** What attempts are counted by: every spelling of one user is one. */
export function nameOf(key: AccountKey | undefined, typed: string): string {
  if (key === undefined || "id" in key) return typed.trim();
  return "nit" in key ? key.nit : `${key.kind} ${key.email}`;
}

/**
 * What counts as an attempt: of this user from this place, from this place at all, and of this user
 * from any place where the user has not signed in lately.
 */
export function attemptsOf(
  { user, source }: { user: string; source: string },
  isKnown: boolean,
): Attempt[] {
  const attempts: Attempt[] = [
    { limit: SIGN_IN_FROM_HERE, of: `${user}\n${source}` },
    { limit: SIGN_IN_BY_SOURCE, of: source },
  ];
  return isKnown ? attempts : [...attempts, { limit: SIGN_IN_BY_USER, of: user }];
}

/** Whether an attempt is counted by its user, so that signing in forgets it. */
export function isOfUser({ limit }: Attempt): boolean {
  return limit !== SIGN_IN_BY_SOURCE;
}
