import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { Certificate, CertificateOwner } from "../../domain/certificates/certificate.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { tellOf } from "../programs/webhook_events.ts";
import { certificates } from "../schema.ts";

export type NewCertificate = Omit<Certificate, "id"> & {
  owner: CertificateOwner;
  /** What it is about: the civil day of an affiliation, the period of a withholding. */
  subject: string;
};

/**
 * The certificate of somebody on a subject: the one that is out already where it says the same, else
 * the new one, which replaces it. One batch, so two at once get one certificate.
 */
export async function issueCertificate(
  db: Db,
  { owner, ...certificate }: NewCertificate,
  entry: Entry = NO_ENTRY,
): Promise<Certificate> {
  const { kind, subject, says, issuedAt } = certificate;
  const saysSha256 = sha256(says);
  const isCurrent = and(
    "affiliateId" in owner
      ? eq(certificates.affiliateId, owner.affiliateId)
      : eq(certificates.providerId, owner.providerId),
    eq(certificates.kind, kind),
    eq(certificates.subject, subject),
    isNull(certificates.replacedAt),
  );
  const [, , [current]] = await db.batch([
    db.update(certificates).set({ replacedAt: issuedAt })
      .where(and(isCurrent, ne(certificates.saysSha256, saysSha256))),
    db.insert(certificates).values({ ...certificate, ...owner, saysSha256 }).onConflictDoNothing(),
    db.select().from(certificates).where(isCurrent),
    ...entry.queries,
    ...tellOfCertificate(db, certificate).queries,
  ]);
  if (!current) throw new Error("no certificate was stored");
  return current;
}

/** Tells the programs of the provider whose certificate was stored; one that was out is no news. */
function tellOfCertificate(
  db: Db,
  { code, kind, subject, issuedAt }: Omit<NewCertificate, "owner">,
): Entry {
  return tellOf(db, {
    event: "certificate.issued",
    subject: code,
    facts: { tax: kind, period: subject, code },
    happenedTo: sql`
      SELECT provider_id FROM certificates WHERE code = ${code} AND provider_id IS NOT NULL`,
  }, issuedAt);
}
