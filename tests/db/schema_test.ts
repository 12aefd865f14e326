import { assert, assertEquals, assertRejects } from "@std/assert";
import { LibsqlError } from "@libsql/client";
import type { Db } from "../../db/client.ts";
import { testDatabase } from "../support/database.ts";
import { A, aFile, aSettlement, aVoucher, load, PROVIDERS } from "../support/files.ts";
import { anInquiry, aProposal } from "../support/inquiries.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../support/files.ts";
import { rowsOf, valueOf } from "./support/contents.ts";

async function withOneVoucher(db: Db): Promise<void> {
  await load(db, [
    PROVIDERS(),
    aFile("comprobantes.csv", VOUCHERS_HEADER, aVoucher({ number: "1" })),
    aFile("facturas.csv", SETTLEMENTS_HEADER, aSettlement("1", "FEV-1", "1000,00")),
  ]);
}

const TOKEN = `INSERT INTO api_tokens
  (token_sha256, handle, provider_id, made_by, name, scopes, created_at, expires_on) VALUES`;

function refuses(db: Db, sql: string, reason: string) {
  return assertRejects(() => db.$client.execute(sql), LibsqlError, reason);
}

Deno.test("every table is STRICT", async () => {
  await using database = await testDatabase();
  const tables = await rowsOf(
    database.db,
    `SELECT name, strict FROM pragma_table_list
     WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'
       AND name <> '__drizzle_migrations'`,
  );
  assert(tables.length >= 10);
  for (const { name, strict } of tables) assertEquals(strict, 1, `${name}`);
});

Deno.test("foreign keys are enforced on every connection", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await withOneVoucher(db);
  assertEquals(await rowsOf(db, "PRAGMA foreign_key_check"), []);
  const reason = "FOREIGN KEY constraint failed";
  await refuses(db, "DELETE FROM providers", reason);
  await refuses(db, "DELETE FROM loads", reason);
  await refuses(db, "DELETE FROM voucher_revisions", reason);
  await refuses(db, "UPDATE settlements SET provider_id = 999", reason);
  await refuses(db, "UPDATE voucher_revisions SET replaces_id = 999", reason);
  await refuses(db, "INSERT INTO memberships VALUES (1, 999, 'representante', 0, NULL)", reason);
  await refuses(
    db,
    "INSERT INTO sessions (id, user_id, created_at, last_used_at) VALUES ('x', 999, 0, 0)",
    reason,
  );
  await refuses(db, `${TOKEN} ('x', 'x', 999, NULL, 'x', '[]', 0, '2026-01-01')`, reason);
  await refuses(db, `${TOKEN} ('x', 'x', 1, 999, 'x', '[]', 0, '2026-01-01')`, reason);
  await refuses(db, "INSERT INTO consents VALUES (1, 999, NULL, 'x', 'x', 0, 'x', NULL)", reason);
  await refuses(
    db,
    "INSERT INTO activation_tokens VALUES ('x', 999, NULL, 'x', 0, 0, NULL, NULL, NULL)",
    reason,
  );
});

Deno.test("amounts are whole centavos: the database takes no fraction and no text", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await withOneVoucher(db);
  const amounts: Record<string, string[]> = {
    voucher_revisions: ["paid_amount", "unapplied_amount", "sum_paid_amount"],
    settlements: ["invoice_amount", "paid_amount", "balance"],
  };
  for (const [table, columns] of Object.entries(amounts)) {
    for (const column of columns) {
      await refuses(db, `UPDATE ${table} SET ${column} = 0.5`, "cannot store REAL value");
      await refuses(db, `UPDATE ${table} SET ${column} = 'mil'`, "cannot store TEXT value");
    }
  }
});

Deno.test("checks refuse what is no NIT, no date, no state, no role and no line number", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await withOneVoucher(db);
  const wrong = [
    "UPDATE providers SET nit = '1234'",
    `UPDATE providers SET nit = 'x${A}' WHERE nit = '${A}'`,
    "UPDATE loads SET status = 'lost'",
    "UPDATE voucher_revisions SET paid_on = '2026-02-30'",
    "UPDATE voucher_revisions SET paid_on = '15/03/2026'",
    "UPDATE settlements SET settled_on = '2026-13-01'",
    "UPDATE settlements SET line_number = 0",
    "INSERT INTO users (kind, password_hash) VALUES ('root', 'x')",
    "INSERT INTO users (kind, password_hash) VALUES ('member', 'x')",
    "INSERT INTO users (kind, password_hash, email) VALUES ('representative', 'x', 'a@b.co')",
    "INSERT INTO users (kind, password_hash, email) VALUES ('staff', 'x', 'a@b.co')",
    "INSERT INTO users (kind, password_hash, email, staff_role) VALUES ('member', 'x', 'a@b.co', 'auditor')",
    "INSERT INTO memberships VALUES (1, 1, 'root', 0, NULL)",
  ];
  for (const sql of wrong) await refuses(db, sql, "CHECK constraint failed");
});

Deno.test("an inquiry has a known state, and a proposal asks for no more than there is", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await withOneVoucher(db);
  await db.$client.execute(
    "INSERT INTO users (kind, password_hash) VALUES ('representative', 'x')",
  );
  await anInquiry(db, aProposal());
  const wrong = [
    "UPDATE inquiries SET state = 'lost'",
    "UPDATE inquiries SET kind = 'other'",
    "UPDATE inquiries SET due_on = '17/04/2026'",
    "UPDATE inquiry_messages SET step = 'other'",
    "UPDATE inquiry_proposals SET total = 10001",
    "UPDATE inquiry_proposals SET total = 0",
    "UPDATE inquiry_proposals SET state = 'accepted'",
    "UPDATE inquiry_proposals SET decided_at = 0",
    "UPDATE inquiry_proposal_lines SET amount = 0",
  ];
  for (const sql of wrong) await refuses(db, sql, "CHECK constraint failed");
  await refuses(db, "UPDATE inquiries SET provider_id = 999", "FOREIGN KEY constraint failed");
});

Deno.test("one NIT stands for one provider", async () => {
  await using database = await testDatabase();
  await withOneVoucher(database.db);
  const sql = `INSERT INTO providers (nit, legal_name, is_listed) VALUES ('${A}', 'Otra', 1)`;
  await refuses(database.db, sql, "UNIQUE constraint failed");
});

Deno.test("a voucher has at most one current revision and any number of old ones", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await withOneVoucher(db);
  await load(db, [
    aFile("comprobantes.csv", VOUCHERS_HEADER, aVoucher({ number: "1", paid: "2000,00" })),
  ]);
  const all = "UPDATE voucher_revisions SET is_current = 1";
  await refuses(db, all, "UNIQUE constraint failed");
  await db.$client.execute("UPDATE voucher_revisions SET is_current = 0");
  assertEquals(await valueOf(db, "SELECT count(*) FROM voucher_revisions"), 2);
});

Deno.test("a provider has at most one representative", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await withOneVoucher(db);
  const person = "INSERT INTO users (kind, password_hash) VALUES ('representative', 'x')";
  await db.$client.batch([person, person]);
  await db.$client.execute("INSERT INTO memberships VALUES (1, 1, 'representante', 0, NULL)");
  const again = "INSERT INTO memberships VALUES (2, 1, 'representante', 0, NULL)";
  await refuses(db, again, "UNIQUE constraint failed");
});
