import { assert, assertEquals } from "@std/assert";
import { Webhook } from "standardwebhooks";
import type { Db } from "../../../db/client.ts";
import { sendTest } from "../../../db/programs/webhook_deliveries.ts";
import {
  deliverWebhooks,
  WEBHOOK_LEASE_MS,
  WEBHOOKS_AT_ONCE,
} from "../../../db/programs/webhook_sending.ts";
import { renewSecret, switchWebhookOff, switchWebhookOn } from "../../../db/programs/webhooks.ts";
import { MAX_DELIVERY_ATTEMPTS, waitBeforeNextMs } from "../../../domain/programs/delivery.ts";
import { FAILING_TOO_LONG_MS, OLD_SECRET_LIVES_MS } from "../../../domain/programs/webhook.ts";
import type { SendMessage } from "../../../lib/webhook/send.ts";
import { newWebhookSecret } from "../../../lib/webhook/signature.ts";
import { testDatabase } from "../../support/database.ts";
import { A, B, C, load, PROVIDERS } from "../../support/files.ts";
import { addPerson } from "../../support/people.ts";
import { certificates } from "../../support/webhooks/certificates.ts";
import { type Received, receiver, status } from "../../support/webhooks/receiver.ts";
import { aWebhook, KEYS, NOW, sendingOf } from "../../support/webhooks/webhooks.ts";
import { providerOf, rowsOf, valueOf } from "../support/contents.ts";
import { outboxOf } from "../support/mails.ts";

const { ca } = await certificates();

async function withProviders() {
  const database = await testDatabase();
  await load(database.db, [PROVIDERS()]);
  return database;
}

/** So many tests of a webhook, which wait to be sent. */
async function tests(db: Db, nit: string, handle: string, count = 1, nowMs = NOW) {
  for (let index = 0; index < count; index++) {
    assertEquals(await sendTest(db, await providerOf(db, nit), { handle, nowMs }), true);
  }
}

const COUNTS = `SELECT count(sent_at) AS sent, count(given_up_at) AS givenUp,
  count(*) - count(sent_at) - count(given_up_at) AS waiting FROM webhook_deliveries`;

async function counts(db: Db) {
  return (await rowsOf(db, COUNTS))[0];
}

/** What a receiver's library says: the body, where one of the signatures is right. */
function verify(secret: string, { headers, body }: Received): unknown {
  const library = new Webhook(secret);
  const at = Number(headers.get("webhook-timestamp")) * 1000;
  const signature = library.sign(headers.get("webhook-id") ?? "", new Date(at), body);
  assert((headers.get("webhook-signature") ?? "").split(" ").includes(signature));
  return JSON.parse(body);
}

Deno.test("a message is signed as Standard Webhooks asks for", async () => {
  await using database = await withProviders();
  const { db } = database;
  await using hook = await receiver();
  const { handle, secret } = await aWebhook(db, A, { url: hook.url });
  await tests(db, A, handle);
  await deliverWebhooks(db, sendingOf(db));
  const [request] = hook.received;
  assert(request);
  const timestamp = "2026-04-01T15:00:00.000Z";
  assertEquals(verify(secret, request), { type: "webhook.test", timestamp, data: {} });
  const sender = request.headers;
  assertEquals(sender.get("content-type"), "application/json");
  assertEquals(sender.get("webhook-timestamp"), String(NOW / 1000));
  assertEquals(
    sender.get("webhook-id"),
    await valueOf(db, "SELECT message_id FROM webhook_deliveries"),
  );
  assertEquals(await counts(db), { sent: 1, givenUp: 0, waiting: 0 });
  const [row] = await rowsOf(db, "SELECT * FROM webhook_deliveries");
  assertEquals([row?.answer_status, row?.tried_at, row?.attempts], [204, NOW, 1]);
});

Deno.test("after a renewal both secrets sign for a day, then the new one alone", async () => {
  await using database = await withProviders();
  const { db } = database;
  await using hook = await receiver();
  const { handle, secret: old } = await aWebhook(db, A, { url: hook.url });
  const renewed = newWebhookSecret();
  const provider = await providerOf(db, A);
  await renewSecret(db, provider, { handle, secret: renewed, keys: KEYS, nowMs: NOW });
  for (const nowMs of [NOW, NOW + OLD_SECRET_LIVES_MS - 1, NOW + OLD_SECRET_LIVES_MS]) {
    await tests(db, A, handle, 1, nowMs);
    await deliverWebhooks(db, sendingOf(db, { now: () => nowMs }));
  }
  const signatures = hook.received.map((one) => one.headers.get("webhook-signature")?.split(" "));
  assertEquals(signatures.map((one) => one?.length), [2, 2, 1]);
  for (const one of hook.received) verify(renewed, one);
  for (const one of hook.received.slice(0, 2)) verify(old, one);
});

Deno.test("a secret that the settings can no longer read signs nothing", async () => {
  await using database = await withProviders();
  const { db } = database;
  await using hook = await receiver();
  const { handle } = await aWebhook(db, A, { url: hook.url });
  await tests(db, A, handle);
  await deliverWebhooks(
    db,
    sendingOf(db, { sessionSecrets: ["another secret of thirty-two bytes or more"] }),
  );
  assertEquals(hook.connectionCount(), 0);
  assertEquals(await valueOf(db, "SELECT last_problem FROM webhook_deliveries"), "secret");
});

for (const code of [301, 400, 404, 429, 500, 503]) {
  Deno.test(`a message that is answered by ${code} waits and goes out again the same`, async () => {
    await using database = await withProviders();
    const { db } = database;
    let isWell = false;
    await using hook = await receiver((conn, request, count) =>
      status(isWell ? 200 : code)(conn, request, count)
    );
    const { handle } = await aWebhook(db, A, { url: hook.url });
    await tests(db, A, handle);
    await deliverWebhooks(db, sendingOf(db));
    const [row] = await rowsOf(db, "SELECT * FROM webhook_deliveries");
    const waitMs = waitBeforeNextMs(1, 0) ?? 0;
    assertEquals(
      [row?.answer_status, row?.last_problem, row?.not_before],
      [code, "answer", NOW + waitMs],
    );
    isWell = true;
    await deliverWebhooks(db, sendingOf(db, { now: () => NOW + waitMs - 1 }));
    assertEquals(hook.received.length, 1);
    await deliverWebhooks(db, sendingOf(db, { now: () => NOW + waitMs }));
    const [first, second] = hook.received;
    assertEquals(second?.body, first?.body);
    assertEquals(second?.headers.get("webhook-id"), first?.headers.get("webhook-id"));
    assertEquals(await counts(db), { sent: 1, givenUp: 0, waiting: 0 });
  });
}

Deno.test("a message that nobody takes waits longer each time and is given up", async () => {
  await using database = await withProviders();
  const { db } = database;
  const { handle } = await aWebhook(db, A);
  await tests(db, A, handle);
  const send = () => Promise.resolve({ fault: "unreachable" as const });
  let nowMs = NOW;
  for (let attempt = 1; attempt <= MAX_DELIVERY_ATTEMPTS; attempt++) {
    // Without this the webhook is switched off first, which another test is about.
    await db.$client.execute("UPDATE webhooks SET failing_since = NULL");
    await deliverWebhooks(db, sendingOf(db, { now: () => nowMs, send }));
    assertEquals(await valueOf(db, "SELECT attempts FROM webhook_deliveries"), attempt);
    nowMs += waitBeforeNextMs(attempt, 0) ?? 0;
  }
  assertEquals(await counts(db), { sent: 0, givenUp: 1, waiting: 0 });
  assert(nowMs - NOW > FAILING_TOO_LONG_MS);
});

Deno.test("after five days without success a webhook is switched off, with a mail and an event", async () => {
  await using database = await withProviders();
  const { db } = database;
  const { handle } = await aWebhook(db, A);
  await db.$client.execute(
    `INSERT INTO users (id, kind, email, name, password_hash, activated_at) VALUES
       (1, 'representative', NULL, '', 'x', 1), (2, 'member', 'ana@ips.example', 'Ana', 'x', 1),
       (3, 'member', 'eva@ips.example', 'Eva', 'x', 1)`,
  );
  const { id } = await providerOf(db, A);
  await db.$client.execute({
    sql: `INSERT INTO memberships (user_id, provider_id, role, created_at) VALUES
       (1, ?1, 'representante', 1), (2, ?1, 'administrador', 1), (3, ?1, 'contador', 1)`,
    args: [id],
  });
  const send = () => Promise.resolve({ fault: "timeout" as const });
  const fail = async (nowMs: number) => {
    await tests(db, A, handle, 1, nowMs);
    await deliverWebhooks(db, sendingOf(db, { now: () => nowMs, send }));
  };
  await fail(NOW);
  await fail(NOW + FAILING_TOO_LONG_MS - 1);
  assertEquals(await outboxOf(db), []);
  await fail(NOW + FAILING_TOO_LONG_MS);
  const [webhook] = await rowsOf(db, "SELECT * FROM webhooks");
  assertEquals(
    [webhook?.switched_off_because, webhook?.switched_off_at],
    ["failures", NOW + FAILING_TOO_LONG_MS],
  );
  const mails = await outboxOf(db);
  assertEquals(mails.map((mail) => mail.to_address).sort(), [
    "ana@ips.example",
    "pagos@clinica-a.example",
  ]);
  assertEquals(await counts(db), { sent: 0, givenUp: 3, waiting: 0 });
  const [event] = await rowsOf(db, "SELECT * FROM audit_events WHERE name = 'webhookSwitchedOff'");
  assertEquals(
    [event?.user_id, event?.provider_id, event?.detail],
    [null, id, '{"webhook":"erp.ips.example","because":"failures"}'],
  );
  assertEquals(await sendTest(db, await providerOf(db, A), { handle, nowMs: NOW }), false);
});

Deno.test("410 switches a webhook off at once, and a success ends a time of failures", async () => {
  await using database = await withProviders();
  const { db } = database;
  const answers = [500, 200, 500, 410];
  await using hook = await receiver((conn, request, count) =>
    status(answers[count - 1] ?? 200)(conn, request, count)
  );
  const { handle } = await aWebhook(db, A, { url: hook.url });
  const failing: unknown[] = [];
  for (const [index] of answers.entries()) {
    const nowMs = NOW + index;
    await tests(db, A, handle, 1, nowMs);
    await deliverWebhooks(db, sendingOf(db, { now: () => nowMs }));
    failing.push(await valueOf(db, "SELECT failing_since FROM webhooks"));
  }
  assertEquals(failing, [NOW, null, NOW + 2, NOW + 2]);
  assertEquals(await valueOf(db, "SELECT switched_off_because FROM webhooks"), "gone");
});

Deno.test("switched on again, a webhook gets what waited when it was switched off", async () => {
  await using database = await withProviders();
  const { db } = database;
  await using hook = await receiver();
  const { handle } = await aWebhook(db, A, { url: hook.url });
  const provider = await providerOf(db, A);
  await tests(db, A, handle, 2);
  assertEquals(await switchWebhookOff(db, provider, { handle, nowMs: NOW }), true);
  await deliverWebhooks(db, sendingOf(db));
  assertEquals([hook.received.length, await counts(db)], [0, { sent: 0, givenUp: 2, waiting: 0 }]);
  const vouchedBy = await addPerson(db, { kind: "representative" }, [[A, "representante"]]);
  const on = { handle, vouchedBy, nowMs: NOW };
  assertEquals(await switchWebhookOn(db, provider, on), true);
  assertEquals(await switchWebhookOn(db, provider, on), false);
  await deliverWebhooks(db, sendingOf(db));
  assertEquals([hook.received.length, await counts(db)], [2, { sent: 2, givenUp: 0, waiting: 0 }]);
});

Deno.test("a provider whose access is closed is told nothing until it is open", async () => {
  await using database = await withProviders();
  const { db } = database;
  await using hook = await receiver();
  const { handle } = await aWebhook(db, A, { url: hook.url });
  await tests(db, A, handle);
  await db.$client.execute("UPDATE providers SET access_closed_at = 1");
  await deliverWebhooks(db, sendingOf(db));
  assertEquals(hook.connectionCount(), 0);
});

Deno.test("a webhook gets one message at a time, in their order, others get theirs meanwhile", async () => {
  await using database = await withProviders();
  const { db } = database;
  let running = 0;
  let most = 0;
  const all = Promise.withResolvers<void>();
  await using slow = await receiver(async (conn, request, count) => {
    most = Math.max(most, ++running);
    await all.promise;
    running--;
    await status(200)(conn, request, count);
  });
  await using quick = await receiver(async (conn, request, count) => {
    if (count === 10) all.resolve();
    await status(200)(conn, request, count);
  });
  const first = await aWebhook(db, A, { url: slow.url });
  const second = await aWebhook(db, B, { url: quick.url });
  await tests(db, A, first.handle, 5);
  await tests(db, B, second.handle, 10);
  await deliverWebhooks(db, sendingOf(db));
  assertEquals([slow.received.length, quick.received.length, most], [5, 10, 1]);
  const ids = await rowsOf(
    db,
    "SELECT message_id FROM webhook_deliveries WHERE webhook_id = 1 ORDER BY id",
  );
  assertEquals(
    slow.received.map(({ headers }) => headers.get("webhook-id")),
    ids.map((row) => row.message_id),
  );
});

Deno.test("who is told while another's slow messages go out waits for one of them at most", async () => {
  await using database = await withProviders();
  const { db } = database;
  const slow = await aWebhook(db, A, { url: "https://slow.example/" });
  const late = await aWebhook(db, B, { url: "https://late.example/" });
  await tests(db, A, slow.handle, 3);
  const told: string[] = [];
  const isLateTold = Promise.withResolvers<void>();
  let slowCount = 0;
  const send: SendMessage = async ({ url }) => {
    const isSlow = url.includes("slow");
    if (isSlow && ++slowCount === 1) await tests(db, B, late.handle);
    if (isSlow && slowCount === 2) await isLateTold.promise;
    if (!isSlow) isLateTold.resolve();
    told.push(url);
    return { status: 200 };
  };
  await deliverWebhooks(db, sendingOf(db, { send }));
  const [SLOW, LATE] = ["https://slow.example/", "https://late.example/"];
  assertEquals(told, [SLOW, LATE, SLOW, SLOW]);
});

Deno.test("no more than some are under way over all", async () => {
  await using database = await withProviders();
  const { db } = database;
  let running = 0;
  let most = 0;
  const send = async () => {
    most = Math.max(most, ++running);
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
    running--;
    return { status: 200 };
  };
  for (const nit of [A, B, C]) {
    for (let index = 0; index < 3; index++) {
      const { handle } = await aWebhook(db, nit, { nowMs: NOW + index });
      await tests(db, nit, handle, 2);
    }
  }
  await deliverWebhooks(db, sendingOf(db, { send }));
  assertEquals(await counts(db), { sent: 18, givenUp: 0, waiting: 0 });
  assert(most > 1 && most <= WEBHOOKS_AT_ONCE, `${most} at once`);
});

Deno.test("a message whose every attempt ended with its process is given up unsent", async () => {
  await using database = await withProviders();
  const { db } = database;
  await using hook = await receiver();
  const { handle } = await aWebhook(db, A, { url: hook.url });
  await tests(db, A, handle);
  await db.$client.execute({
    sql: "UPDATE webhook_deliveries SET attempts = ?, claimed_until = ?",
    args: [MAX_DELIVERY_ATTEMPTS, NOW],
  });
  await deliverWebhooks(db, sendingOf(db));
  assertEquals(hook.connectionCount(), 0);
  assertEquals(await counts(db), { sent: 0, givenUp: 1, waiting: 0 });
});

Deno.test("a process that is killed in the middle loses no message, and its copy has the same id", async () => {
  await using database = await withProviders();
  const { db } = database;
  const killed = Promise.withResolvers<void>();
  await using hook = await receiver(async (conn, request, count) => {
    if (count === 2) await killed.promise;
    await status(200)(conn, request, count);
  });
  const { handle } = await aWebhook(db, A, { url: hook.url });
  await tests(db, A, handle, 3);
  const worker = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "tests/support/webhooks/worker.ts", database.path, ca],
    stdout: "null",
    stderr: "null",
  }).spawn();
  await hook.came(2);
  worker.kill("SIGKILL");
  await worker.status;
  killed.resolve();
  await deliverWebhooks(db, sendingOf(db));
  assertEquals(hook.received.length, 2);
  await deliverWebhooks(db, sendingOf(db, { now: () => NOW + WEBHOOK_LEASE_MS }));
  const ids = hook.received.map(({ headers }) => headers.get("webhook-id"));
  assertEquals([ids.length, new Set(ids).size, ids[1] === ids[2]], [4, 3, true]);
  assertEquals(await counts(db), { sent: 3, givenUp: 0, waiting: 0 });
});

Deno.test("two processes share the work, and no message goes out twice", async () => {
  await using database = await withProviders();
  const { db } = database;
  await using hook = await receiver(status(200));
  for (const nit of [A, B, C]) {
    for (let index = 0; index < 3; index++) {
      const { handle } = await aWebhook(db, nit, { url: hook.url, nowMs: NOW + index });
      await tests(db, nit, handle, 5);
    }
  }
  const workers = [0, 1].map(() =>
    new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "tests/support/webhooks/worker.ts", database.path, ca],
      stdout: "null",
      stderr: "inherit",
    }).output()
  );
  const ends = await Promise.all(workers);
  assertEquals(ends.map(({ code }) => code), [0, 0]);
  const ids = hook.received.map(({ headers }) => headers.get("webhook-id"));
  assertEquals([ids.length, new Set(ids).size], [45, 45]);
});
