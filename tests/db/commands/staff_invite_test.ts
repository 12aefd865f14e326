import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { findInvitation } from "../../../db/users/invitations.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { testDatabase } from "../../support/database.ts";
import { freePort } from "../../support/free_port.ts";
import { smtpServer } from "../../support/smtp_server.ts";
import { rowsOf } from "../support/contents.ts";
import { run } from "../support/process.ts";

const EMAIL = "Yaneth@EPS.example";

/** A database file, a folder for mails, and commands on both. */
async function withCommand() {
  const database = await testDatabase();
  const outbox = `${database.folder}/outbox`;
  const env = {
    DATABASE_URL: `file:${database.path}`,
    MAIL_URL: `file:${outbox}`,
    BASE_URL: "https://portal.example",
  };
  const command = (name: string) => (...args: string[]) => run(`db/commands/${name}.ts`, args, env);
  return {
    ...database,
    outbox,
    invite: command("staff_invite"),
    verify: command("audit_verify"),
  };
}

Deno.test("A15: a fresh database has no user; the first administrator comes by a one-time link", async () => {
  await using database = await withCommand();
  const { db, outbox, invite } = database;
  const { code, stdout, stderr } = await invite(EMAIL, "--role=administrador");
  assertEquals(code, 0, stderr);
  assertMatch(stdout, /^https:\/\/portal\.example\/invitacion\?[\w-]{32}\n$/);
  assertEquals(await rowsOf(db, "SELECT * FROM users"), []);
  const token = stdout.trim().split("?")[1] ?? "";
  assertEquals(await findInvitation(db, sha256(token), Date.now()), {
    kind: "staff",
    provider: null,
    email: "yaneth@eps.example",
    role: "administrador",
  });
  const mails = await Array.fromAsync(Deno.readDir(outbox));
  const mail = await Deno.readTextFile(`${outbox}/${mails[0]?.name}`);
  assertStringIncludes(mail, stdout.trim());
  assertEquals(mails.length, 1);
});

Deno.test("L1: what the operator does on the command line is in the chain, without its secret", async () => {
  await using database = await withCommand();
  const { db, invite, verify } = database;
  const { stdout } = await invite(EMAIL, "--role=auditor");
  const events = await rowsOf(db, "SELECT name, source, detail FROM audit_events");
  assertEquals(events, [
    { name: "chainSealed", source: "portal", detail: '{"count":0}' },
    { name: "invitation", source: "línea de comandos", detail: '{"role":"auditor"}' },
  ]);
  const token = stdout.trim().split("?")[1] ?? "";
  assert(!JSON.stringify(await rowsOf(db, "SELECT * FROM invitations")).includes(token));
  assertEquals((await verify()).code, 0);
  await db.$client.batch([
    "DROP TRIGGER audit_events_no_update",
    "UPDATE audit_events SET detail = '{}'",
  ]);
  const broken = await verify();
  assertEquals(broken.code, 1);
  assertStringIncludes(broken.stdout, "rota en el hecho 1");
});

Deno.test("where no mail server takes the mail, the link is printed and the operator told to hand it over", async () => {
  await using database = await testDatabase();
  await using refusing = await smtpServer(() => "take", () => 550);
  const { port } = new URL(refusing.url);
  for (
    const mail of [`smtp://127.0.0.1:${freePort()}`, `smtp://127.0.0.1:${port}`, "file:/proc/x"]
  ) {
    const env = { DATABASE_URL: `file:${database.path}`, MAIL_URL: mail };
    const args = [EMAIL, "--role=auditor"];
    const { code, stdout, stderr } = await run("db/commands/staff_invite.ts", args, env);
    assertEquals(code, 0, stderr);
    assertMatch(stderr, /^El correo no salió \([^\n]+\)\. Entregue usted el enlace[^\n]*\n$/);
    const token = stdout.trim().split("?")[1] ?? "";
    assert(await findInvitation(database.db, sha256(token), Date.now()), stdout);
  }
});

Deno.test("wrong usage of staff:invite answers 2 and invites nobody", async () => {
  await using database = await withCommand();
  const { db, invite } = database;
  const wrong = [[], [EMAIL], ["x", "--role=auditor"], [EMAIL, "--role=root"], [EMAIL, "--x=1"]];
  for (const args of wrong) assertEquals((await invite(...args)).code, 2, args.join(" "));
  assertEquals(await rowsOf(db, "SELECT * FROM invitations"), []);
});
