import { and, eq, isNull, ne } from "drizzle-orm";
import type { Certificate } from "../../domain/certificates/certificate.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { certificates } from "../schema.ts";

export type NewCertificate = Pick<Certificate, "code" | "says" | "issuedAt"> & {
  affiliateId: number;
  /** The civil day that it speaks of. */
  subject: string;
};

/**
 * The certificate of somebody on a day: the one that is out already where it says the same, else the
 * new one, which replaces it. One batch, so two at once get one certificate.
 */
export async function issueCertificate(
  db: Db,
  { affiliateId, subject, code, says, issuedAt }: NewCertificate,
  entry: Entry = NO_ENTRY,
): Promise<Certificate> {
  const kind = "affiliation" as const;
  const saysSha256 = sha256(says);
  const isCurrent = and(
    eq(certificates.affiliateId, affiliateId),
    eq(certificates.kind, kind),
    eq(certificates.subject, subject),
    isNull(certificates.replacedAt),
  );
  const row = { kind, affiliateId, subject, code, says, saysSha256, issuedAt };
  const [, , [current]] = await db.batch([
    db.update(certificates).set({ replacedAt: issuedAt })
      .where(and(isCurrent, ne(certificates.saysSha256, saysSha256))),
    db.insert(certificates).values(row).onConflictDoNothing(),
    db.select().from(certificates).where(isCurrent),
    ...entry.queries,
  ]);
  if (!current) throw new Error("no certificate was stored");
  return current;
}
