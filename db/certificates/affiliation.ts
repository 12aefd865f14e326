import { and, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { CertifiedPerson, CertifiedRelative } from "../../domain/certificates/affiliation.ts";
import type { Db } from "../client.ts";
import { askTogether, question, type Values } from "../question.ts";
import { affiliates } from "../schema.ts";

type Of = { affiliateId: number };

/** What is on file to certify of somebody, and of those whose head she is. One round trip. */
export async function findCertifiable(
  db: Db,
  affiliateId: number,
): Promise<{ person: CertifiedPerson | undefined; family: CertifiedRelative[] }> {
  const [[person], family] = await askTogether(
    db,
    CERTIFIABLE({ affiliateId }),
    CERTIFIABLE_FAMILY({ affiliateId }),
  );
  return { person, family };
}

const relatives = alias(affiliates, "relatives");

function named(table: typeof affiliates | typeof relatives) {
  return {
    documentType: table.documentType,
    documentNumber: table.documentNumber,
    firstName: table.firstName,
    secondName: table.secondName,
    firstSurname: table.firstSurname,
    secondSurname: table.secondSurname,
    state: table.state,
  };
}

const CERTIFIABLE = question(
  {
    ...named(affiliates),
    regime: affiliates.regime,
    kind: affiliates.kind,
    affiliatedOn: affiliates.affiliatedOn,
    municipality: affiliates.municipality,
    department: affiliates.department,
  },
  (select, { affiliateId }: Values<Of>) =>
    select.from(affiliates).where(eq(affiliates.id, affiliateId)),
);

/** In the order in which they came on file, which is that of the index. */
const CERTIFIABLE_FAMILY = question(
  { ...named(relatives), kinship: relatives.kinship },
  (select, { affiliateId }: Values<Of>) =>
    select.from(affiliates).innerJoin(
      relatives,
      and(
        eq(relatives.headDocumentType, affiliates.documentType),
        eq(relatives.headDocumentNumber, affiliates.documentNumber),
      ),
    ).where(eq(affiliates.id, affiliateId)).orderBy(relatives.id),
);
