import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import PostalMime from "postal-mime";
import type { Mail } from "../../../lib/mail/message.ts";
import { createSmtpMailer, MailError } from "../../../lib/mail/smtp.ts";
import { startSilentServer } from "../../db/support/silent_server.ts";
import { type Behaviour, smtpServer } from "../../support/smtp_server.ts";

const FROM = "Zona Ser <avisos@eps.example>";
const MAIL: Mail = { to: "a@b.example", subject: "hola", text: "hola\n" };
/** nodemailer looks after a connection that failed once more within 150 ms: its timers, not ours. */
const QUIETLY = { sanitizeOps: false, sanitizeResources: false };
/** Only where nothing comes: what comes late on a busy machine is no silence. */
const IMPATIENT = { patienceMs: 1000, longestSendMs: 60_000 };

Deno.test(
  "mails that are under way together share connections, and none stays open",
  QUIETLY,
  async () => {
    await using server = await smtpServer();
    const mailer = createSmtpMailer(server.url, FROM);
    await Promise.all(Array.from({ length: 30 }, () => mailer.send(MAIL)));
    assertEquals(server.incoming.length, 30);
    assert(server.connectionCount() <= 5, `${server.connectionCount()} connections`);
    await mailer.send(MAIL);
    assertEquals(server.incoming.length, 31);
  },
);

Deno.test(
  "mails one after the other share a connection while the work that sends them lasts",
  QUIETLY,
  async () => {
    await using server = await smtpServer();
    const mailer = createSmtpMailer(server.url, FROM);
    await mailer.during?.(async () => {
      for (let count = 0; count < 5; count++) await mailer.send(MAIL);
    });
    assertEquals([server.incoming.length, server.connectionCount()], [5, 1]);
    await mailer.during?.(() => Promise.resolve());
    assertEquals(server.connectionCount(), 1);
  },
);

Deno.test("a mail keeps the Message-ID and the headers that it is given", QUIETLY, async () => {
  await using server = await smtpServer();
  const headers = {
    "List-Unsubscribe": "<https://portal.example/avisos/baja?1.abc>",
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
  await createSmtpMailer(server.url, FROM).send({ ...MAIL, messageId: "abc123", headers });
  const [incoming] = server.incoming;
  const mail = await PostalMime.parse(incoming?.source ?? "");
  assertEquals(mail.messageId, "<abc123@eps.example>");
  const found = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
  assertEquals(found("list-unsubscribe"), headers["List-Unsubscribe"]);
  assertEquals(found("list-unsubscribe-post"), headers["List-Unsubscribe-Post"]);
});

Deno.test("R12: a line break in a header reaches no server", QUIETLY, async () => {
  await using server = await smtpServer();
  const mailer = createSmtpMailer(server.url, FROM);
  const pairs = [["X-A", "1\r\nBcc: x@y.co"], ["X-A: 1\nBcc", "x@y.co"]];
  for (const pair of pairs) {
    const headers = Object.fromEntries([pair]);
    await assertRejects(() => mailer.send({ ...MAIL, headers }), TypeError);
  }
  assertEquals([server.incoming.length, server.connectionCount()], [0, 0]);
});

const REFUSALS: { behaviour: Behaviour; code?: number; problem: RegExp; isPermanent: boolean }[] = [
  { behaviour: "take", code: 550, problem: /^550 RCPT TO$/, isPermanent: true },
  { behaviour: "take", code: 450, problem: /^450 RCPT TO$/, isPermanent: false },
  { behaviour: "never", problem: /^554 DATA$/, isPermanent: true },
  { behaviour: "later", problem: /^451 DATA$/, isPermanent: false },
  { behaviour: "silence", problem: /^ETIMEDOUT/, isPermanent: false },
  { behaviour: "break", problem: /^ECONNECTION/, isPermanent: false },
];

for (const { behaviour, code, problem, isPermanent } of REFUSALS) {
  Deno.test(
    `a server that answers ${code ?? behaviour} is the problem ${problem.source}`,
    QUIETLY,
    async () => {
      await using server = await smtpServer(() => behaviour, () => code);
      const mailer = createSmtpMailer(server.url, FROM, behaviour === "silence" ? IMPATIENT : {});
      const error = await assertRejects(() => mailer.send(MAIL), MailError);
      assertMatch(error.problem, problem);
      assertEquals(error.isPermanent, isPermanent);
      assert(!/a@b|mailbox/.test(`${error} ${JSON.stringify(error)}`), "an address");
    },
  );
}

Deno.test(
  "nodemailer does not send a mail again by itself where a connection breaks after the text",
  QUIETLY,
  async () => {
    await using server = await smtpServer(() => "take and break");
    const mailer = createSmtpMailer(server.url, FROM);
    await assertRejects(() => mailer.send(MAIL), MailError);
    assertEquals(server.incoming.length, 1);
  },
);

Deno.test(
  "one mail that is refused does not disturb the others on its connection",
  QUIETLY,
  async () => {
    await using server = await smtpServer(
      () => "take",
      (address) => address.startsWith("nadie@") ? 550 : undefined,
    );
    const mailer = createSmtpMailer(server.url, FROM);
    const sent = await Promise.allSettled(
      Array.from(
        { length: 12 },
        (_, index) =>
          mailer.send({ ...MAIL, to: index % 3 === 0 ? "nadie@b.example" : "a@b.example" }),
      ),
    );
    assertEquals(sent.map(({ status }) => status === "rejected"), sent.map((_, i) => i % 3 === 0));
    assertEquals(server.incoming.length, 8);
  },
);

Deno.test("a server that answers too slowly is given up after a while", QUIETLY, async () => {
  await using server = startSilentServer();
  const url = server.url.replace("http", "smtp");
  const mailer = createSmtpMailer(url, FROM, { patienceMs: 60_000, longestSendMs: 300 });
  const error = await assertRejects(() => mailer.send(MAIL), MailError);
  assertEquals(error.isPermanent, false);
});
