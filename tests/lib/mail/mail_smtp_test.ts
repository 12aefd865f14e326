import { assertEquals, assertRejects } from "@std/assert";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { createMailer } from "../../../lib/mail/mail.ts";

const FROM = "Zona Ser <zona-ser@localhost.localdomain>";

type Received = { from: string; recipients: string[]; source: string };

/** A real SMTP server on a free port of this machine; refuses the address `nadie@…`. */
async function aServer() {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    onRcptTo: ({ address }, _session, done) =>
      done(address.startsWith("nadie@") ? new Error("no such mailbox") : null),
    onData: (stream, { envelope }, done) => {
      const chunks: Uint8Array[] = [];
      stream.on("data", (chunk: Uint8Array) => chunks.push(chunk));
      stream.on("end", async () => {
        const source = await new Blob(chunks.map((chunk) => new Uint8Array(chunk))).text();
        const from = envelope.mailFrom ? envelope.mailFrom.address : "";
        received.push({ from, recipients: envelope.rcptTo.map(({ address }) => address), source });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    received,
    async [Symbol.asyncDispose]() {
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

Deno.test("a mail is sent to an SMTP server, to its one address", async () => {
  await using server = await aServer();
  const mailer = createMailer(server.url, FROM);
  const text = "Buenos días, señora Ñame:\n\nhttp://localhost:8000/activar?abc\n";
  await mailer.send({ to: "pagos@clinica-a.example", subject: "Active su cuenta: señal", text });
  assertEquals(server.received.length, 1);
  const [{ from, recipients, source } = { from: "", recipients: [], source: "" }] = server.received;
  assertEquals(from, "zona-ser@localhost.localdomain");
  assertEquals(recipients, ["pagos@clinica-a.example"]);
  const mail = await PostalMime.parse(source);
  assertEquals(mail.subject, "Active su cuenta: señal");
  assertEquals(mail.text?.replaceAll("\r\n", "\n").trimEnd(), text.trimEnd());
});

Deno.test("an address with CR, LF or a comma reaches no server", async () => {
  await using server = await aServer();
  const mailer = createMailer(server.url, FROM);
  for (const to of ["a@b.co\r\nRCPT TO:<x@y.co>", "a@b.co\nx@y.co", "a@b.co,x@y.co"]) {
    await assertRejects(() => mailer.send({ to, subject: "hola", text: "hola" }), TypeError);
  }
  assertEquals(server.received, []);
});

Deno.test("an angle bracket or a semicolon in an address adds no recipient", async () => {
  await using server = await aServer();
  const mailer = createMailer(server.url, FROM);
  for (const to of ["a@b.co;x@y.co", "<x@y.co> a@b.co"]) {
    await mailer.send({ to, subject: "hola", text: "hola" }).catch(() => {});
  }
  for (const { recipients } of server.received) assertEquals(recipients.length, 1);
});

Deno.test("a mail that the server refuses is an error of the sender", async () => {
  await using server = await aServer();
  const mailer = createMailer(server.url, FROM);
  const mail = { to: "nadie@clinica-a.example", subject: "hola", text: "hola" };
  await assertRejects(() => mailer.send(mail), Error);
  assertEquals(server.received, []);
});
