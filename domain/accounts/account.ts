import type { Provider } from "../providers/provider.ts";
import type { ProviderRole, StaffRole } from "./role.ts";

/** Who signs in: the legal representative of a provider, a member of a team, the staff of the EPS. */
export type UserKind = "representative" | "member" | "staff";
export type Membership = { provider: Provider; role: ProviderRole };

/** A person who may sign in, with the providers that she may see. */
export type Account = {
  id: number;
  kind: UserKind;
  /** Her own address; null for a representative, who signs in with the NIT. */
  email: string | null;
  /**
   * Where her mails go: her own address, or the one on file of the provider that she represents.
   */
  mailbox: string | null;
  name: string;
  staffRole: StaffRole | null;
  passwordHash: string;
  /** Neither disabled nor waiting to be activated again, and not of a closed provider. */
  isActive: boolean;
  totp: { secret: string | null; confirmedAt: number | null };
  representativeId: string | null;
  memberships: Membership[];
};
