import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { LibsqlError } from "@libsql/client";
import { openDatabase } from "../../../db/client.ts";
import { isMigrated, migrateDatabase } from "../../../db/migrate.ts";
import { testApp } from "../../support/app.ts";
import { aFile, aVoucher, load, VOUCHERS_HEADER } from "../../support/files.ts";
import { A, somePayments } from "../../support/payments.ts";
import { rowsOf, valueOf, type Values, visibleContent } from "../support/contents.ts";
import { enqueueSome } from "../support/mails.ts";
import { type Outcome, run, temporaryFolder } from "../support/process.ts";
import { SQLD_EXISTS, startSqld } from "../support/sqld.ts";

const SECRETS = "a secret of thirty-two bytes or more";
const BY_DAY = `SELECT nit, paid_on, count(*) AS vouchers, sum(paid_amount) AS paid
  FROM voucher_revisions JOIN providers ON providers.id = provider_id
  WHERE is_current = 1 GROUP BY nit, paid_on ORDER BY nit, paid_on`;
const VERSIONS = "SELECT nit, data_version AS version FROM providers ORDER BY nit";
/** Whatever opens a door or is sent, and so must not come back. */
const VOIDED = ["sessions", "password_resets", "invitations", "idempotency_keys"];

/** In a process of its own: here, the locks of the portal's own connection would go with its file. */
async function backUp(url: string, path: string): Promise<void> {
  const { code, stderr } = await run("db/commands/backup.ts", [path], {
    DATABASE_URL: url,
    SESSION_SECRETS: SECRETS,
  });
  assertEquals(code, 0, stderr);
}

function restore(path: string, url: string, ...options: string[]): Promise<Outcome> {
  const env = { DATABASE_URL: url, SESSION_SECRETS: SECRETS };
  return run("db/commands/restore.ts", [path, ...options], env);
}

/** Looks into a database file as the portal opens it. */
async function look<Seen>(
  url: string,
  see: (db: Awaited<ReturnType<typeof openDatabase>>) => Promise<Seen>,
): Promise<Seen> {
  const db = await openDatabase({ url });
  try {
    return await see(db);
  } finally {
    db.$client.close();
  }
}

async function countOf(url: string): Promise<Values | undefined> {
  const counts = VOIDED.map((name) => `(SELECT count(*) FROM ${name}) AS ${name}`);
  const waiting = `(SELECT count(*) FROM outbox_mails
    WHERE sent_at IS NULL AND given_up_at IS NULL) AS waiting`;
  const [row] = await look(url, (db) => rowsOf(db, `SELECT ${[...counts, waiting].join(", ")}`));
  return row;
}

Deno.test("B2, B3: a backup restored on an empty machine holds what the source held, and opens no door that was open then", async () => {
  await using portal = await testApp(somePayments());
  const { db, path: source, folder } = portal;
  await portal.signIn(A);
  await db.$client.execute(
    "INSERT INTO password_resets (token_sha256, user_id, created_at, expires_at) SELECT 'x', id, 0, 9e15 FROM users LIMIT 1",
  );
  await enqueueSome(db, 3);
  const copy = `${folder}/copy.db`;
  await backUp(`file:${source}`, copy);
  // As it may come from another machine.
  await Deno.chmod(copy, 0o644);
  await using empty = await temporaryFolder();
  const url = `file:${empty.path}/new.db`;
  const { code, stdout, stderr } = await restore(copy, url);
  assertEquals(code, 0, stderr);
  assertEquals((await Array.fromAsync(Deno.readDir(empty.path))).length, 1);
  const { mode } = await Deno.stat(`${empty.path}/new.db`);
  assertEquals((mode ?? 0) & 0o077, 0, "it is read by this user alone");
  assertMatch(
    stdout,
    /Sesiones terminadas: 1 · enlaces anulados: 1\nRetenidos: 3 correos y 0 mensajes/,
  );
  assertMatch(stdout, /No había otra base de datos/);
  const seen = await look(url, async (restored) => ({
    content: await visibleContent(restored),
    days: await rowsOf(restored, BY_DAY),
    versions: await rowsOf(restored, VERSIONS),
    event: await valueOf(restored, "SELECT name FROM audit_events ORDER BY id DESC LIMIT 1"),
  }));
  assertEquals(seen, {
    content: await visibleContent(db),
    days: await rowsOf(db, BY_DAY),
    versions: (await rowsOf(db, VERSIONS)).map(({ nit, version }) => ({
      nit,
      version: Number(version) + 1_000_000,
    })),
    event: "databaseRestored",
  });
  assertEquals(await countOf(url), {
    sessions: 0,
    password_resets: 0,
    invitations: 0,
    idempotency_keys: 0,
    waiting: 0,
  });
});

Deno.test("B3: what was published after the backup is named, and the database that was there lies beside", async () => {
  await using portal = await testApp(somePayments());
  const { db, path: source, folder } = portal;
  const url = `file:${source}`;
  const copy = `${folder}/copy.db`;
  await backUp(url, copy);
  const { id } = await load(db, [
    aFile("comprobantes.csv", VOUCHERS_HEADER, aVoucher({ number: "later", paid: "5,00" })),
  ]);
  const [later] = await rowsOf(
    db,
    "SELECT year || '-' || printf('%04d', number) AS number FROM loads WHERE id = ?",
    [id],
  );
  const inUse = await restore(copy, url, "--replace");
  assertEquals([inUse.code, inUse.stderr], [
    1,
    "No se restauró: la base de datos está en uso: detenga el portal antes de restaurar\n",
  ]);
  await db.$client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  const stopped = `${folder}/stopped.db`;
  await Deno.copyFile(source, stopped);
  const unasked = await restore(copy, `file:${stopped}`);
  assertEquals(unasked.code, 1);
  assertMatch(unasked.stderr, /con --replace queda a un lado/);
  const { code, stdout, stderr } = await restore(copy, `file:${stopped}`, "--replace");
  assertEquals(code, 0, stderr);
  assert(stdout.includes(`Faltan, cárguelas de nuevo:\n${later?.number}, `), stdout);
  const [, aside = ""] = /La base de datos anterior quedó en (\S+)/.exec(stdout) ?? [];
  const count = "SELECT count(*) FROM voucher_revisions WHERE document_number = 'later'";
  const counts = [
    await look(`file:${aside}`, (old) => valueOf(old, count)),
    await look(`file:${stopped}`, (restored) => valueOf(restored, count)),
  ];
  assertEquals(counts, [1, 0]);
});

Deno.test("a backup that is damaged, or of a newer release, changes nothing", async () => {
  await using portal = await testApp();
  const { db, path: source, folder } = portal;
  const url = `file:${folder}/new.db`;
  const copy = `${folder}/copy.db`;
  await backUp(`file:${source}`, copy);
  const bytes = await Deno.readFile(copy);
  bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1;
  await Deno.writeFile(copy, bytes);
  const changed = await restore(copy, url);
  assertEquals([changed.code, changed.stderr], [
    1,
    `No se restauró: la copia no es la que dice ${copy}.sha256\n`,
  ]);
  await Deno.truncate(copy, bytes.length - 8192);
  await Deno.remove(`${copy}.sha256`);
  const cut = await restore(copy, url);
  assertEquals([cut.code, /dañada/.test(cut.stderr)], [1, true], cut.stderr);
  await db.$client.execute("UPDATE __drizzle_migrations SET created_at = created_at + 1000");
  await backUp(`file:${source}`, `${folder}/newer.db`);
  const newer = await restore(`${folder}/newer.db`, url);
  assertEquals([newer.code, /versión más nueva/.test(newer.stderr)], [1, true], newer.stderr);
  await assertRejects(() => Deno.stat(`${folder}/new.db`), Deno.errors.NotFound);
});

Deno.test({
  name: "a remote database is backed up, and restored into an empty one, whole",
  ignore: !SQLD_EXISTS,
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    await using source = await startSqld();
    await using target = await startSqld();
    await using folder = await temporaryFolder();
    const copy = `${folder.path}/copy.db`;
    const everything = await look(source.url, async (db) => {
      await migrateDatabase(db);
      await load(db, somePayments());
      await db.$client.execute("INSERT INTO sqlite_sequence VALUES ('affiliates', 77)");
      await backUp(source.url, copy);
      return await visibleContent(db);
    });
    const { code, stderr } = await restore(copy, target.url);
    assertEquals(code, 0, stderr);
    await look(target.url, async (db) => {
      assertEquals(await visibleContent(db), everything);
      assert(await isMigrated(db));
      const next = "SELECT max(seq) FROM sqlite_sequence WHERE name = 'affiliates'";
      assertEquals(await valueOf(db, next), 77);
      await assertRejects(
        () => db.$client.execute("UPDATE audit_events SET name = name"),
        LibsqlError,
      );
    });
    const again = await restore(copy, target.url);
    assertEquals([again.code, /no está vacía/.test(again.stderr)], [1, true], again.stderr);
  },
});
