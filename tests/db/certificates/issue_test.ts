import { assert, assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import { createAuditLog } from "../../../db/audit/events.ts";
import { openDatabase } from "../../../db/client.ts";
import { issueCertificate, type NewCertificate } from "../../../db/certificates/issue.ts";
import { auditEvents, certificates } from "../../../db/schema.ts";
import { testDatabase } from "../../support/database.ts";

const ONE: NewCertificate = {
  kind: "affiliation",
  owner: { affiliateId: 7 },
  subject: "2026-03-05",
  code: "ABCDEFGH2345",
  says: '{"state":"AC"}',
  issuedAt: 1000,
};

Deno.test("the same day and content are the same certificate", async () => {
  await using test = await testDatabase();
  const first = await issueCertificate(test.db, ONE);
  const again = await issueCertificate(test.db, { ...ONE, code: "BBBBBBBBBBBB", issuedAt: 2000 });
  assertEquals(again, first);
  assertEquals(first.code, ONE.code);
  assertEquals((await test.db.select().from(certificates)).length, 1);
});

Deno.test("another day, person or content is another certificate; other content of a day replaces", async () => {
  await using test = await testDatabase();
  const others: Partial<NewCertificate>[] = [
    {},
    { subject: "2026-03-06" },
    { owner: { affiliateId: 8 } },
    { says: '{"state":"PL"}' },
    { says: '{"state":"AC"}' },
  ];
  const codes = [];
  for (const [index, other] of others.entries()) {
    const code = "ABCDE"[index]?.repeat(12) ?? "";
    codes.push((await issueCertificate(test.db, { ...ONE, ...other, code, issuedAt: index })).code);
  }
  assertEquals(new Set(codes).size, 5);
  const rows = await test.db.select().from(certificates);
  const replaced = rows.filter(({ replacedAt }) => replacedAt !== null);
  assertEquals(replaced.map(({ code, replacedAt }) => [code[0], replacedAt]), [["A", 3], ["D", 4]]);
});

Deno.test("L12: fifty at once, by two processes, get one certificate", async () => {
  await using test = await testDatabase();
  const other = await openDatabase({ url: `file:${test.path}` });
  try {
    const got = await Promise.all(
      Array.from({ length: 50 }, (_, index) => {
        const code = `${"23456789AB".charAt(index % 10)}${"CDEFG".charAt(index / 10)}AAAAAAAAAA`;
        return issueCertificate(index % 2 === 0 ? test.db : other, { ...ONE, code });
      }),
    );
    assertEquals(new Set(got.map(({ code }) => code)).size, 1);
    assertEquals((await test.db.select().from(certificates)).length, 1);
  } finally {
    other.$client.close();
  }
});

Deno.test("the log has an event for a certificate that is made, and none for one that was out already", async () => {
  await using test = await testDatabase();
  const log = createAuditLog(test.db, ["a secret of thirty-two characters"]);
  const event = {
    at: 0,
    name: "certificateIssued" as const,
    result: "ok" as const,
    userId: null,
    providerId: null,
    source: "",
    requestId: "",
    detail: {},
  };
  for (const says of ["{}", "{}", "[]"]) {
    const code = says === "[]" ? "BBBBBBBBBBBB" : "AAAAAAAAAAAA";
    await log.write(event, (entry) => issueCertificate(test.db, { ...ONE, code, says }, entry));
  }
  assertEquals((await test.db.select().from(auditEvents)).length, 2);
});

Deno.test("a code that another certificate has makes none", async () => {
  await using test = await testDatabase();
  const first = await issueCertificate(test.db, ONE);
  await assertRejects(
    () => issueCertificate(test.db, { ...ONE, owner: { affiliateId: 8 } }),
    Error,
  );
  const [row, ...others] = await test.db.select().from(certificates);
  assertEquals(row?.id, first.id);
  assertEquals(others, []);
  assert(row?.saysSha256.length === 64);
  assertNotEquals(row.saysSha256, first.says);
});
