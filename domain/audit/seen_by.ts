import type { UserKind } from "../accounts/account.ts";
import { STAFF_ROLE_WORDS, type StaffRole } from "../accounts/role.ts";
import { activityName } from "./activity.ts";
import { type AuditDetail, describeDetail } from "./detail.ts";

/** Something that was done with an affiliate's data by somebody else, as the log has it. */
export type SeenEvent = {
  at: number;
  name: string;
  detail: AuditDetail;
  /** Null where nobody was signed in. */
  kind: UserKind | null;
  personName: string;
  staffRole: StaffRole | null;
  /** Why a member of the staff did it; empty where no reason was asked for. */
  motive: string;
};

/** What somebody who is not signed in must have known to do it. */
const WITHOUT_NAME: Record<string, string> = {
  affiliationAsked: "Alguien que escribió su documento y su fecha de nacimiento",
  certificateVerified: "Alguien que tenía el código de su certificado",
};

/** The same as the affiliate reads it. */
export type SeenLine = { at: number; who: string; what: string; motive: string };

export function describeSeen({ at, name, detail, motive, ...by }: SeenEvent): SeenLine {
  const { affiliate: _, note: __, person: ___, certificate: ____, ...told } = detail;
  const words = describeDetail(told);
  const act = activityName(name);
  return { at, motive, who: whoOf(name, by), what: words === "" ? act : `${act}: ${words}` };
}

function whoOf(
  event: string,
  { kind, personName, staffRole }: Pick<SeenEvent, "kind" | "personName" | "staffRole">,
) {
  if (kind === null) return WITHOUT_NAME[event] ?? "Alguien que no había iniciado sesión";
  return staffRole === null ? personName : `${personName}, ${STAFF_ROLE_WORDS[staffRole]}`;
}
