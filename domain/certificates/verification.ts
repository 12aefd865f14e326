import type { AttemptLimit } from "../accounts/attempt_limit.ts";
import { WAITS } from "../accounts/attempt_limit.ts";
import { describeState, initialsOf } from "../affiliates/consulta.ts";
import { type CivilDate, dateInBogota } from "../dates.ts";
import { type Cents, formatMoney } from "../money.ts";
import { formatNit } from "../nit.ts";
import { documentTypeName } from "../affiliates/document.ts";
import { paperInstead, readCertifiedAffiliation } from "./affiliation.ts";
import type { Certificate } from "./certificate.ts";
import { periodName, TAX_WORDS } from "./period.ts";
import { readCertifiedWithholding } from "./withholding.ts";

/** Codes that one place may ask for: enough for an office that checks papers all day. */
export const VERIFICATIONS_BY_SOURCE: AttemptLimit = {
  name: "verification by source",
  free: 60,
  ...WAITS,
};

/** A certificate with what has become of it since. */
export type VerifiedCertificate = Pick<Certificate, "id" | "kind" | "says" | "issuedAt"> & {
  /** Since when another one of the same day or period says something else. */
  replacedAt: number | null;
};

/** What is known today of what a certificate says. */
export type Today =
  /** Null for whoever is no longer on file. */
  | { state: string | null }
  | WithheldToday;

export type WithheldToday = {
  withheld: Cents;
  /** Whether the lines of today add up to what the certificate says. */
  isSame: boolean;
};

/** All that anybody with the code is told. */
export type Verification = {
  /** Whether what it says still holds. */
  isValid: boolean;
  title: string;
  issuedOn: CivilDate;
  facts: (readonly [name: string, value: string])[];
};

export function verify(certificate: VerifiedCertificate, today: Today): Verification {
  const told = "state" in today
    ? verifyAffiliation(certificate.says, today.state)
    : verifyWithholding(certificate.says, today);
  return {
    ...told,
    isValid: told.isValid && certificate.replacedAt === null,
    issuedOn: dateInBogota(certificate.issuedAt),
  };
}

type Told = Omit<Verification, "issuedOn">;

function verifyAffiliation(says: string, state: string | null): Told {
  const person = readCertifiedAffiliation(says);
  return {
    isValid: state !== null && paperInstead(state) === undefined,
    title: "Certificado de afiliación",
    facts: [
      ["Documento", documentTypeName(person.documentType)],
      ["Iniciales", initialsOf(person)],
      ["Estado ese día", describeState(person.state).name],
      ["Estado hoy", state === null ? "Ya no figura en esta EPS" : describeState(state).name],
    ],
  };
}

function verifyWithholding(says: string, { withheld, isSame }: WithheldToday): Told {
  const said = readCertifiedWithholding(says);
  return {
    isValid: isSame,
    title: TAX_WORDS[said.tax].title,
    facts: [
      ["NIT de quien lo recibió", formatNit(said.provider.nit)],
      ["Período", periodName(said)],
      ["Retenido según el certificado", formatMoney(said.sums.withheld)],
      ["Retenido según los pagos de hoy", formatMoney(withheld)],
    ],
  };
}
