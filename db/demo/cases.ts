import { eq } from "drizzle-orm";
import { addBusinessDays } from "../../domain/business_days.ts";
import { caseDueAt, type CaseKind, type CaseRisk } from "../../domain/attention/case.ts";
import { addDays, type CivilDate, startOfDayMs } from "../../domain/dates.ts";
import { findCasePerson } from "../attention/access.ts";
import { type NewCase, openCase } from "../attention/opening.ts";
import { addCaseStep } from "../attention/steps.ts";
import type { Db } from "../client.ts";
import { storeFile } from "../files.ts";
import { affiliates, users } from "../schema.ts";
import { sha256 } from "../../lib/secret_token.ts";

const MORNING_MS = 9 * 60 * 60 * 1000;
/** The code of the case without a name, as `readCode` reads it. */
const CODE = "DEMQ2345ABCD";
const LETTER = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]" +
  "/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/**
 * PQRS: one that was answered in time and asked by somebody who signed in, a claim that is overdue,
 * and one without a name (radicado PQ-2026-…, code DEMQ-2345-ABCD).
 */
export async function seedDemoCases(db: Db, today: CivilDate): Promise<void> {
  const [marta] = await db.select({ id: affiliates.id, userId: users.id }).from(affiliates)
    .innerJoin(users, eq(users.affiliateId, affiliates.id))
    .where(eq(affiliates.documentNumber, "9990000101"));
  const [answerer] = await db.select({ id: users.id }).from(users)
    .where(eq(users.staffRole, "atencion"));
  const person = marta && await findCasePerson(db, marta.id);
  if (!marta || !answerer || !person) return;
  await plantAnswered(
    db,
    today,
    { person, affiliateId: marta.id, authorId: marta.userId },
    answerer,
  );
  const claim = aCase("D", "claim", "priority", addDays(today, -4));
  await openCase(db, {
    ...claim,
    text:
      "Llevo una semana esperando un medicamento que me toca cada mes, y en el punto dicen que " +
      "no saben cuándo llega.",
    by: {
      person: {
        documentType: "CC",
        documentNumber: "9990000106",
        name: "Rosa Elena Inventada Sierra",
        email: null,
        phone: "300 000 0106",
      },
    },
  });
  const unnamed = aCase("E", "complaint", "none", addDays(today, -1));
  const text = "En la oficina del centro la fila no respeta el turno de las personas mayores.";
  await openCase(db, { ...unnamed, text, by: { codeSha256: sha256(CODE) } });
}

async function plantAnswered(
  db: Db,
  today: CivilDate,
  by: Pick<NewCase, "affiliateId" | "authorId"> & Extract<NewCase["by"], { person: unknown }>,
  answerer: { id: number },
): Promise<void> {
  const { person, ...who } = by;
  const day = addDays(today, -12);
  const petition = aCase("C", "petition", "none", day);
  const bytes = new TextEncoder().encode(LETTER);
  const file = { name: "Carta.pdf", kind: "pdf", size: bytes.length, parts: [bytes] } as const;
  const fileIds = [await storeFile(db, file, petition.createdAt)];
  const text = "Necesito una copia de la historia de mis pagos del año pasado.";
  await openCase(db, { ...petition, ...who, text, fileIds, by: { person } });
  await addCaseStep(db, {
    folio: petition.folio,
    before: "open",
    after: "answered",
    step: "answered",
    isStaff: true,
    authorId: answerer.id,
    messageId: idOf("C", 1),
    text: "Le enviamos la copia a su dirección. Si no llega en cinco días, escríbanos aquí.",
    createdAt: startOfDayMs(addBusinessDays(day, 3)) + MORNING_MS,
    fileIds: [],
  });
}

function aCase(mark: string, kind: CaseKind, risk: CaseRisk, day: CivilDate) {
  const createdAt = startOfDayMs(day) + MORNING_MS;
  return {
    folio: `PQ-${day.slice(0, 4)}-${mark}2345678`,
    kind,
    risk,
    affiliateId: null,
    authorId: null,
    createdAt,
    dueAt: caseDueAt({ kind, risk }, createdAt),
    messageId: idOf(mark, 0),
    fileIds: [],
  };
}

function idOf(mark: string, index: number): string {
  return `case-${mark}-${index}`.padEnd(32, "0");
}
