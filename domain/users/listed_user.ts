import type { UserKind } from "../accounts/account.ts";
import type { StaffRole } from "../accounts/role.ts";

/** A person as a list of the staff shows her; instants in milliseconds. */
export type ListedUser = {
  id: number;
  kind: UserKind;
  /** Her own name, or that of the representative on file; empty where none is known. */
  name: string;
  email: string | null;
  staffRole: StaffRole | null;
  /** The provider that she works for, or one of several. */
  legalName: string | null;
  nit: string | null;
  providerCount: number;
  isDisabled: boolean;
  isWaiting: boolean;
  lastUsedAt: number | null;
};
