import { assertEquals, assertMatch, assertNotMatch } from "@std/assert";
import { addContact } from "../support/contacts.ts";
import {
  acceptNotices,
  findSubscription,
  refuseNotices,
  unsubscribeUrl,
} from "../../../db/notices/refusals.ts";
import { noticesOfPublication } from "../../../db/notices/notices.ts";
import { enqueueMails } from "../support/mails.ts";
import { testDatabase } from "../../support/database.ts";
import { A, B, load, PROVIDERS } from "../../support/files.ts";
import { somePayments } from "../../support/payments.ts";
import { providerOf } from "../support/contents.ts";
import { EPS, NOW, outboxOf, SETTINGS } from "../support/mails.ts";

const { secrets } = SETTINGS;
const ON_FILE = "pagos@clinica-a.example";

async function withProviders() {
  const database = await testDatabase();
  await load(database.db, [PROVIDERS()]);
  const [a, b] = [await providerOf(database.db, A), await providerOf(database.db, B)];
  return { ...database, a: a.id, b: b.id };
}

function tokenFor(providerId: number, address: string): string {
  const url = unsubscribeUrl(SETTINGS, providerId, address);
  return new URL(url).search.slice(1);
}

Deno.test("the link names no address, and its token opens this subscription and no other", async () => {
  await using database = await withProviders();
  const { db, a, b } = database;
  const url = unsubscribeUrl(SETTINGS, a, ON_FILE);
  assertMatch(url, new RegExp(`^https://portal\\.example/avisos/baja\\?${a}\\.[0-9a-f]{64}$`));
  assertNotMatch(url, /clinica/);
  const token = tokenFor(a, ON_FILE);
  const subscription = { providerId: a, legalName: "Clínica A S.A.S.", mailbox: ON_FILE };
  assertEquals(await findSubscription(db, secrets, token), { ...subscription, isRefused: false });
  assertEquals(tokenFor(a, "PAGOS@clinica-a.example"), token);
  const [id, code] = token.split(".");
  const wrong = [`${b}.${code}`, `${id}.${code?.replace(/./g, "0")}`, `0${token}`, `${token}0`]
    .concat("", ".", `${id}.`, `999.${code}`, `${"9".repeat(30)}.${code}`, `${a} OR 1.${code}`);
  for (const one of wrong) assertEquals(await findSubscription(db, secrets, one), undefined, one);
  assertEquals(await findSubscription(db, secrets, tokenFor(a, "x@y.co")), undefined);
});

Deno.test("a link of a secret that was rotated works as long as the secret is kept", async () => {
  await using database = await withProviders();
  const { db, a } = database;
  const token = tokenFor(a, ON_FILE);
  const newest = "another secret of thirty-two bytes";
  assertEquals((await findSubscription(db, [newest, ...secrets], token))?.mailbox, ON_FILE);
  assertEquals(await findSubscription(db, [newest], token), undefined);
});

Deno.test("a refusal ends waiting and future notices, and doing it twice changes nothing more", async () => {
  await using database = await withProviders();
  const { db, a } = database;
  const { id: loadId } = await load(db, somePayments());
  const notices = () => noticesOfPublication(db, loadId, { ...SETTINGS, nowMs: NOW });
  await enqueueMails(db, await notices(), NOW);
  const subscription = await findSubscription(db, secrets, tokenFor(a, ON_FILE));
  if (!subscription) throw new Error("no subscription");
  for (let count = 0; count < 2; count++) await refuseNotices(db, subscription, NOW);
  const left = ["cartera@hospital-b.example"];
  assertEquals((await outboxOf(db)).map((mail) => mail.to_address), left);
  assertEquals((await notices()).map(({ to }) => to), left);
  const again = await findSubscription(db, secrets, tokenFor(a, ON_FILE));
  assertEquals(again?.isRefused, true);
  await acceptNotices(db, subscription);
  assertEquals((await notices()).length, 2);
});

Deno.test("a mailbox that refused is not brought back by removing and adding it", async () => {
  await using database = await withProviders();
  const { db, a } = database;
  const contact = { address: "Uno@x.example", wantsPostings: true, wantsWeekly: true };
  await addContact(db, a, contact, { eps: EPS, nowMs: NOW });
  const token = tokenFor(a, "uno@x.example");
  const subscription = await findSubscription(db, secrets, token);
  if (!subscription) throw new Error("no subscription");
  await refuseNotices(db, subscription, NOW);
  await db.$client.execute("DELETE FROM provider_contacts");
  assertEquals((await findSubscription(db, secrets, token))?.isRefused, true);
  await addContact(db, a, contact, { eps: EPS, nowMs: NOW });
  const { id } = await load(db, somePayments());
  const mails = await noticesOfPublication(db, id, { ...SETTINGS, nowMs: NOW });
  assertEquals(mails.some(({ to }) => to === contact.address), false);
});
