import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { LibsqlError } from "@libsql/client";
import type { Db } from "../../../db/client.ts";
import { findContacts, replaceContacts } from "../../../db/notices/contacts.ts";
import { addContact, removeContact } from "../support/contacts.ts";
import { enqueueMails } from "../support/mails.ts";
import type { Contact } from "../../../domain/notices/contact.ts";
import { Problem } from "../../../domain/errors.ts";
import { testDatabase } from "../../support/database.ts";
import { A, B, C, load, PROVIDERS } from "../../support/files.ts";
import { providerOf } from "../support/contents.ts";
import { aMail, EPS, NOW, outboxOf } from "../support/mails.ts";

const CHANGE = { eps: EPS, nowMs: NOW };

function aContact(address: string, wishes: Partial<Contact> = {}): Contact {
  return { address, wantsPostings: true, wantsWeekly: false, ...wishes };
}

async function withProviders() {
  const database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const [a, b, c] = await Promise.all([A, B, C].map(async (nit) => (await providerOf(db, nit)).id));
  return { ...database, a: a ?? 0, b: b ?? 0, c: c ?? 0 };
}

const addressesOf = async (db: Db, id: number) =>
  (await findContacts(db, id))?.contacts.map(({ address }) => address);

const subjectsOf = async (db: Db) => (await outboxOf(db)).map(({ to_address }) => to_address);

Deno.test("a provider has five addresses at most, each once in whatever case", async () => {
  await using database = await withProviders();
  const { db, a, b } = database;
  for (const number of [1, 2, 3, 4, 5]) {
    await addContact(db, a, aContact(`u${number}@x.example`), CHANGE);
  }
  const refused = (address: string) =>
    assertRejects(() => addContact(db, a, aContact(address), CHANGE), Problem);
  await refused("u6@x.example");
  await removeContact(db, a, "U2@X.example", CHANGE);
  await refused("U3@x.example");
  await addContact(db, a, aContact("u7@x.example"), CHANGE);
  const left = ["u1@x.example", "u3@x.example", "u4@x.example", "u5@x.example", "u7@x.example"];
  assertEquals(await addressesOf(db, a), left);
  assertEquals(await addressesOf(db, b), []);
  const sixth = "INSERT INTO provider_contacts VALUES (1, 6, 'x@y.co', 1, 1, 0)";
  await assertRejects(() => db.$client.execute(sixth), LibsqlError, "CHECK constraint failed");
});

Deno.test("of two lists that are saved at once one is stored whole", async () => {
  await using database = await withProviders();
  const { db, a } = database;
  const lists = [1, 2].map((list) =>
    [1, 2, 3, 4, 5].map((number) => `l${list}-${number}@x.example`)
  );
  await Promise.all(
    lists.map((list) => replaceContacts(db, a, list.map((one) => aContact(one)), CHANGE)),
  );
  const stands = await addressesOf(db, a);
  assertEquals(lists.some((list) => list.join() === stands?.join()), true);
});

Deno.test("R12: an address with a line break or a list of them is refused beside its field", async () => {
  await using database = await withProviders();
  const { db, a } = database;
  for (const address of ["a@b.co\r\nBcc: x@y.co", "a@b.co\n", "a@b.co,x@y.co", "a b@c.co", ""]) {
    const contacts = [aContact("uno@x.example"), aContact(address)];
    const error = await assertRejects(() => replaceContacts(db, a, contacts, CHANGE), Problem);
    assertEquals(error.errors.map(({ field }) => field), ["correo2"]);
    await assertRejects(() => addContact(db, a, aContact(address), CHANGE), Problem);
  }
  const sql = `INSERT INTO provider_contacts VALUES (${a}, 1, 'a@b.co' || char(10), 1, 1, 0)`;
  await assertRejects(() => db.$client.execute(sql), LibsqlError, "CHECK constraint failed");
  assertEquals([await addressesOf(db, a), await outboxOf(db)], [[], []]);
});

Deno.test("the address on file is told what was added and removed, and only when something was", async () => {
  await using database = await withProviders();
  const { db, a } = database;
  await addContact(db, a, aContact("uno@x.example"), CHANGE);
  await removeContact(db, a, "nadie@x.example", CHANGE);
  await removeContact(db, a, "uno@x.example", CHANGE);
  const mails = await outboxOf(db);
  assertEquals(await subjectsOf(db), ["pagos@clinica-a.example", "pagos@clinica-a.example"]);
  assertMatch(String(mails[0]?.text), /^Se agregó: uno@x\.example$/m);
  assertMatch(String(mails[1]?.text), /^Se quitó: uno@x\.example$/m);
  assertEquals(mails.map((mail) => [mail.kind, mail.unsubscribe_url]), [
    ["contacts", null],
    ["contacts", null],
  ]);
});

Deno.test("a list takes the place of the one before; who stays keeps the day of being added", async () => {
  await using database = await withProviders();
  const { db, a, b } = database;
  await addContact(db, b, aContact("otro@y.example"), CHANGE);
  await replaceContacts(db, a, [aContact("uno@x.example"), aContact("dos@x.example")], CHANGE);
  const later = { ...CHANGE, nowMs: NOW + 1000 };
  const wishes = { wantsPostings: false, wantsWeekly: true };
  await replaceContacts(
    db,
    a,
    [aContact("tres@x.example"), aContact("UNO@x.example", wishes)],
    later,
  );
  const found = await findContacts(db, a);
  assertEquals(found, {
    providerId: a,
    legalName: "Clínica A S.A.S.",
    email: "pagos@clinica-a.example",
    contacts: [
      { ...aContact("tres@x.example"), createdAt: NOW + 1000 },
      { ...aContact("UNO@x.example", wishes), createdAt: NOW },
    ],
    refusals: [],
  });
  assertEquals(await addressesOf(db, b), ["otro@y.example"]);
  const [, , last] = await outboxOf(db);
  assertMatch(String(last?.text), /\n\nSe agregó: tres@x\.example\nSe quitó: dos@x\.example\n\n/);
});

Deno.test("a changed wish alone is not announced", async () => {
  await using database = await withProviders();
  const { db, a } = database;
  await replaceContacts(db, a, [aContact("uno@x.example")], CHANGE);
  await replaceContacts(db, a, [aContact("uno@x.example", { wantsWeekly: true })], CHANGE);
  assertEquals((await outboxOf(db)).length, 1);
  assertEquals((await findContacts(db, a))?.contacts[0]?.wantsWeekly, true);
});

Deno.test("notices that wait go with the address that is removed, other mails stay", async () => {
  await using database = await withProviders();
  const { db, a, b } = database;
  const unsubscribeUrl = "https://portal.example/avisos/baja?1.x";
  for (const address of ["uno@x.example", "dos@x.example"]) {
    await addContact(db, a, aContact(address), CHANGE);
  }
  await enqueueMails(db, [
    aMail(1, { providerId: a, to: "Uno@x.example", unsubscribeUrl }),
    aMail(2, { providerId: a, to: "dos@x.example", unsubscribeUrl }),
    aMail(3, { providerId: a, to: "tres@x.example", unsubscribeUrl }),
    aMail(4, { providerId: b, to: "uno@x.example", unsubscribeUrl }),
    aMail(5, { providerId: a, to: "uno@x.example", kind: "hands" }),
  ], NOW);
  await removeContact(db, a, "uno@x.example", CHANGE);
  await replaceContacts(db, a, [], CHANGE);
  const keys = (await outboxOf(db)).map((mail) => String(mail.dedupe_key));
  assertEquals(keys.filter((key) => key.startsWith("test:")), ["test:3", "test:4", "test:5"]);
});

Deno.test("a provider without an address on file has contacts all the same, an unknown one has none", async () => {
  await using database = await withProviders();
  const { db, c } = database;
  await addContact(db, c, aContact("uno@x.example"), CHANGE);
  assertEquals(await addressesOf(db, c), ["uno@x.example"]);
  assertEquals(await outboxOf(db), []);
  assertEquals(await findContacts(db, 999), undefined);
  await assertRejects(() => addContact(db, 999, aContact("uno@x.example"), CHANGE), Problem);
  await assertRejects(() => replaceContacts(db, 999, [], CHANGE), Problem);
});
