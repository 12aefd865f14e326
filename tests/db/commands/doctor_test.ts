import { assert, assertEquals, assertMatch } from "@std/assert";
import { testApp } from "../../support/app.ts";
import { freePort } from "../../support/free_port.ts";
import { smtpServer } from "../../support/smtp_server.ts";
import { createStaff } from "../../support/people.ts";
import { run, temporaryFolder } from "../support/process.ts";

const DOCTOR = "db/commands/doctor.ts";
const INSURER = {
  EPS_NAME: "Salud Ejemplo",
  EPS_NIT: "900123456-8",
  EPS_PHONE: "01 8000 123456",
  EPS_HOURS: "lunes a viernes 8:00–12:30",
};
const SECRETS = { SESSION_SECRETS: "a secret of thirty-two bytes or more" };

Deno.test("a portal that can run is found well, and nothing of it is changed", async () => {
  await using portal = await testApp();
  await using mails = await smtpServer();
  const { db, path, services } = portal;
  await createStaff(services, "a@eps.example", "administrador");
  for (const name of ["b", "c"]) await createStaff(services, `${name}@eps.example`, "tesoreria");
  await db.$client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  await Deno.chmod(path, 0o600);
  const before = await Deno.readFile(path);
  const { code, stdout, stderr } = await run(DOCTOR, [], {
    ...SECRETS,
    ...INSURER,
    DATABASE_URL: `file:${path}`,
    DATABASE_REPLICA_URL: `file:${path}`,
    MAIL_URL: mails.url,
    BASE_URL: "https://portal.example",
    BACKUP_PASSPHRASE: "una frase larga para las copias",
  });
  assertEquals([code, stderr], [0, ""], stdout);
  const lines = stdout.trim().split("\n");
  assertEquals(lines.filter((line) => !line.startsWith("bien")), []);
  assert(lines.length >= 12, stdout);
  assertEquals(await Deno.readFile(path), before);
  assertEquals(mails.incoming, []);
});

Deno.test("what does not work is said with what to do, each in a line of its own", async () => {
  await using portal = await testApp();
  const { db, path } = portal;
  await db.$client.batch([
    "UPDATE __drizzle_migrations SET created_at = created_at - 1",
  ]);
  const port = freePort();
  await Deno.chmod(path, 0o644);
  const { code, stdout } = await run(DOCTOR, [], {
    ...SECRETS,
    EPS_NAME: "Salud Ejemplo",
    BACKUP_PASPHRASE: "una frase larga para las copias",
    DATABASE_URL: `file:${path}`,
    DATABASE_REPLICA_URL: `http://127.0.0.1:${port}`,
    MAIL_URL: `smtp://127.0.0.1:${port}`,
    BASE_URL: "http://portal.example.com",
  });
  assertEquals(code, 1);
  for (
    const line of [
      /^atención {2}Configuración: no se lee BACKUP_PASPHRASE → si es BACKUP_PASSPHRASE, /m,
      /^atención {2}Entidad: Salud Ejemplo; sin EPS_NIT, EPS_PHONE, EPS_HOURS .* → póngalas/m,
      /^atención {2}Réplica: no responde → /m,
      /^MAL {7}Dirección: .*sin TLS.* → .*BASE_URL=https/m,
      /^atención {2}Esquema: .* → se pone al día al iniciar/m,
      /^MAL {7}Permisos: .* → chmod 600/m,
      /^MAL {7}Correo: 127\.0\.0\.1:\d+ no nos acepta \(ESOCKET.*\) → /m,
      /^atención {2}Copias: .* → ponga BACKUP_PASSPHRASE/m,
    ]
  ) assertMatch(stdout, line);
});

Deno.test("a clock that was set back, mails that wait and people who are missing are said", async () => {
  await using portal = await testApp();
  const { db, path } = portal;
  const tomorrow = Date.now() + 24 * 60 * 60 * 1000;
  await portal.services.auditLog.record([{
    at: tomorrow,
    name: "chainChecked",
    result: "ok",
    userId: null,
    providerId: null,
    source: "reloj",
    requestId: crypto.randomUUID(),
    detail: {},
  }]);
  await db.$client.execute(
    `INSERT INTO outbox_mails (dedupe_key, kind, to_address, subject, text, created_at, not_before,
       attempts) VALUES ('x', 'posting', 'a@b.example', 'x', 'x', 0, 0, 0)`,
  );
  const { code, stdout } = await run(DOCTOR, [], { ...SECRETS, DATABASE_URL: `file:${path}` });
  assertEquals(code, 1);
  assertMatch(stdout, /^MAL {7}Reloj: difiere en 86\d{3} s/m);
  assertMatch(stdout, /^atención {2}Cola de correos: 1 esperan/m);
  assertMatch(
    stdout,
    /^atención {2}Personas: 0 con el rol Tesorería; hacen falta 2 → .*tesoreria$/m,
  );
});

Deno.test("a database that is not there, and settings that cannot be used, are said and not made", async () => {
  await using folder = await temporaryFolder();
  const url = `file:${folder.path}/none.db`;
  const noFolder = `file:${folder.path}/none/none.db`;
  const mails = { MAIL_URL: `file:${folder.path}/out` };
  const [missing, first, wrong, remote] = await Promise.all([
    run(DOCTOR, [], { ...SECRETS, ...mails, DATABASE_URL: url }),
    run(DOCTOR, [], { ...SECRETS, ...mails, DATABASE_URL: noFolder }),
    run(DOCTOR, [], { ...SECRETS, PORT: "x" }),
    run(DOCTOR, [], { ...SECRETS, DATABASE_URL: `http://127.0.0.1:${freePort()}` }),
  ]);
  for (const { code, stdout, stderr } of [missing, first]) {
    assertEquals([code, stderr], [0, ""], stdout);
    assertMatch(stdout, /^atención {2}Base de datos: todavía no existe/m);
  }
  assertEquals((await Array.fromAsync(Deno.readDir(folder.path))).map(({ name }) => name), ["out"]);
  assertEquals([wrong.code, /^MAL {7}Configuración: PORT: /.test(wrong.stdout)], [1, true]);
  assertEquals([remote.code, /^MAL {7}Base de datos: no responde/m.test(remote.stdout)], [1, true]);
});
