import { eq } from "drizzle-orm";
import type { VerifiedCertificate } from "../../domain/certificates/verification.ts";
import type { Db } from "../client.ts";
import { ask, question, type Values } from "../question.ts";
import { affiliates, certificates } from "../schema.ts";

type Found = VerifiedCertificate & {
  affiliateId: number | null;
  state: string | null;
  providerId: number | null;
};

/** The certificate of a code, with its holder's state today, or whose provider's it is. */
export async function findCertificate(db: Db, code: string): Promise<Found | undefined> {
  const [found] = await ask(db, CERTIFICATE({ code }));
  return found;
}

const CERTIFICATE = question(
  {
    id: certificates.id,
    kind: certificates.kind,
    says: certificates.says,
    issuedAt: certificates.issuedAt,
    replacedAt: certificates.replacedAt,
    affiliateId: certificates.affiliateId,
    providerId: certificates.providerId,
    state: affiliates.state,
  },
  (select, { code }: Values<{ code: string }>) =>
    select.from(certificates)
      .leftJoin(affiliates, eq(affiliates.id, certificates.affiliateId))
      .where(eq(certificates.code, code)),
);
