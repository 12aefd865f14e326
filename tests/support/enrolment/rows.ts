import type { Db } from "../../../db/client.ts";
import { enrolments } from "../../../db/schema.ts";
import { ANSWERS, DAUGHTER, EMAIL } from "./applicant.ts";

export const SENT = "AF-2026-CCCC3333";

/** A request of Carmen and her daughter that waits for the staff, without its papers. */
export async function aSentEnrolment(
  db: Db,
  changed: Partial<typeof enrolments.$inferInsert> = {},
): Promise<void> {
  await db.insert(enrolments).values({
    folio: SENT,
    state: "sent",
    email: EMAIL,
    typed: JSON.stringify({
      holder: { ...ANSWERS, personas: { completa: "si" } },
      people: { p00000000000000aa: DAUGHTER },
    }),
    createdAt: 0,
    expiresAt: null,
    dueOn: "2026-04-24",
    ...changed,
  });
}
