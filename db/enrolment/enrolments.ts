import { and, asc, eq, gt, isNull, or, type SQL, sql } from "drizzle-orm";
import { readTyped } from "../../domain/enrolment/answers.ts";
import type { Enrolment } from "../../domain/enrolment/enrolment.ts";
import type { StoredFile } from "../../domain/file.ts";
import type { OnFile } from "../../domain/enrolment/listed.ts";
import type { Db } from "../client.ts";
import {
  affiliates,
  enrolmentDocuments,
  enrolmentEvents,
  enrolments,
  files,
  loadedPlaces,
} from "../schema.ts";

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

/** Anybody's request that was sent at least once, for the staff, with what it is compared with. */
export async function findEnrolmentForStaff(
  db: Db,
  folio: string,
): Promise<{ enrolment: Enrolment; onFile: OnFile } | undefined> {
  const isSent = and(eq(enrolments.folio, folio), sql`${enrolments.state} <> 'draft'`);
  const [[row], documents, events, [known], municipalities] = await db.batch([
    ...wholeQueries(db, isSent),
    ...onFileQueries(db, folio),
  ]);
  if (!row) return undefined;
  const onFile = { affiliatedOn: known?.affiliatedOn ?? null, municipalities };
  return { enrolment: toEnrolment(row, documents, events), onFile };
}

/** A paper of a request that was sent, for the staff. */
export async function findEnrolmentFile(
  db: Db,
  folio: string,
  fileId: string,
): Promise<StoredFile | undefined> {
  const [file] = await db.select({
    id: files.id,
    name: files.name,
    kind: files.kind,
    size: files.size,
  }).from(enrolmentDocuments).innerJoin(files, eq(files.id, enrolmentDocuments.fileId))
    .innerJoin(enrolments, eq(enrolments.folio, enrolmentDocuments.folio))
    .where(and(
      eq(enrolmentDocuments.fileId, fileId),
      eq(enrolmentDocuments.folio, folio),
      sql`${enrolments.state} <> 'draft'`,
    ));
  return file;
}

/** One round trip: every part is asked for through the enrolment that may be seen. */
async function findWhole(db: Db, isSeen: SQL | undefined): Promise<Enrolment | undefined> {
  const [[row], documents, events] = await db.batch(wholeQueries(db, isSeen));
  return row && toEnrolment(row, documents, events);
}

function wholeQueries(db: Db, isSeen: SQL | undefined) {
  const seen = sql`(${db.select({ folio: enrolments.folio }).from(enrolments).where(isSeen)})`;
  return [
    db.select(STORED).from(enrolments).where(isSeen),
    db.select({ ...DOCUMENT, fileId: files.id, name: files.name, size: files.size })
      .from(enrolmentDocuments).innerJoin(files, eq(files.id, enrolmentDocuments.fileId))
      .where(sql`folio = ${seen}`)
      .orderBy(asc(enrolmentDocuments.person), asc(enrolmentDocuments.paper)),
    db.select({ state: enrolmentEvents.state, text: enrolmentEvents.text, at: enrolmentEvents.at })
      .from(enrolmentEvents).where(sql`folio = ${seen}`)
      .orderBy(asc(enrolmentEvents.at), asc(enrolmentEvents.id)),
  ] as const;
}

/** What is on file by the document that was typed, and the offices' municipalities of her department. */
function onFileQueries(db: Db, folio: string) {
  const typed = sql`(SELECT typed FROM enrolments WHERE folio = ${folio})`;
  const department = sql`(${typed} ->> '$.holder.residencia.departamento')`;
  return [
    db.select({ affiliatedOn: affiliates.affiliatedOn }).from(affiliates).where(and(
      sql`document_type = (${typed} ->> '$.holder.documento.tipoDocumento')`,
      sql`document_number = upper(replace(replace(
        ${typed} ->> '$.holder.documento.documento', '.', ''), ' ', ''))`,
    )),
    db.select({
      daneCode: loadedPlaces.daneCode,
      municipality: sql<string>`coalesce(max(municipality), dane_code)`,
    }).from(loadedPlaces).where(and(
      eq(loadedPlaces.kind, "offices"),
      sql`dane_code >= ${department}`,
      sql`dane_code < ${department} || 'x'`,
    )).groupBy(loadedPlaces.daneCode).orderBy(asc(loadedPlaces.daneCode)),
  ] as const;
}

type Row = Pick<typeof enrolments.$inferSelect, keyof typeof STORED>;

function toEnrolment(
  { signedName, signedAt, signedFrom, signedSha256, typed, ...enrolment }: Row,
  documents: Enrolment["documents"],
  events: Enrolment["events"],
): Enrolment {
  const isSigned = signedName !== null && signedAt !== null && signedFrom !== null &&
    signedSha256 !== null;
  return {
    ...enrolment,
    typed: readTyped(typed),
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
