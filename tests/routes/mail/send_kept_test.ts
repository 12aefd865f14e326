import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { voidPending } from "../../../db/backup/pending.ts";
import type { Db } from "../../../db/client.ts";
import { findFailedMails } from "../../../db/mail/failed.ts";
import { enqueueClaimed, LEASE_MS } from "../../../db/mail/outbox.ts";
import { outboxMails, passwordResets } from "../../../db/schema.ts";
import { SECRET_PLACE } from "../../../domain/mail/mailed_link.ts";
import { MAX_ATTEMPTS } from "../../../domain/mail/retry.ts";
import type { Mail } from "../../../lib/mail/message.ts";
import { MailError } from "../../../lib/mail/smtp.ts";
import { A, createAccount, type TestApp, testApp } from "../../support/app.ts";
import { beginEnrolment } from "../../support/enrolment/applicant.ts";
import { postFrom, textOf } from "../../support/staff.ts";
import { rowsOf } from "../../db/support/contents.ts";

const HAPPENED = {
  at: 0,
  name: "databaseRestored",
  result: "ok",
  userId: null,
  providerId: null,
  source: "",
  requestId: "x",
  detail: {},
} as const;
const MINUTE = 60_000;
const CEDULA = "10678452101";
const PASSWORD = "otra frase cualquiera";

/** A portal whose mail server takes nothing until it is well, and what it took. */
async function portalWithMailServer() {
  const server = { isWell: false, losesAnswers: false, mails: [] as Mail[] };
  const mailer = {
    send(mail: Mail) {
      if (!server.isWell) return Promise.reject(new MailError("ECONNECTION CONN", false));
      server.mails.push(mail);
      if (server.losesAnswers) return Promise.reject(new MailError("ETIMEDOUT DATA", false));
      return Promise.resolve();
    },
  };
  const portal = await testApp([], {}, { mailer });
  return { portal, server, [Symbol.asyncDispose]: () => portal[Symbol.asyncDispose]() };
}

/** Who asks for a link of each kind, and where the link leads. */
const ASKED: Record<string, { ask: (portal: TestApp) => Promise<unknown>; link: RegExp }> = {
  "a forgotten password": {
    async ask(portal) {
      await createAccount(portal.services, A);
      await portal.browser().post("/clave", { usuario: A });
    },
    link: /\/clave\?([\w-]{32})\n/,
  },
  "a registration": {
    async ask(portal) {
      const browser = portal.browser();
      await browser.post("/registro", { paso: "nit", nit: A });
      await browser.post("/registro", { paso: "cedula", cedula: CEDULA });
      const account = { politicas: "si", contrasena: PASSWORD, confirmacion: PASSWORD };
      await browser.post("/registro", { paso: "cuenta", ...account });
    },
    link: /\/activar\?([\w-]{32})\n/,
  },
  "a request to enrol": {
    ask: (portal) => beginEnrolment(portal),
    link: /\/afiliados\/afiliarse\/enlace\?([\w-]{32})\n/,
  },
};

for (const [name, { ask, link }] of Object.entries(ASKED)) {
  Deno.test(`R4: the link of ${name} whose mail did not go out is mailed later, once, and its secret is stored nowhere`, async () => {
    await using made = await portalWithMailServer();
    const { portal, server } = made;
    await ask(portal);
    await portal.services.background.settled();
    assertEquals(portal.logged.map(({ event }) => event).filter((one) => /mail/.test(one)), [
      "mail not sent",
    ]);
    server.isWell = true;
    await portal.services.deliver();
    assertEquals(server.mails, [], "not before it is due");
    portal.clock.nowMs += MINUTE;
    await portal.services.deliver();
    const [, path, token] = /(\/[\w/]+\?([\w-]{32}))\n/.exec(server.mails[0]?.text ?? "") ?? [];
    assertMatch(server.mails[0]?.text ?? "", link);
    assert(path && token);
    assertEquals((await portal.browser().get(path)).status, 200);
    const stored = await everythingIn(portal.db);
    assert(stored.includes(SECRET_PLACE) && !stored.includes(token), "a secret is stored");
    portal.clock.nowMs += LEASE_MS;
    await portal.services.deliver();
    assertEquals(server.mails.length, 1);
  });
}

Deno.test("a link whose process died before it was mailed is mailed by another one", async () => {
  await using portal = await testApp();
  const userId = await createAccount(portal.services, A);
  const mail = {
    dedupeKey: "account:x",
    kind: "account" as const,
    providerId: null,
    to: "pagos@clinica-a.example",
    subject: "Clave",
    text: `${SECRET_PLACE}\n`,
    link: { opens: "password" as const, userId },
  };
  await enqueueClaimed(portal.db, mail, portal.clock.nowMs);
  portal.clock.nowMs += LEASE_MS - 1;
  await portal.services.deliver();
  assertEquals(portal.mails, []);
  portal.clock.nowMs++;
  await portal.services.deliver();
  assertEquals(portal.mails.length, 1);
  const answer = await portal.browser().get(`/clave?${portal.mails[0]?.text.trim()}`);
  assertEquals(answer.status, 200);
});

Deno.test("a link that is mailed again, because the server's answer was lost, is in a mail of its own", async () => {
  await using made = await portalWithMailServer();
  const { portal, server } = made;
  server.isWell = true;
  server.losesAnswers = true;
  await createAccount(portal.services, A);
  await portal.browser().post("/clave", { usuario: A });
  await portal.services.background.settled();
  server.losesAnswers = false;
  portal.clock.nowMs += MINUTE;
  await portal.services.deliver();
  assertEquals(server.mails.length, 2);
  assertEquals(new Set(server.mails.map(({ messageId }) => messageId)).size, 2);
});

/** What happens while the mail waits, after which its link must open nothing. */
const MEANWHILE: Record<string, string> = {
  "the account was closed": "UPDATE users SET disabled_at = 1",
  "the address changed": `UPDATE providers SET email = 'otra@clinica-a.example'`,
};

for (const [what, change] of Object.entries(MEANWHILE)) {
  Deno.test(`R7: where ${what} while its mail waited, no link is made, and the staff sees why`, async () => {
    await using made = await portalWithMailServer();
    const { portal, server } = made;
    await createAccount(portal.services, A);
    await portal.browser().post("/clave", { usuario: A });
    await portal.services.background.settled();
    await portal.db.$client.execute(change);
    server.isWell = true;
    portal.clock.nowMs += MINUTE;
    await portal.services.deliver();
    assertEquals([server.mails.length, await portal.db.$count(passwordResets)], [0, 1]);
    const { mails } = await findFailedMails(portal.db, { page: 1 });
    assertEquals(mails.map(({ problem }) => problem), ["linkEnded"]);
  });
}

Deno.test("B3: a link that no longer opens anything after a restored copy stays in the staff's list, however often it is tried", async () => {
  await using made = await portalWithMailServer();
  const { portal, server } = made;
  await ASKED["a registration"]?.ask(portal);
  await portal.services.background.settled();
  await voidPending(portal.services, HAPPENED);
  server.isWell = true;
  const staff = await portal.signInStaff("administrador");
  const page = "/funcionario/correos";
  assertStringIncludes(await textOf(staff, page), "Se restauró una copia");
  for (let time = 0; time < 2; time++) {
    const { mails: [mail] } = await findFailedMails(portal.db, { page: 1 });
    await postFrom(staff, page, page, { correo: String(mail?.id) });
    await portal.services.deliver();
    assertStringIncludes(await textOf(staff, page), "El enlace ya no sirve: hay que pedir otro");
  }
  assertEquals(server.mails, []);
});

Deno.test("R4: no link is made for a mail whose every attempt ended with its process", async () => {
  await using made = await portalWithMailServer();
  const { portal, server } = made;
  await createAccount(portal.services, A);
  await portal.browser().post("/clave", { usuario: A });
  await portal.services.background.settled();
  const links = () => rowsOf(portal.db, "SELECT token_sha256 FROM password_resets");
  const before = await links();
  await portal.db.update(outboxMails).set({ attempts: MAX_ATTEMPTS });
  server.isWell = true;
  portal.clock.nowMs += MINUTE;
  await portal.services.deliver();
  assertEquals([server.mails, await links()], [[], before]);
  const { mails } = await findFailedMails(portal.db, { page: 1 });
  assertEquals(mails.map(({ problem }) => problem), ["cutShort"]);
});

Deno.test("E1: a folio and an address that do not belong together leave no mail", async () => {
  await using portal = await testApp();
  const typed = { radicado: "AF-2026-7K3MWP2Q", correo: "nadie@correo.example" };
  const answer = await portal.browser().post("/afiliados/afiliarse/retomar", typed);
  assertEquals(answer.status, 200);
  await portal.services.background.settled();
  assertEquals([portal.mails.length, await portal.db.$count(outboxMails)], [0, 0]);
});

Deno.test("a notice about an account that did not go out waits, too", async () => {
  await using made = await portalWithMailServer();
  const { portal, server } = made;
  await createAccount(portal.services, A);
  server.isWell = true;
  await portal.browser().post("/clave", { usuario: A });
  await portal.services.background.settled();
  const [, path = ""] = ASKED["a forgotten password"]?.link.exec(server.mails[0]?.text ?? "") ?? [];
  server.isWell = false;
  const form = { contrasena: PASSWORD, confirmacion: PASSWORD };
  assertEquals((await portal.browser().post(`/clave?${path}`, form)).status, 303);
  await portal.services.background.settled();
  server.isWell = true;
  portal.clock.nowMs += MINUTE;
  await portal.services.deliver();
  assertEquals(server.mails.length, 2);
  assertMatch(server.mails[1]?.subject ?? "", /^Cambió la contraseña/);
});

/** Every row of every table, as text. */
async function everythingIn(db: Db): Promise<string> {
  const tables = await rowsOf(db, "SELECT name FROM sqlite_schema WHERE type = 'table'");
  const rows = await Promise.all(tables.map(({ name }) => rowsOf(db, `SELECT * FROM "${name}"`)));
  return JSON.stringify(rows);
}
