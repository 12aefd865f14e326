import { type SQL, sql } from "drizzle-orm";
import type { Enrolment } from "../../domain/enrolment/enrolment.ts";
import { MAX_PAPER_FILES } from "../../domain/enrolment/enrolment.ts";
import type { AskedPaper } from "../../domain/enrolment/papers.ts";
import type { Db } from "../client.ts";
import { takeFilesStatements } from "../files.ts";
import { IS_EDITABLE } from "./editable.ts";

type NewDocuments = Pick<AskedPaper, "person" | "paper"> & {
  fileIds: string[];
  /** The hashes of these files, in their order. */
  sha256s: string[];
};

/**
 * Gives stored files to an enrolment as one of its papers: all of them, or none where one was sent
 * before, they are too many, or the enrolment may not be changed. Answers whether it did.
 */
export async function addDocuments(
  db: Db,
  { folio }: Pick<Enrolment, "folio">,
  { person, paper, fileIds, sha256s }: NewDocuments,
): Promise<boolean> {
  const args = { folio, person, paper, hashes: JSON.stringify(sha256s), most: MAX_PAPER_FILES };
  const [added] = await db.$client.batch(
    takeFilesStatements({ sql: ADD, args }, fileIds),
    "write",
  );
  return (added?.rowsAffected ?? 0) > 0;
}

/** Takes a file off the papers of an enrolment; the hourly sweep removes it. */
export async function removeDocument(
  db: Db,
  { folio }: Pick<Enrolment, "folio">,
  fileId: string,
  nowMs: number,
): Promise<void> {
  await db.batch(leaveDocuments(
    db,
    sql`folio = ${folio} AND file_id = ${fileId} AND EXISTS (
      SELECT 1 FROM enrolments WHERE folio = ${folio} AND ${IS_EDITABLE})`,
    nowMs,
  ));
}

/** The statements that take documents off their enrolments, for a batch; their files are left. */
export function leaveDocuments(db: Db, which: SQL, nowMs: number) {
  return [
    db.run(sql`
      UPDATE files SET left_at = ${Math.trunc(nowMs)}
      WHERE id IN (SELECT file_id FROM enrolment_documents WHERE ${which})`),
    db.run(sql`DELETE FROM enrolment_documents WHERE ${which}`),
  ] as const;
}

const ADD = `
  INSERT INTO enrolment_documents (folio, person, paper, sha256, file_id)
  SELECT :folio, :person, :paper, :hashes ->> key, value FROM json_each(:files)
  WHERE EXISTS (SELECT 1 FROM enrolments WHERE folio = :folio AND state IN ('draft', 'returned'))
    AND NOT EXISTS (
      SELECT 1 FROM enrolment_documents AS old
      WHERE old.folio = :folio AND old.person = :person AND old.paper = :paper
        AND old.sha256 IN (SELECT value FROM json_each(:hashes)))
    AND :most >= json_array_length(:files) + (
      SELECT count(*) FROM enrolment_documents AS old
      WHERE old.folio = :folio AND old.person = :person AND old.paper = :paper)`;
