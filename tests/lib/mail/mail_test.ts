import { assert, assertEquals, assertMatch, assertNotMatch, assertRejects } from "@std/assert";
import PostalMime from "postal-mime";
import { createMailer } from "../../../lib/mail/mail.ts";

const FROM = "Zona Ser <zona-ser@localhost.localdomain>";
const LINK = "http://localhost:8000/activar?abcdefghijklmnopqrstuvwxyz012345";

/** A folder that is gone with the test, and the mails in it by name. */
async function anOutbox() {
  const folder = await Deno.makeTempDir({ prefix: "zona-ser-" });
  return {
    url: `file:${folder}/outbox`,
    async names(): Promise<string[]> {
      const entries = await Array.fromAsync(Deno.readDir(`${folder}/outbox`));
      return entries.map(({ name }) => name).sort();
    },
    async read(name: string): Promise<string> {
      return await Deno.readTextFile(`${folder}/outbox/${name}`);
    },
    async [Symbol.asyncDispose]() {
      await Deno.remove(folder, { recursive: true });
    },
  };
}

Deno.test("a mail into a folder is one file with sender, address, subject and text", async () => {
  await using outbox = await anOutbox();
  const mailer = createMailer(outbox.url, FROM);
  const text = "Buenos días:\n\nEl enlace vence en 24 horas.\n";
  await mailer.send({ to: "pagos@clinica-a.example", subject: "Active su cuenta: señal", text });
  const [name = ""] = await outbox.names();
  const mail = await PostalMime.parse(await outbox.read(name));
  assertEquals(mail.from, { name: "Zona Ser", address: "zona-ser@localhost.localdomain" });
  assertEquals(mail.to?.map(({ address }) => address), ["pagos@clinica-a.example"]);
  assertEquals(mail.subject, "Active su cuenta: señal");
  assertEquals(mail.text?.replaceAll("\r\n", "\n").trimEnd(), text.trimEnd());
  assertEquals([mail.html, mail.attachments], [undefined, []]);
});

Deno.test("the files end in .eml and their names sort by time", async () => {
  await using outbox = await anOutbox();
  const mailer = createMailer(outbox.url, FROM);
  const before = new Date().toISOString().replace(/[:.]/g, "-");
  for (const subject of ["uno", "dos"]) {
    await mailer.send({ to: "a@b.example", subject, text: "hola\n" });
  }
  const after = new Date().toISOString().replace(/[:.]/g, "-");
  const names = await outbox.names();
  assertEquals(names.length, 2);
  for (const name of names) {
    assertMatch(name, /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z-[0-9a-f]{8}\.eml$/);
    assert(name.slice(0, 24) >= before && name.slice(0, 24) <= after, name);
  }
});

Deno.test("a mail in the folder is readable as it stands, its link alone on its line", async () => {
  await using outbox = await anOutbox();
  const mailer = createMailer(outbox.url, FROM);
  const text = `Abra este enlace:\n\n${LINK}\n\nVence en 24 horas.\n`;
  await mailer.send({ to: "a@b.example", subject: "Active su cuenta", text });
  const [name = ""] = await outbox.names();
  const source = await outbox.read(name);
  assertMatch(source, /^Content-Transfer-Encoding: (7bit|8bit|quoted-printable)\r?$/m);
  assert(source.split(/\r?\n/).includes(LINK), source);
  assertNotMatch(source, /base64/i);
});

Deno.test("an address with a line break or a list of addresses is refused, and nothing is sent", async () => {
  await using outbox = await anOutbox();
  const mailer = createMailer(outbox.url, FROM);
  const addresses = ["a@b.co\r\nBcc: x@y.co", "a@b.co\nBcc: x@y.co", "a@b.co\r", "a@b.co, x@y.co"];
  for (const to of addresses) {
    await assertRejects(() => mailer.send({ to, subject: "hola", text: "hola" }), TypeError);
  }
  await assertRejects(() => outbox.names(), Deno.errors.NotFound);
});

Deno.test("a line break in a subject makes no header", async () => {
  await using outbox = await anOutbox();
  const mailer = createMailer(outbox.url, FROM);
  await mailer.send({ to: "a@b.example", subject: "hola\r\nBcc: x@y.co", text: "hola\n" });
  const [name = ""] = await outbox.names();
  const mail = await PostalMime.parse(await outbox.read(name));
  assertEquals([mail.bcc, mail.cc], [undefined, undefined]);
  assertEquals(mail.to?.map(({ address }) => address), ["a@b.example"]);
});
