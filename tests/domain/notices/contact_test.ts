import { assertEquals } from "@std/assert";
import { type Contact, judgeContacts, recipientsOf } from "../../../domain/notices/contact.ts";

const aContact = (address: string, wishes: Partial<Contact> = {}): Contact => ({
  address,
  wantsPostings: true,
  wantsWeekly: false,
  ...wishes,
});

Deno.test("R12: what is no single address is refused beside its field, line breaks above all", () => {
  const wrong = [
    "a@b.co\r\nBcc: x@y.co",
    "a@b.co\n",
    "a@b.co\r",
    "a@b.co, x@y.co",
    "a@b.co;x@y.co",
    "<a@b.co>",
    "a b@c.co",
    "a@b",
    "",
    `${"a".repeat(250)}@b.co`,
  ];
  for (const address of wrong) {
    const errors = judgeContacts(["a@b.co", address]);
    assertEquals(errors.map(({ field }) => field), ["correo2"], address);
  }
});

Deno.test("an address twice, in whatever case, is refused, and so are six", () => {
  assertEquals(judgeContacts(["a@b.co", "A@B.co"]).map(({ field }) => field), ["correo2"]);
  const six = Array.from({ length: 6 }, (_, index) => `a${index}@b.co`);
  assertEquals(judgeContacts(six).length, 1);
  assertEquals(judgeContacts(six.slice(1)), []);
  assertEquals(judgeContacts([]), []);
});

Deno.test("the address on file gets postings, unless a wish or a refusal says otherwise", () => {
  const email = "Pagos@clinica-a.example";
  const none = { email, contacts: [], refusals: [] };
  assertEquals(recipientsOf(none, "posting"), [email]);
  assertEquals(recipientsOf(none, "weekly"), []);
  assertEquals(recipientsOf({ ...none, refusals: ["pagos@clinica-a.example"] }, "posting"), []);
  assertEquals(recipientsOf({ ...none, email: null }, "posting"), []);
  const weekly = aContact("pagos@Clinica-a.example", { wantsPostings: false, wantsWeekly: true });
  assertEquals(recipientsOf({ ...none, contacts: [weekly] }, "posting"), []);
  assertEquals(recipientsOf({ ...none, contacts: [weekly] }, "weekly"), [weekly.address]);
});

Deno.test("contacts get what they want, each mailbox once, and nobody who refused", () => {
  const audience = {
    email: "a@b.co",
    contacts: [
      aContact("A@b.co"),
      aContact("c@b.co", { wantsWeekly: true }),
      aContact("d@b.co", { wantsPostings: false, wantsWeekly: true }),
      aContact("E@b.co", { wantsWeekly: true }),
    ],
    refusals: ["e@b.co"],
  };
  assertEquals(recipientsOf(audience, "posting"), ["A@b.co", "c@b.co"]);
  assertEquals(recipientsOf(audience, "weekly"), ["c@b.co", "d@b.co"]);
});

Deno.test("an address on file that is none gets nothing", () => {
  const audience = { email: "a@b.co\r\nBcc: x@y.co", contacts: [], refusals: [] };
  assertEquals(recipientsOf(audience, "posting"), []);
});
