import { assertEquals } from "@std/assert";
import { holdSlot } from "../../db/appointments/booking.ts";
import { beginChainCheck, runChainCheck } from "../../db/audit/chain.ts";
import type { Db } from "../../db/client.ts";
import { noteEnd } from "../../db/leases.ts";
import { ABANDONED_AFTER_MS } from "../../db/loads/dropping.ts";
import { openLoad } from "../../db/loads/loads.ts";
import { claimLoad, hasLeftLoad, MAX_SILENT_MS } from "../../db/loads/uploads/claiming.ts";
import { MAIL_LEASES, mailFailed } from "../../db/mail/outbox.ts";
import { sendTest } from "../../db/programs/webhook_deliveries.ts";
import { MESSAGE_LEASES } from "../../db/programs/webhook_sending.ts";
import { sweepSpent } from "../../db/sweep.ts";
import { MAX_CLOCK_AHEAD_MS } from "../../domain/accounts/clock.ts";
import { HOLD_MS } from "../../domain/appointments/booking.ts";
import { aDraft, anAgenda, aWholeAgenda, slotIds } from "../support/appointments/agendas.ts";
import { testDatabase } from "../support/database.ts";
import { A, load, PROVIDERS } from "../support/files.ts";
import { aWebhook } from "../support/webhooks/webhooks.ts";
import { providerOf, rowsOf, valueOf } from "./support/contents.ts";
import { aMail, enqueueMails, NOW, outboxOf } from "./support/mails.ts";
import { uploadedLoad } from "./support/uploaded.ts";

const HOUR_MS = 60 * 60 * 1000;
const AHEAD = [NOW + 2 * HOUR_MS, NOW + 24 * HOUR_MS, NOW + 365 * 24 * HOUR_MS];
const LATER = { problem: "451 DATA", isPermanent: false };

for (const ahead of AHEAD) {
  const hours = (ahead - NOW) / HOUR_MS;
  Deno.test(`D13: mails that were noted ${hours} hours ahead go out when the clock is put back`, async () => {
    await using database = await testDatabase();
    const { db } = database;
    await leaveMails(db, ahead);
    assertEquals(await MAIL_LEASES.hasDue(db, NOW), false);
    await sweepSpent(db, NOW);
    const claimed = await MAIL_LEASES.claim(db, 9, NOW);
    const tries = claimed.map(({ dedupeKey, attempts }) => [dedupeKey, attempts]);
    assertEquals(tries, [["test:1", 2], ["test:2", 2], ["test:3", 1]]);
  });
}

/** One whose process died, one that is to be tried again, one that nobody came to send. */
async function leaveMails(db: Db, nowMs: number): Promise<void> {
  await enqueueMails(db, [aMail(1), aMail(2), aMail(3)], nowMs);
  const [, failed] = await MAIL_LEASES.claim(db, 2, nowMs);
  if (failed) await noteEnd(db, [mailFailed(failed, LATER, nowMs)]);
}

Deno.test("D13: what clocks may differ by and what waits as it should stays as it is", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await leaveMails(db, NOW + MAX_CLOCK_AHEAD_MS);
  const before = await outboxOf(db);
  await sweepSpent(db, NOW);
  assertEquals(await outboxOf(db), before);
  for (let tries = 2; tries <= 6; tries++) {
    await db.$client.execute("UPDATE outbox_mails SET not_before = 0 WHERE id = 2");
    const mails = await MAIL_LEASES.claim(db, 9, NOW);
    for (const mail of mails) await noteEnd(db, [mailFailed(mail, LATER, NOW)]);
    const waiting = await outboxOf(db);
    await sweepSpent(db, NOW);
    assertEquals(await outboxOf(db), waiting, `after ${tries} tries`);
  }
  assertEquals(await valueOf(db, "SELECT max(attempts) FROM outbox_mails"), 6);
});

Deno.test("D13: messages to programs go out when the clock is put back", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const [ahead = 0] = AHEAD;
  await load(db, [PROVIDERS()]);
  const { handle } = await aWebhook(db, A);
  for (const nowMs of [ahead, NOW]) {
    assertEquals(await sendTest(db, await providerOf(db, A), { handle, nowMs }), true);
  }
  assertEquals((await MESSAGE_LEASES.claim(db, 1, ahead)).length, 1);
  assertEquals(await MESSAGE_LEASES.claim(db, 1, NOW), [], "the dead process holds the webhook");
  await sweepSpent(db, NOW);
  assertEquals((await MESSAGE_LEASES.claim(db, 1, NOW)).length, 1);
});

Deno.test("D13: an hour that was held before the clock was put back is free", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, aWholeAgenda(anAgenda()));
  const [slotId = 0] = await slotIds(db);
  const hold = async (person: number, nowMs: number) => {
    const draftId = await aDraft(db, { person, nowMs });
    return await holdSlot(db, { draftId, actorId: person, slotId }, nowMs);
  };
  const [ahead = 0] = AHEAD;
  assertEquals(await hold(1, ahead), true);
  assertEquals(await hold(2, ahead - MAX_CLOCK_AHEAD_MS), false, "clocks may differ by so much");
  assertEquals(await hold(2, NOW), true);
  assertEquals(await hold(1, NOW + HOLD_MS - 1), false);
});

Deno.test("D13: a load whose process died is taken up or refused when the clock is put back", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const [ahead = 0] = AHEAD;
  await claimLoad(db, ahead, await uploadedLoad(db, "1"));
  await openLoad(db, "of the operator", "línea de comandos", ahead);
  await sweepSpent(db, NOW);
  assertEquals(await hasLeftLoad(db, NOW + MAX_SILENT_MS), false, "it may still be alive");
  assertEquals(await hasLeftLoad(db, NOW + MAX_SILENT_MS + 1), true);
  await sweepSpent(db, NOW + ABANDONED_AFTER_MS + 1);
  const loads = await rowsOf(db, "SELECT status FROM loads ORDER BY source");
  assertEquals(loads.map(({ status }) => status), ["refused", "judging"]);
});

Deno.test("D13: a check of the events whose process died does not run for ever", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const [ahead = 0] = AHEAD;
  assertEquals(typeof await beginChainCheck(db, "one", ahead), "object");
  assertEquals(await beginChainCheck(db, "another", ahead), undefined);
  const check = await beginChainCheck(db, "another", NOW);
  if (!check) throw new Error("the check of a dead process goes on");
  const ended = await runChainCheck(db, check, { sessionSecrets: ["x"], now: () => NOW });
  assertEquals(ended.by, "another");
});
