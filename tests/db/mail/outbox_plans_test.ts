import { assert, assertEquals, assertNotMatch } from "@std/assert";
import { type Db, openDatabase } from "../../../db/client.ts";
import { findContacts, replaceContacts } from "../../../db/notices/contacts.ts";
import { findFailedMails, retryMail } from "../../../db/mail/failed.ts";
import { acceptNotices, refuseNotices } from "../../../db/notices/refusals.ts";
import { noticesOfNewHands, noticesOfPublication } from "../../../db/notices/notices.ts";
import { MAIL_LEASES, mailFailed } from "../../../db/mail/outbox.ts";
import { noteEnd } from "../../../db/leases.ts";
import { enqueueMails } from "../support/mails.ts";
import { outboxMails } from "../../../db/schema.ts";
import { sweepSpent } from "../../../db/sweep.ts";
import { enqueueWeeklySummaries } from "../../../db/notices/weekly_summary.ts";
import type { Provider } from "../../../domain/providers/provider.ts";
import { testDatabase } from "../../support/database.ts";
import { A, load, PROVIDERS } from "../../support/files.ts";
import { somePayments } from "../../support/payments.ts";
import { providerOf, valueOf } from "../support/contents.ts";
import { aMail, EPS, NOW, SETTINGS } from "../support/mails.ts";
import { plansOf, recordTrips } from "../support/recorder.ts";

/** `named`, `told` and `free` are what a query itself made; their own tables have lines above. */
const FULL_SCAN = /SCAN (?!json_each|named|told|free|CONSTANT)/;
const CLAIMED = {
  id: 1,
  dedupeKey: "x",
  kind: "posting",
  to: "a@b.co",
  subject: "x",
  text: "x",
  unsubscribeUrl: null,
  attempts: 1,
  claimedUntil: 1,
};
const CONTACT = { address: "uno@x.example", wantsPostings: true, wantsWeekly: true };
const CHANGE = { eps: EPS, nowMs: NOW };
const changes = [{ nit: A, representativeId: "1" }];

/** Every question of the outbox and the notices, by its name, and its round trips. */
const QUESTIONS: Record<string, [number, (db: Db, provider: Provider, loadId: string) => unknown]> =
  {
    hasDue: [1, (db) => MAIL_LEASES.hasDue(db, NOW)],
    claim: [1, (db) => MAIL_LEASES.claim(db, 20, NOW)],
    sent: [1, (db) => noteEnd(db, [MAIL_LEASES.sent(CLAIMED, NOW)])],
    failed: [
      1,
      (db) => noteEnd(db, [mailFailed(CLAIMED, { problem: "x", isPermanent: false }, NOW)]),
    ],
    release: [1, (db) => MAIL_LEASES.release(db, CLAIMED)],
    enqueueMails: [1, (db) => enqueueMails(db, [aMail(1)], NOW)],
    findFailedMails: [1, (db) => findFailedMails(db, { page: 2 })],
    retryMail: [1, (db) => retryMail(db, 1, NOW)],
    noticesOfPublication: [
      1,
      (db, _, loadId) => noticesOfPublication(db, loadId, { ...SETTINGS, nowMs: NOW }),
    ],
    noticesOfNewHands: [1, (db) => noticesOfNewHands(db, "one", { changes, eps: EPS })],
    enqueueWeeklySummaries: [
      3,
      (db) => enqueueWeeklySummaries(db, { ...SETTINGS, weekStart: "2026-03-23", nowMs: NOW }),
    ],
    findContacts: [1, (db, { id }) => findContacts(db, id)],
    replaceContacts: [2, (db, { id }) => replaceContacts(db, id, [CONTACT], CHANGE)],
    refuseNotices: [
      1,
      (db, { id }) =>
        refuseNotices(db, { providerId: id, legalName: "", mailbox: "x", isRefused: false }, NOW),
    ],
    acceptNotices: [
      1,
      (db, { id }) =>
        acceptNotices(db, { providerId: id, legalName: "", mailbox: "x", isRefused: true }),
    ],
  };

Deno.test("the outbox and the notices ask by an index, without scan and sorting", async (test) => {
  await using database = await testDatabase();
  const { db } = database;
  const { id: loadId } = await load(db, [PROVIDERS(), ...somePayments()]);
  const provider = await providerOf(db, A);
  await enqueueMails(db, Array.from({ length: 2000 }, (_, index) => aMail(index)), NOW);
  const planner = await openDatabase({ url: `file:${database.path}` });
  for (const [name, [trips, ask]] of Object.entries(QUESTIONS)) {
    await test.step(name, async () => {
      const recorder = recordTrips(db);
      await ask(recorder.db, provider, loadId);
      assertEquals(recorder.trips.length, trips);
      for (const { sql, plan } of await plansOf(planner, recorder.trips)) {
        const context = `${plan}\n\n${sql}`;
        assertNotMatch(plan, FULL_SCAN, context);
        assertNotMatch(plan, /USE TEMP B-TREE|AUTOMATIC/, context);
        const isPlain = !/SEARCH|SCAN (?!json_each|named|free)/.test(plan);
        assert(isPlain || /USING .*(INDEX|PRIMARY KEY)/.test(plan), context);
      }
    });
  }
  planner.$client.close();
});

Deno.test("what is swept from the outbox is found by an index", async () => {
  await using database = await testDatabase();
  const planner = await openDatabase({ url: `file:${database.path}` });
  const recorder = recordTrips(database.db);
  await sweepSpent(recorder.db, NOW);
  const plans = await plansOf(planner, recorder.trips);
  const own = plans.filter(({ sql }) => sql.includes("outbox_mails"));
  assertEquals(own.map(({ plan }) => plan.split("\n")[0]), [
    "SEARCH outbox_mails USING COVERING INDEX outbox_mails_sent (sent_at<?)",
    "SEARCH outbox_mails USING COVERING INDEX outbox_mails_given_up (given_up_at<?)",
    // What waits, and nothing that went out.
    "SCAN outbox_mails USING INDEX outbox_mails_due",
  ]);
  planner.$client.close();
});

Deno.test("a claim among many that went out looks at what is due alone", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await enqueueMails(db, Array.from({ length: 2000 }, (_, index) => aMail(index)), NOW);
  await db.update(outboxMails).set({ sentAt: NOW });
  assertEquals(await MAIL_LEASES.hasDue(db, NOW), false);
  assertEquals(await MAIL_LEASES.claim(db, 20, NOW), []);
  assertEquals(await valueOf(db, "SELECT max(attempts) FROM outbox_mails"), 0);
});
