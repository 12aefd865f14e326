import { statfsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { LONG_VOUCHER } from "./payments.ts";

const MIN_FREE_BYTES = 15e9;

/**
 * Copies the long voucher this many times inside a database of the portal, each copy a voucher of its
 * own with invoices of its own. The one place of the benchmark that knows tables of the portal: by
 * its commands ten million lines would take an hour. Throws where the disk is too full.
 */
export function makeLarge(path: string, copies: number): void {
  const { bavail, bsize } = statfsSync(path);
  if (bavail * bsize < MIN_FREE_BYTES) throw new Error("less than 15 GB are free");
  const db = new DatabaseSync(path);
  db.exec("PRAGMA synchronous = OFF; PRAGMA cache_size = -500000; PRAGMA foreign_keys = OFF");
  const revision = db.prepare(
    "SELECT id FROM voucher_revisions WHERE document_number = ? AND is_current = 1",
  ).get(LONG_VOUCHER)?.id;
  const last = db.prepare("SELECT max(id) AS id FROM voucher_revisions").get()?.id;
  if (typeof revision !== "number" || typeof last !== "number") throw new Error("no long voucher");
  const addRevision = db.prepare(copyStatement(db, "voucher_revisions", "id", {
    id: ":new",
    document_number: "document_number || '-' || :copy",
  }));
  const addLines = db.prepare(copyStatement(db, "settlements", "revision_id", {
    revision_id: ":new",
    invoice_key: "printf('K%03d', :copy) || invoice_key",
    invoice_number: "printf('K%03d', :copy) || invoice_number",
  }));
  for (let copy = 1; copy <= copies; copy++) {
    const values = { old: revision, new: last + copy, copy };
    db.exec("BEGIN");
    addRevision.run(values);
    addLines.run(values);
    db.exec("COMMIT");
  }
  db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  db.close();
}

/** Copies rows of `:old` with some columns changed; all others stay, whichever they are. */
function copyStatement(
  db: DatabaseSync,
  table: string,
  key: string,
  written: Record<string, string>,
): string {
  const columns = db.prepare(`PRAGMA table_info(${table})`).all().map(({ name }) => String(name));
  const values = columns.map((column) => written[column] ?? column);
  return `INSERT INTO ${table} (${columns}) SELECT ${values} FROM ${table} WHERE ${key} = :old`;
}
