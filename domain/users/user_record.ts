import type { UserKind } from "../accounts/account.ts";
import type { ListedSession } from "../accounts/session.ts";
import type { Note } from "../staff/note.ts";
import type { ProviderRole, StaffRole } from "../accounts/role.ts";

/** Everything that the staff may know of a person; never the password, nor its hash. */
export type UserRecord = {
  id: number;
  kind: UserKind;
  name: string;
  email: string | null;
  staffRole: StaffRole | null;
  activatedAt: number | null;
  disabledAt: number | null;
  secondFactorSince: number | null;
  passkeyCount: number;
  recoveryCodesLeft: number;
  providers: UserProvider[];
  /** What an affiliate signs in with, and where her mails go; null for everybody else. */
  affiliate: { documentType: string; documentNumber: string; email: string | null } | null;
  sessions: ListedSession[];
  notes: Note[];
  /**
   * The places from which wrong passwords of hers came lately: "unlock" forgets their tries, too.
   */
  refusedSources: string[];
};

/** A provider that a person works for, and what the EPS has on file of it. */
export type UserProvider = {
  id: number;
  nit: string;
  legalName: string;
  role: ProviderRole;
  email: string | null;
  representativeName: string | null;
  isClosed: boolean;
};
