import type { FieldError } from "../../domain/errors.ts";
import type { ProviderRole, StaffRole } from "../../domain/users/role.ts";

export type ShownUser = {
  id: number;
  kind: "representative" | "member" | "staff";
  name: string;
  email: string | null;
  staffRole: StaffRole | null;
  activatedAt: number | null;
  disabledAt: number | null;
  secondFactorSince: number | null;
  passkeyCount: number;
  recoveryCodesLeft: number;
  providers: {
    nit: string;
    legalName: string;
    role: ProviderRole;
    email: string | null;
    representativeName: string | null;
    isClosed: boolean;
  }[];
  sessions: { createdAt: number; lastUsedAt: number; address: string; userAgent: string }[];
  notes: { at: number; act: string; staffName: string; reason: string }[];
};

export type UserPageProps = {
  user: ShownUser;
  isOwn: boolean;
  /** Until when she must wait because of wrong tries. */
  waitsUntil: number | undefined;
  typed: { accion: string; motivo: string; rol: string };
  errors: FieldError[];
  notice: string | undefined;
  csrfToken: string;
};
