import type { ProviderRole } from "../accounts/role.ts";

/** A person of a provider's team; instants in milliseconds. */
export type Member = {
  userId: number;
  name: string;
  email: string | null;
  role: ProviderRole;
  createdAt: number;
  hasSecondFactor: boolean;
  /** By the staff: she enters for no provider. */
  isDisabled: boolean;
  /** When one of her sessions was used last, whichever provider it was for; null for never. */
  lastUsedAt: number | null;
  openSessions: number;
};

/** Who was invited and has not come yet. */
export type OpenInvitation = {
  handle: string;
  email: string;
  role: string;
  createdAt: number;
  expiresAt: number;
};

export type Team = { members: Member[]; invitations: OpenInvitation[] };
