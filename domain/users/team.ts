import type { ProviderRole } from "../accounts/role.ts";

/** A person of a provider's team; instants in milliseconds. */
export type Member = {
  userId: number;
  name: string;
  email: string | null;
  role: ProviderRole;
  createdAt: number;
  hasSecondFactor: boolean;
  /** Disabled by the staff: she can work for no provider. */
  isDisabled: boolean;
  /** When a session of hers for this provider was used last; null for never. */
  lastUsedAt: number | null;
  openSessions: number;
};

/**
 * An invitation that was not accepted yet; `handle` names it in forms and opens nothing. Instants
 * in milliseconds.
 */
export type OpenInvitation = {
  handle: string;
  email: string;
  role: string;
  createdAt: number;
  expiresAt: number;
};

/** Who may see a provider, and who was invited to. */
export type Team = { members: Member[]; invitations: OpenInvitation[] };
