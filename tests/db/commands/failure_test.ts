import { assert, assertEquals, assertMatch, assertNotMatch } from "@std/assert";
import { openDatabase } from "../../../db/client.ts";
import { freePort } from "../../support/free_port.ts";
import { A, aVoucher, VOUCHERS_HEADER } from "../../support/files.ts";
import { testDatabase } from "../../support/database.ts";
import { valueOf } from "../support/contents.ts";
import { holdLock } from "../support/lock_holder.ts";
import { command, type Outcome, readUntil, run, temporaryFolder } from "../support/process.ts";
import { SQLD_EXISTS, startSqld } from "../support/sqld.ts";

const SECRETS = "a secret that has thirty-two bytes";
const ROW_COUNT = 3000;
/** A question waits four seconds, and the load's next one may come four seconds late. */
const LONGER_THAN_A_QUESTION_MS = 8000;

/** Every command of the operator, as it is used. */
const COMMANDS: [script: string, ...args: string[]][] = [
  ["load", "README.md"],
  ["load", "README.md", "--dry-run"],
  ["token_create", A, "--name=x"],
  ["staff_invite", "a@eps.example", "--role=auditor"],
  ["audit_verify"],
  ["migrate"],
];

async function runAll(env: Record<string, string>): Promise<Outcome[]> {
  return await Promise.all(
    COMMANDS.map(([script, ...args]) => run(`db/commands/${script}.ts`, args, env)),
  );
}

/** One sentence on stderr, and no place in the code. */
function assertSentence({ stdout, stderr }: Outcome, sentence: RegExp): void {
  assertEquals(stdout, "");
  assertMatch(stderr, sentence);
  assertNotMatch(stderr, /\.ts:\d+|\n.*\n/);
}

Deno.test("where no database listens, every command says so in one sentence and ends with 3", async () => {
  const env = { DATABASE_URL: `http://127.0.0.1:${freePort()}`, SESSION_SECRETS: SECRETS };
  for (const outcome of await runAll(env)) {
    assertEquals(outcome.code, 3, outcome.stderr);
    assertSentence(outcome, /^DATABASE_URL: cannot be opened/);
  }
});

Deno.test("where another program holds the lock, a command that writes ends with 3 and a sentence", async () => {
  await using database = await testDatabase();
  await using _holder = await holdLock(database.path);
  const env = { DATABASE_URL: `file:${database.path}` };
  const outcomes = await Promise.all([
    run("db/commands/load.ts", ["README.md"], env),
    run("db/commands/staff_invite.ts", ["a@eps.example", "--role=auditor"], env),
  ]);
  for (const outcome of outcomes) {
    assertEquals(outcome.code, 3, outcome.stderr);
    assertSentence(outcome, /^La base de datos no responde \(SQLITE_BUSY\)/);
  }
});

Deno.test("where nothing can be written, every command names the setting in one sentence", async () => {
  const outcomes = [
    ...await runAll({ DATABASE_URL: "file:/proc/zona-ser/zona-ser.db" }),
    ...await runAll({ DATABASE_URL: "file:/proc/zona-ser.db", SESSION_SECRETS: SECRETS }),
  ];
  for (const outcome of outcomes) {
    assert(outcome.code === 2 || outcome.code === 3, outcome.stderr);
    assertSentence(outcome, /^(?:SESSION_SECRETS|DATABASE_URL): cannot be/);
  }
});

Deno.test("a file that cannot be read to its end ends a load with a sentence, not as being judged", async () => {
  await using database = await testDatabase();
  const env = { DATABASE_URL: `file:${database.path}` };
  // The runtime lets nobody else see that file.
  const outcome = await run("db/commands/load.ts", ["/proc/self/mem"], env, ["-A"]);
  assertEquals(outcome.code, 3, outcome.stderr);
  assertSentence(outcome, /^No se pudo terminar: /);
  assertEquals(await valueOf(database.db, "SELECT status FROM loads"), "refused");
});

Deno.test({
  name: "D1: a load whose database dies ends with 3 and a sentence, and 1 stays for bad cells",
  ignore: !SQLD_EXISTS,
  async fn() {
    await using server = await startSqld();
    await using folder = await temporaryFolder();
    const env = { DATABASE_URL: server.url, SESSION_SECRETS: SECRETS };
    assertEquals((await run("db/commands/migrate.ts", [], env)).code, 0);
    const path = await manyRows(folder.path);
    assertEquals((await run("db/commands/load.ts", [path], env)).code, 1);
    const { code, stderr } = await loadUntilRead(path, env, () => server.signal("SIGKILL"));
    assertEquals(code, 3, stderr);
    assertMatch(stderr, /\nLa base de datos no responde \([^)]+\)\. [^\n]*\n$/);
    assertNotMatch(stderr, /\.ts:\d+/);
  },
});

Deno.test({
  name: "a load whose database stops answering for a while is refused, not judging for ever",
  ignore: !SQLD_EXISTS,
  async fn() {
    await using server = await startSqld();
    await using folder = await temporaryFolder();
    const env = { DATABASE_URL: server.url, SESSION_SECRETS: SECRETS };
    assertEquals((await run("db/commands/migrate.ts", [], env)).code, 0);
    const path = await manyRows(folder.path);
    const { code, stderr } = await loadUntilRead(path, env, async () => {
      await server.signal("SIGSTOP");
      setTimeout(() => server.signal("SIGCONT"), LONGER_THAN_A_QUESTION_MS);
    });
    assertEquals(code, 3, stderr);
    const db = await openDatabase({ url: server.url });
    assertEquals(await valueOf(db, "SELECT group_concat(status) FROM loads"), "refused");
    db.$client.close();
  },
});

/** A load in whose middle, when it has read some rows, something is done. */
async function loadUntilRead(path: string, env: Record<string, string>, act: () => Promise<void>) {
  const child = command("db/commands/load.ts", [path], env).spawn();
  const report = child.stdout.cancel();
  let acted: Promise<void> | undefined;
  const stderr = await readUntil(child.stderr, (text) => {
    if (text.includes("Filas leídas")) acted ??= act();
    return false;
  });
  await Promise.all([report, acted]);
  return { code: (await child.status).code, stderr };
}

async function manyRows(folder: string): Promise<string> {
  const path = `${folder}/comprobantes.csv`;
  const rows = Array.from({ length: ROW_COUNT }, (_, index) => aVoucher({ number: `${index}` }));
  await Deno.writeTextFile(path, [VOUCHERS_HEADER, ...rows].join("\n"));
  return path;
}
