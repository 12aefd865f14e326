import type { Provider } from "../providers/provider.ts";
import type { Person } from "./person.ts";
import type { ProviderRole, StaffRole } from "./role.ts";

/**
 * Who signs in: the legal representative of a provider, a member of a team, the staff of the EPS, an
 * affiliate.
 */
export const USER_KINDS = ["representative", "member", "staff", "affiliate"] as const;
export type UserKind = typeof USER_KINDS[number];
export type Membership = { provider: Provider; role: ProviderRole };

/** A person who may sign in, with the providers that she may see. */
export type Account = {
  id: number;
  kind: UserKind;
  /** Her own address; null for who signs in with the NIT of a provider or with her document. */
  email: string | null;
  /**
   * Where her mails go: her own address, or the one on file of the provider that she represents or
   * of the affiliate that she is.
   */
  mailbox: string | null;
  name: string;
  staffRole: StaffRole | null;
  passwordHash: string;
  /** Neither disabled nor waiting to be activated again, of no closed provider, still on file. */
  isActive: boolean;
  totp: { secret: string | null; confirmedAt: number | null };
  representativeId: string | null;
  memberships: Membership[];
  /** The affiliate that she is, with her document; null for everybody else. */
  affiliate: (Person & { documentNumber: string }) | null;
};
