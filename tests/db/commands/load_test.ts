import { assert, assertEquals, assertMatch, assertNotMatch } from "@std/assert";
import { addDays, dateInBogota, formatDate } from "../../../domain/dates.ts";
import { createClient } from "@libsql/client";
import { aSettlement, aVoucher, C, PROVIDERS_HEADER } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { type Outcome, run, temporaryFolder } from "../support/process.ts";

const SCRIPT = "db/commands/load.ts";
const FINDING = ["file", "sheet", "cell", "column", "value", "message"];

/** A folder with three correct files and their database. */
async function withFiles() {
  const folder = await temporaryFolder();
  const { path } = folder;
  const write = (name: string, ...lines: string[]) =>
    Deno.writeTextFile(`${path}/${name}`, lines.join("\n") + "\n");
  await write(
    "prestadores.csv",
    PROVIDERS_HEADER,
    `900356158;Clínica A;1067845210;Marta;`,
    `${C};Lab;32654987;Eva;`,
  );
  const paidOn = formatDate(addDays(dateInBogota(Date.now()), -1));
  const voucher = (number: string) => aVoucher({ number, paid: "1234567,50", paidOn });
  await write("comprobantes.csv", VOUCHERS_HEADER, voucher("1"));
  await write("facturas.csv", SETTLEMENTS_HEADER, aSettlement("1", "FEV-1", "1234567,50"));
  const good = ["prestadores", "comprobantes", "facturas"].map((name) => `${path}/${name}.csv`);
  const database = `file:${path}/data/zona-ser.db`;
  const load = (...args: string[]): Promise<Outcome> =>
    run(SCRIPT, args, { DATABASE_URL: database });
  return { ...folder, path, good, voucher, write, load, database };
}

/** How many vouchers a database shows; opened as any other program would. */
async function countVouchers(url: string): Promise<unknown> {
  const client = createClient({ url });
  try {
    const { rows } = await client.execute(
      "SELECT count(*) AS vouchers FROM voucher_revisions WHERE is_current = 1",
    );
    return rows[0]?.vouchers;
  } finally {
    client.close();
  }
}

Deno.test("a good load answers 0 and says so; the same again answers 0 and nothing to change", async () => {
  await using files = await withFiles();
  const first = await files.load(...files.good);
  assertEquals(first.code, 0, first.stderr);
  assertMatch(first.stdout, /^Publicada\.\nCarga: \d{4}-0001\nPrestadores: 2 nuevos/);
  assertMatch(first.stdout, /Valor Pago: \$\u00a01\.234\.567,50\n$/);
  assertEquals(await countVouchers(files.database), 1);
  const second = await files.load(...files.good);
  assertEquals(second.code, 0, second.stderr);
  assertMatch(second.stdout, /^Nada que cambiar/);
});

Deno.test("what is odd is a warning of the command, which publishes all the same", async () => {
  await using files = await withFiles();
  await files.load(...files.good);
  await files.write("otro.csv", VOUCHERS_HEADER, files.voucher("2"));
  const { code, stdout } = await files.load(`${files.path}/otro.csv`);
  assertEquals(code, 0);
  assertMatch(stdout, /^Publicada\./);
  assertMatch(stdout, /\naviso: revise 1 pago repetido con otro número, \$\u00a01\.234\.567,50 /);
  assertEquals(await countVouchers(files.database), 2);
});

Deno.test("--json writes the report of the contract to stdout, and progress goes to stderr", async () => {
  await using files = await withFiles();
  const { code, stdout, stderr } = await files.load(...files.good, "--json");
  assertEquals(code, 0, stderr);
  const report = JSON.parse(stdout);
  assertMatch(report.id, /^[0-9a-f-]{36}$/);
  assertMatch(report.number, /^\d{4}-0001$/);
  assertEquals(report, {
    id: report.id,
    number: report.number,
    status: "published",
    providers: { new: 2, changed: 0, unchanged: 0 },
    vouchers: { new: 1, changed: 0, unchanged: 0 },
    settlements: { new: 1, changed: 0, unchanged: 0 },
    paidAmount: "1234567.50",
    errors: [],
    warnings: [],
  });
  assertMatch(stderr, /Filas leídas: 4/);
  assertMatch(stderr, /Facturas guardadas: 1 de 1/);
  const again = await files.load(...files.good, "--json");
  assertEquals([again.code, JSON.parse(again.stdout).status], [0, "unchanged"]);
});

Deno.test("--dry-run says that it could be published, and what was not looked for, and stores no voucher", async () => {
  await using files = await withFiles();
  const { code, stdout } = await files.load("--dry-run", ...files.good);
  assertEquals(code, 0);
  assertMatch(stdout, /^Se podría publicar\. No se guardó nada: los pagos por revisar se buscan/);
  assertEquals(await countVouchers(files.database), 0);
});

Deno.test("a bad file answers 1 with the report on stdout, each cell named", async () => {
  await using files = await withFiles();
  await files.write("malo.csv", VOUCHERS_HEADER, aVoucher({ number: "2", paidOn: "31/02/2026" }));
  await files.write("raro.csv", "NIT;Razón Social;Color", "900555444;Hospital B;rojo");
  const args = [...files.good, `${files.path}/malo.csv`, `${files.path}/raro.csv`];
  const { code, stdout } = await files.load(...args, "--json");
  assertEquals(code, 1);
  const { status, errors, warnings } = JSON.parse(stdout);
  assertEquals(status, "refused");
  assertEquals([errors.length, warnings.length], [1, 1]);
  for (const finding of [...errors, ...warnings]) assertEquals(Object.keys(finding), FINDING);
  assertEquals([errors[0].file, errors[0].sheet, errors[0].cell], ["malo.csv", null, "B2"]);
  assertEquals([errors[0].column, errors[0].value], ["Fecha de Pago", "31/02/2026"]);
  assertEquals([warnings[0].file, warnings[0].cell], ["raro.csv", "C1"]);
  assertEquals(await countVouchers(files.database), 0);
  const words = await files.load(...args);
  assertEquals(words.code, 1);
  assertMatch(words.stdout, /malo\.csv, B2: la fecha 31\/02\/2026 no existe/i);
});

Deno.test("a file that cannot be opened answers 1 with a report that names it", async () => {
  await using files = await withFiles();
  await files.write("roto.xlsx", "PK\u0003\u0004 this is no workbook");
  const { code, stdout } = await files.load(`${files.path}/roto.xlsx`, "--json");
  const { status, errors } = JSON.parse(stdout);
  assertEquals([code, status, errors.length], [1, "refused", 1]);
  assertEquals(Object.keys(errors[0]), FINDING);
  assertEquals(errors[0].file, "roto.xlsx");
});

Deno.test("wrong usage, a missing file and a bad setting answer 2, and write no report", async () => {
  await using files = await withFiles();
  const outcomes = await Promise.all([
    files.load(),
    files.load("--json"),
    files.load("--force", ...files.good),
    files.load(...files.good, `${files.path}/falta.csv`, "--json"),
    files.load(files.path),
    run(SCRIPT, files.good, { DATABASE_URL: "postgres://localhost" }),
  ]);
  const words = [/uso:/, /uso:/, /uso:/, /falta\.csv/, /no existe el archivo/, /DATABASE_URL/];
  for (const [index, { code, stdout, stderr }] of outcomes.entries()) {
    assertEquals([code, stdout], [2, ""], stderr);
    assertMatch(stderr, words[index] ?? /^$/);
    assertEquals(stderr.trim().split("\n").length, 1, stderr);
    assertNotMatch(stderr, /\.ts:\d+/);
  }
  assert(!await Deno.stat(`${files.path}/data`).catch(() => undefined));
});

Deno.test("L1: a load of the operator notifies providers and is in the audit log; a dry run is not", async () => {
  await using files = await withFiles();
  await files.write(
    "prestadores.csv",
    PROVIDERS_HEADER,
    "900356158;Clínica A;1067845210;Marta;pagos@clinica-a.example",
  );
  const today = formatDate(dateInBogota(Date.now()));
  const payment = aVoucher({ number: "1", paid: "1234567,50", paidOn: today });
  await files.write("comprobantes.csv", VOUCHERS_HEADER, payment);
  assertEquals((await files.load(...files.good, "--dry-run")).code, 0);
  assertEquals((await files.load(...files.good)).code, 0);
  await files.write("comprobantes.csv", VOUCHERS_HEADER, payment.replace("1234567,50", "mil"));
  assertEquals((await files.load(...files.good)).code, 1);
  const client = createClient({ url: files.database });
  const events = await client.execute(`SELECT result, source, user_id, detail ->> 'status' AS status
    FROM audit_events WHERE name = 'load' ORDER BY id`);
  const mails = await client.execute("SELECT to_address, kind FROM outbox_mails");
  client.close();
  assertEquals(
    events.rows.map(({ result, source, user_id, status }) => [result, source, user_id, status]),
    [
      ["ok", "línea de comandos", null, "published"],
      ["refused", "línea de comandos", null, "refused"],
    ],
  );
  assertEquals(mails.rows.map(({ to_address, kind }) => [to_address, kind]), [
    ["pagos@clinica-a.example", "posting"],
  ]);
});
