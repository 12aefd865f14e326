import { sql, type SQLWrapper } from "drizzle-orm";
import type { AffiliateKind } from "../domain/affiliates/affiliate.ts";
import { fullName } from "./full_name.ts";
import { actingConsents } from "./schema.ts";

/** The table of affiliates, or another name of it. */
type Affiliates =
  & Parameters<typeof fullName>[0]
  & Record<
    | "id"
    | "kind"
    | "bornOn"
    | "state"
    | "documentType"
    | "documentNumber"
    | "headDocumentType"
    | "headDocumentNumber",
    SQLWrapper
  >;

/** The columns of a `FamilyMember`: of one affiliate as somebody of the group of another. */
export function familyMember(person: Affiliates, head: Affiliates) {
  return {
    id: sql<number>`${person.id}`,
    name: fullName(person),
    kind: sql<AffiliateKind>`${person.kind}`,
    bornOn: sql<string>`${person.bornOn}`,
    state: sql<string>`${person.state}`,
    headId: sql<number | null>`CASE WHEN ${person.headDocumentType} = ${head.documentType}
      AND ${person.headDocumentNumber} = ${head.documentNumber} THEN ${head.id} END`,
    hasConsented: sql<boolean>`CASE WHEN ${person.id} IS NOT NULL THEN EXISTS (
      SELECT 1 FROM ${actingConsents} WHERE person_id = ${person.id} AND head_id = ${head.id}
        AND withdrawn_at IS NULL) END`.mapWith(Boolean),
  };
}
