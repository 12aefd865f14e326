import { sql } from "drizzle-orm";
import { certifyAffiliation } from "../../domain/certificates/affiliation.ts";
import type { TaxPeriod } from "../../domain/certificates/period.ts";
import type { WithholdingTerms } from "../../domain/certificates/terms.ts";
import { certifyWithholding } from "../../domain/certificates/withholding.ts";
import { dateInBogota } from "../../domain/dates.ts";
import { epsIdentity } from "../../domain/eps.ts";
import { findCertifiable } from "../certificates/affiliation.ts";
import { issueCertificate } from "../certificates/issue.ts";
import { saveTerms } from "../certificates/terms.ts";
import { findWithheldSums } from "../certificates/withheld.ts";
import type { Db } from "../client.ts";
import { affiliates, providers } from "../schema.ts";
import { CLINIC } from "./providers.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const EPS = epsIdentity({});

/** Codes for whoever tries /verificar: an affiliation that holds, and a withholding that does not. */
export const DEMO_CODES = { affiliation: "DEMAFAM23456", withholding: "DEMRET234567" };

const TERMS: WithholdingTerms = {
  city: "Cartagena",
  address: "Calle 0 # 0-00, Cartagena",
  rentaConcept: "Servicios de salud (dato de demostración)",
  rentaRate: "2 %",
  ivaConcept: "Servicios gravados (dato de demostración)",
  ivaRate: "15 % del IVA",
  icaConcept: "Servicios de salud (dato de demostración)",
  icaRate: "7 por mil",
  signerName: "Elena Firma de Prueba",
  signerRole: "Contadora, tarjeta profesional 000000-T",
  legalNote: "Documento de demostración: no tiene validez tributaria.",
};

/**
 * What the certificates of the last two years that are over say, a certificate of affiliation, and one
 * of withholding whose payments were corrected after it.
 */
export async function seedDemoCertificates(db: Db, nowMs: number): Promise<void> {
  const year = Number(dateInBogota(nowMs).slice(0, 4)) - 1;
  for (const one of [year - 1, year]) await saveTerms(db, one, TERMS);
  await certifyHead(db, nowMs);
  await certifyClinic(db, { tax: "renta", year, bimester: null }, nowMs - DAY_MS);
}

async function certifyHead(db: Db, issuedAt: number): Promise<void> {
  const [head] = await db.select({ id: affiliates.id }).from(affiliates)
    .where(sql`document_type = 'CC' AND document_number = '9990000101'`);
  if (!head) return;
  const { person, family } = await findCertifiable(db, head.id);
  const says = person && certifyAffiliation(person, family, EPS);
  await issueCertificate(db, {
    kind: "affiliation",
    owner: { affiliateId: head.id },
    subject: dateInBogota(issuedAt),
    code: DEMO_CODES.affiliation,
    says: JSON.stringify(says),
    issuedAt,
  });
}

/** As if one invoice had not been there yet. */
async function certifyClinic(db: Db, period: TaxPeriod, issuedAt: number): Promise<void> {
  const [provider] = await db.select().from(providers).where(sql`nit = ${CLINIC}`);
  if (!provider) return;
  const { lines, base, vat, withheld } = await findWithheldSums(db, provider.id, period);
  const sums = { lines: lines - 1, base: base - 100_000_000, vat, withheld: withheld - 2_000_000 };
  const parties = { provider, terms: TERMS, eps: EPS, before: undefined };
  await issueCertificate(db, {
    kind: period.tax,
    owner: { providerId: provider.id },
    subject: String(period.year),
    code: DEMO_CODES.withholding,
    says: JSON.stringify(certifyWithholding(period, sums, parties)),
    issuedAt,
  });
}
