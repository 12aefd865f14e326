import { endAccounts } from "../accounts/end_access.ts";

/*
 * A provider whose address on file or legal representative changes is in new hands: its
 * representative's access ends. A new representative does not inherit the second factor and passkeys
 * of the one before.
 */

/** Which providers, as subqueries over their ids that use the arguments of the batch. */
export type NewHands = {
  /** Their address or their representative changed. */
  changed: string;
  /** Their representative changed. */
  newPerson: string;
  args: Record<string, string | number>;
};

/** The statements that end access, for the batch that writes the change. */
export function endAccess({ changed, newPerson, args }: NewHands, nowMs: number) {
  const users = representativesOf(changed);
  const newcomers = representativesOf(newPerson);
  return endAccounts({ links: `provider_id IN (${changed})`, users, newcomers, args }, nowMs);
}

function representativesOf(providers: string): string {
  return `SELECT user_id FROM memberships WHERE role = 'representante' AND provider_id IN (${providers})`;
}
