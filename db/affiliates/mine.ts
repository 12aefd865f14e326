import { and, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { MyAffiliation } from "../../domain/affiliates/mine.ts";
import type { Db } from "../client.ts";
import { FULL_NAME } from "../full_name.ts";
import { askTogether, question, type Values } from "../question.ts";
import { affiliates, consents } from "../schema.ts";
import { RECORD } from "./record.ts";

/**
 * What is on file of an affiliate, her family group, and when the account that asks (`userId`)
 * accepted the policies; one round trip. Undefined where she is not on file.
 */
export async function findMyAffiliation(
  db: Db,
  { id, userId }: { id: number; userId: number },
): Promise<MyAffiliation | undefined> {
  const [[record], members, [head = null], [accepted]] = await askTogether(
    db,
    RECORD({ id }),
    MEMBERS({ id }),
    HEAD({ id }),
    ACCEPTED({ userId }),
  );
  if (!record) return undefined;
  const sorted = members.sort((one, other) => one.bornOn.localeCompare(other.bornOn));
  return { record, members: sorted, head, acceptedAt: accepted?.at ?? null };
}

const me = alias(affiliates, "me");

const MEMBERS = question(
  { id: affiliates.id, name: FULL_NAME, kinship: affiliates.kinship, bornOn: affiliates.bornOn },
  (select, { id }: Values<{ id: number }>) =>
    select.from(me).innerJoin(
      affiliates,
      and(
        eq(affiliates.headDocumentType, me.documentType),
        eq(affiliates.headDocumentNumber, me.documentNumber),
      ),
    ).where(eq(me.id, id)),
);

const HEAD = question(
  { id: affiliates.id, name: FULL_NAME },
  (select, { id }: Values<{ id: number }>) =>
    select.from(me).innerJoin(
      affiliates,
      and(
        eq(affiliates.documentType, me.headDocumentType),
        eq(affiliates.documentNumber, me.headDocumentNumber),
      ),
    ).where(eq(me.id, id)),
);

const ACCEPTED = question(
  { at: sql<number | null>`max(${consents.acceptedAt})` },
  (select, { userId }: Values<{ userId: number }>) =>
    select.from(consents).where(eq(consents.userId, userId)),
);
