import { assertEquals } from "@std/assert";
import { migrate } from "drizzle-orm/libsql/migrator";
import { type Db, openDatabase } from "../../db/client.ts";
import { readFileParts, sweepLeftFiles } from "../../db/files.ts";
import { findInquiryFileForStaff } from "../../db/inquiries/files.ts";
import { findInquiryForStaff } from "../../db/inquiries/thread.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { fileParts, files } from "../../db/schema.ts";
import { migrationsBefore } from "./support/earlier_migrations.ts";
import { temporaryFolder } from "./support/process.ts";

const OLD = `
  INSERT INTO providers (id, nit, legal_name, is_listed)
    VALUES (1, '900123456', 'Clínica', 1);
  INSERT INTO users (id, kind, password_hash) VALUES (1, 'representative', '');
  INSERT INTO inquiries
    (folio, provider_id, kind, state, document_number, paid_on, created_at, due_on)
    VALUES ('CO-2026-AAAA2222', 1, 'notReceived', 'open', '1003', '2026-03-15', 5, '2026-04-17');
  INSERT INTO inquiry_messages VALUES ('one', 'CO-2026-AAAA2222', 1, 0, 'opened', 'No llegó.', 5);
  INSERT INTO inquiry_files VALUES ('kept', 'one', 'soporte.pdf', 'pdf', 3, 5);
  INSERT INTO inquiry_files VALUES ('left', NULL, 'otro.png', 'png', 2, 6);
  INSERT INTO inquiry_file_parts VALUES ('kept', 1, x'010203');
  INSERT INTO inquiry_file_parts VALUES ('left', 1, x'0405');`;

async function bytesOf(db: Db, id: string, size: number): Promise<number[]> {
  return (await Array.fromAsync(readFileParts(db, { id, size }))).flatMap((part) => [...part]);
}

Deno.test("files of inquiries that were there before stay with their message, and what was left is swept", async () => {
  await using folder = await temporaryFolder();
  const db = await openDatabase({ url: `file:${folder.path}/old.db` });
  await migrate(db, { migrationsFolder: await migrationsBefore("files", folder.path) });
  await db.$client.executeMultiple(OLD);
  await migrateDatabase(db);
  const thread = await findInquiryForStaff(db, "CO-2026-AAAA2222");
  const kept = { id: "kept", name: "soporte.pdf", kind: "pdf", size: 3 } as const;
  assertEquals(thread?.messages[0]?.files, [kept]);
  const found = await findInquiryFileForStaff(db, "CO-2026-AAAA2222", "kept");
  assertEquals(found, { ...kept, providerId: 1 });
  assertEquals(await bytesOf(db, "kept", 3), [1, 2, 3]);
  assertEquals(await bytesOf(db, "left", 2), [4, 5]);
  await sweepLeftFiles(db, 7 + 60 * 60 * 1000);
  assertEquals([await db.$count(files), await db.$count(fileParts)], [1, 1]);
  const { rows } = await db.$client.execute("PRAGMA foreign_key_check");
  db.$client.close();
  assertEquals(rows, []);
});
