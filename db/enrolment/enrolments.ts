import { and, asc, eq, gt, isNull, or, type SQL, sql } from "drizzle-orm";
import { readTyped } from "../../domain/enrolment/answers.ts";
import type { Enrolment } from "../../domain/enrolment/enrolment.ts";
import type { Db } from "../client.ts";
import { enrolmentDocuments, enrolmentEvents, enrolments, files } from "../schema.ts";

/** The enrolment that a secret opens; undefined where there is none, or it has expired. */
export async function findEnrolment(
  db: Db,
  secretSha256: string,
  nowMs: number,
): Promise<Enrolment | undefined> {
  return await findWhole(
    db,
    and(
      sql`${enrolments.folio} = (
        SELECT folio FROM enrolment_keys WHERE secret_sha256 = ${secretSha256})`,
      or(isNull(enrolments.expiresAt), gt(enrolments.expiresAt, nowMs)),
    ),
  );
}

/** One round trip: every part is asked for through the enrolment that may be seen. */
async function findWhole(db: Db, isSeen: SQL | undefined): Promise<Enrolment | undefined> {
  const seen = sql`(${db.select({ folio: enrolments.folio }).from(enrolments).where(isSeen)})`;
  const [[row], documents, events] = await db.batch([
    db.select(STORED).from(enrolments).where(isSeen),
    db.select({ ...DOCUMENT, fileId: files.id, name: files.name, size: files.size })
      .from(enrolmentDocuments).innerJoin(files, eq(files.id, enrolmentDocuments.fileId))
      .where(sql`folio = ${seen}`)
      .orderBy(asc(enrolmentDocuments.person), asc(enrolmentDocuments.paper)),
    db.select({ state: enrolmentEvents.state, text: enrolmentEvents.text, at: enrolmentEvents.at })
      .from(enrolmentEvents).where(sql`folio = ${seen}`)
      .orderBy(asc(enrolmentEvents.at), asc(enrolmentEvents.id)),
  ]);
  if (!row) return undefined;
  const { signedName, signedAt, signedFrom, signedSha256, ...enrolment } = row;
  const isSigned = signedName !== null && signedAt !== null && signedFrom !== null &&
    signedSha256 !== null;
  return {
    ...enrolment,
    typed: readTyped(enrolment.typed),
    signature: isSigned
      ? { name: signedName, at: signedAt, from: signedFrom, sha256: signedSha256 }
      : null,
    documents,
    events,
  };
}

const STORED = {
  folio: enrolments.folio,
  state: enrolments.state,
  email: enrolments.email,
  typed: enrolments.typed,
  expiresAt: enrolments.expiresAt,
  dueOn: enrolments.dueOn,
  signedName: enrolments.signedName,
  signedAt: enrolments.signedAt,
  signedFrom: enrolments.signedFrom,
  signedSha256: enrolments.signedSha256,
};
const DOCUMENT = {
  person: enrolmentDocuments.person,
  paper: enrolmentDocuments.paper,
  sha256: enrolmentDocuments.sha256,
};
