import type { NewCertificate } from "../../../db/certificates/issue.ts";
import {
  type CertifiedPerson,
  type CertifiedRelative,
  certifyAffiliation,
} from "../../../domain/certificates/affiliation.ts";
import { epsIdentity } from "../../../domain/eps.ts";

/** An active head of family, as she is on file. */
export function aCertifiedPerson(changes: Partial<CertifiedPerson> = {}): CertifiedPerson {
  return {
    documentType: "CC",
    documentNumber: "9990000101",
    firstName: "María",
    secondName: "Camila",
    firstSurname: "Pérez",
    secondSurname: "Rojas",
    state: "AC",
    regime: "subsidiado",
    kind: "cabeza",
    affiliatedOn: "2011-02-01",
    municipality: "Cartagena",
    department: null,
    ...changes,
  };
}

/** Somebody of her family group. */
export function aRelative(changes: Partial<CertifiedRelative> = {}): CertifiedRelative {
  return {
    documentType: "TI",
    documentNumber: "9990000103",
    firstName: "Camila",
    secondName: null,
    firstSurname: "Prueba",
    secondSurname: null,
    state: "AC",
    kinship: "Hija",
    ...changes,
  };
}

/** A certificate of affiliation of the affiliate with number 1, to be issued. */
export function aCertificate(changes: Partial<NewCertificate> = {}): NewCertificate {
  const says = certifyAffiliation(aCertifiedPerson(), [aRelative()], epsIdentity({}));
  return {
    kind: "affiliation",
    owner: { affiliateId: 1 },
    subject: "2026-03-05",
    code: "ABCDEFGH2345",
    says: JSON.stringify(says),
    issuedAt: Date.parse("2026-03-05T15:00:00Z"),
    ...changes,
  };
}
