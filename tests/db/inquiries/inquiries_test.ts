import { assertEquals } from "@std/assert";
import { findAllInquiries, findInquiries } from "../../../db/inquiries/inquiries.ts";
import { findInquiryQueue } from "../../../db/inquiries/queue.ts";
import { openInquiry } from "../../../db/inquiries/opening.ts";
import { findInquirySubject } from "../../../db/inquiries/subject.ts";
import { findInquiry } from "../../../db/inquiries/thread.ts";
import { countOpenWork } from "../../../db/staff/work.ts";
import type { Db } from "../../../db/client.ts";
import type { ThreadState } from "../../../domain/thread.ts";
import { testDatabase } from "../../support/database.ts";
import { A, aFile as aPaymentFile, aVoucher, B, load, PROVIDERS } from "../../support/files.ts";
import { VOUCHERS_HEADER } from "../../support/files.ts";
import { aFormId, anInquiry, aProposal, FOLIO, staffDoes } from "../../support/inquiries.ts";
import { somePayments } from "../../support/payments.ts";
import { addPerson } from "../../support/people.ts";
import { countRows, providerOf } from "../support/contents.ts";

async function withPayments() {
  const database = await testDatabase();
  await load(database.db, [PROVIDERS(), ...somePayments()]);
  await addPerson(database.db, { kind: "representative" }, [[A, "representante"]]);
  return { ...database, a: await providerOf(database.db, A), b: await providerOf(database.db, B) };
}

async function someInquiry(db: Db, number: number, state: ThreadState, dueOn = "2026-04-17") {
  const folio = `CO-2026-AAAA000${number}`;
  await anInquiry(db, { folio, createdAt: number, dueOn });
  await db.$client.execute({
    sql: "UPDATE inquiries SET state = ? WHERE folio = ?",
    args: [state, folio],
  });
}

Deno.test("a provider's list has what waits first, newest on top, and counts each state", async () => {
  await using database = await withPayments();
  const { db, a, b } = database;
  const states = ["closed", "answered", "open", "inProgress", "open", "closed"] as const;
  for (const [number, state] of states.entries()) await someInquiry(db, number, state);
  const numbers = (found: { folio: string }[]) =>
    found.map(({ folio }) => folio.slice(-1)).join("");
  const { inquiries, counts } = await findInquiries(db, a, {}, { page: 1 });
  assertEquals(numbers(inquiries), "432150");
  assertEquals(counts, { open: 2, inProgress: 1, answered: 1, closed: 2 });
  const closed = await findInquiries(db, a, { state: "closed" }, { page: 2, perPage: 1 });
  assertEquals(numbers(closed.inquiries), "0");
  assertEquals(numbers(await findAllInquiries(db, a, { state: "open" })), "42");
  assertEquals((await findInquiries(db, b, {}, { page: 1 })).inquiries, []);
});

Deno.test("the staff's queue has what is due first on top, and counts what is late", async () => {
  await using database = await withPayments();
  const { db } = database;
  await someInquiry(db, 1, "open", "2026-04-20");
  await someInquiry(db, 2, "inProgress", "2026-03-30");
  await someInquiry(db, 3, "closed", "2026-01-30");
  await someInquiry(db, 4, "answered", "2026-02-27");
  const numbers = async (filter: Parameters<typeof findInquiryQueue>[1]) => {
    const { inquiries, count } = await findInquiryQueue(db, filter, { page: 1 });
    assertEquals(inquiries.length, count);
    return inquiries.map(({ folio }) => folio.slice(-1)).join("");
  };
  assertEquals(await numbers({ state: "pending" }), "21");
  assertEquals(await numbers({ state: "open" }), "1");
  assertEquals(await numbers({ state: "all" }), "2143");
  assertEquals(await numbers({ state: "all", kind: "notMine" }), "");
  assertEquals(await numbers({ state: "pending", search: { nit: A } }), "21", "newest first");
  assertEquals(await numbers({ state: "all", search: { nit: B } }), "");
  assertEquals(await numbers({ state: "all", search: { folio: "CO-2026-AAAA0003" } }), "3");
  const { inquiries } = await countOpenWork(db, Date.parse("2026-04-01T15:00:00Z"), "payments");
  assertEquals(inquiries, { open: 2, late: 1 });
});

Deno.test("a form that is sent twice, also at once, opens one inquiry", async () => {
  await using database = await withPayments();
  const { db, a, b } = database;
  const messageId = aFormId();
  const first = await anInquiry(db, aProposal({ messageId }));
  const before = await countRows(db);
  const again = await Promise.all(
    ["B", "C"].map((sign) =>
      anInquiry(db, aProposal({ messageId, folio: `CO-2026-AAAA222${sign}` }))
    ),
  );
  assertEquals([first, ...again], [FOLIO, FOLIO, FOLIO]);
  assertEquals(await countRows(db), before);
  const thread = await findInquiry(db, a, FOLIO);
  if (!thread) throw new Error("there is none");
  const { provider: _provider, state: _state, ...about } = thread.inquiry;
  const stolen = {
    ...about,
    folio: "CO-2026-BBBB2222",
    authorId: 1,
    messageId,
    text: "",
    fileIds: [],
  };
  assertEquals(await openInquiry(db, b, stolen), undefined);
  assertEquals(await countRows(db), before);
});

Deno.test("a proposal reserves its money until it is returned, closed, or applied by a load", async () => {
  await using database = await withPayments();
  const { db, a } = database;
  const available = async () => (await findInquirySubject(db, a, "1003"))?.available;
  assertEquals(await available(), 10_000);
  await anInquiry(db, aProposal());
  assertEquals(await available(), 4000);
  await staffDoes(db, "returned");
  assertEquals(await available(), 10_000);
  const second = await anInquiry(db, aProposal({ folio: "CO-2026-BBBB2222" }));
  await staffDoes(db, "accepted", { folio: second });
  assertEquals(await available(), 4000);
  const applied = aVoucher({ number: "1003", paid: "900,00", unapplied: "40,00" });
  await load(db, [aPaymentFile("comprobantes.csv", VOUCHERS_HEADER, applied)]);
  assertEquals(await available(), 4000);
});

Deno.test("a voucher's line is found by its number, and not another provider's", async () => {
  await using database = await withPayments();
  const { db, a, b } = database;
  assertEquals((await findInquirySubject(db, a, "1001", 2))?.line?.invoiceNumber, "FEV-000002");
  assertEquals(await findInquirySubject(db, a, "1001", 3), undefined);
  assertEquals(await findInquirySubject(db, b, "1001"), undefined);
  assertEquals((await findInquirySubject(db, a, "1005"))?.available, 0, "annulled");
});
