import { eq, sql } from "drizzle-orm";
import type { MyAffiliation } from "../../domain/affiliates/mine.ts";
import type { Db } from "../client.ts";
import { askTogether, question, type Values } from "../question.ts";
import { consents } from "../schema.ts";
import { MEMBERS, OWN, readFamily } from "./family.ts";
import { RECORD } from "./record.ts";

/**
 * What is on file of an affiliate, her family group, and when the account that asks (`userId`)
 * accepted the policies; one round trip. Undefined where she is not on file.
 */
export async function findMyAffiliation(
  db: Db,
  { id, userId }: { id: number; userId: number },
): Promise<MyAffiliation | undefined> {
  const [[record], own, members, [accepted]] = await askTogether(
    db,
    RECORD({ id }),
    OWN({ id }),
    MEMBERS({ id }),
    ACCEPTED({ userId }),
  );
  const family = readFamily(own, members);
  return record && family && { record, family, acceptedAt: accepted?.at ?? null };
}

const ACCEPTED = question(
  { at: sql<number | null>`max(${consents.acceptedAt})` },
  (select, { userId }: Values<{ userId: number }>) =>
    select.from(consents).where(eq(consents.userId, userId)),
);
