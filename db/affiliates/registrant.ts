import { and, eq, sql } from "drizzle-orm";
import type { Consulta } from "../../domain/affiliates/consulta.ts";
import type { Db } from "../client.ts";
import { ask, question, type Values } from "../question.ts";
import { affiliates, users } from "../schema.ts";

/** What registration has to know of an affiliate; the address is never shown. */
export type RegisteringAffiliate = {
  id: number;
  firstName: string;
  email: string | null;
  hasAccount: boolean;
};

/** The affiliate whose document and birth date these are; one question by all three. */
export async function findRegisteringAffiliate(
  db: Db,
  asked: Consulta,
): Promise<RegisteringAffiliate | undefined> {
  const [person] = await ask(db, REGISTERING(asked));
  return person;
}

const REGISTERING = question(
  {
    id: affiliates.id,
    firstName: affiliates.firstName,
    email: affiliates.email,
    hasAccount: sql<boolean>`${users.activatedAt} IS NOT NULL`.mapWith(Boolean),
  },
  (select, { documentType, documentNumber, bornOn }: Values<Consulta>) =>
    select.from(affiliates).leftJoin(users, eq(users.affiliateId, affiliates.id)).where(and(
      eq(affiliates.documentType, documentType),
      eq(affiliates.documentNumber, documentNumber),
      eq(affiliates.bornOn, bornOn),
    )),
);
