import type { AttemptLimit } from "../accounts/attempt_limit.ts";
import { WAITS } from "../accounts/attempt_limit.ts";
import { describeState, initialsOf } from "../affiliates/consulta.ts";
import { type CivilDate, dateInBogota } from "../dates.ts";
import { documentTypeName } from "../affiliates/document.ts";
import { paperInstead, readCertifiedAffiliation } from "./affiliation.ts";
import type { Certificate } from "./certificate.ts";

/** Codes that one place may ask for: enough for an office that checks papers all day. */
export const VERIFICATIONS_BY_SOURCE: AttemptLimit = {
  name: "verification by source",
  free: 60,
  ...WAITS,
};

/** A certificate with what has become of it since. */
export type VerifiedCertificate = Pick<Certificate, "id" | "says" | "issuedAt"> & {
  /** Since when another one of the same day says something else. */
  replacedAt: number | null;
  /** The state of the affiliate today; null for whoever is no longer on file. */
  stateNow: string | null;
};

/** All that anybody with the code is told. */
export type Verification = {
  /** Whether what it says still holds. */
  isValid: boolean;
  documentType: string;
  initials: string;
  issuedOn: CivilDate;
  stateThen: string;
  stateNow: string;
};

export function verify(certificate: VerifiedCertificate): Verification {
  const { says, issuedAt, replacedAt, stateNow } = certificate;
  const person = readCertifiedAffiliation(says);
  return {
    isValid: replacedAt === null && stateNow !== null && paperInstead(stateNow) === undefined,
    documentType: documentTypeName(person.documentType),
    initials: initialsOf(person),
    issuedOn: dateInBogota(issuedAt),
    stateThen: describeState(person.state).name,
    stateNow: stateNow === null ? "Ya no figura en esta EPS" : describeState(stateNow).name,
  };
}
