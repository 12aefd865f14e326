import { eq } from "drizzle-orm";
import type { AffiliateHome } from "../../domain/affiliates/home.ts";
import { PASSKEY_OFFER } from "../accounts/passkeys.ts";
import type { Db } from "../client.ts";
import { askTogether, question, type Values } from "../question.ts";
import { affiliates } from "../schema.ts";

/**
 * What an affiliate's first page says of her, and whether this person (`userId`) has no passkey;
 * one round trip. Undefined where she is not on file.
 */
export async function findAffiliateHome(
  db: Db,
  of: { affiliateId: number; userId: number },
): Promise<AffiliateHome | undefined> {
  const [[person], offer] = await askTogether(
    db,
    STATE({ affiliateId: of.affiliateId }),
    PASSKEY_OFFER({ userId: of.userId }),
  );
  return person && { ...person, offersPasskey: offer.length > 0 };
}

const STATE = question(
  {
    state: affiliates.state,
    regime: affiliates.regime,
    municipality: affiliates.municipality,
    primarySiteName: affiliates.primarySiteName,
  },
  (select, { affiliateId }: Values<{ affiliateId: number }>) =>
    select.from(affiliates).where(eq(affiliates.id, affiliateId)),
);
