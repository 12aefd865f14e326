import { assertEquals, assertMatch } from "@std/assert";
import { loadFiles } from "../../../db/loads/files.ts";
import { affiliates } from "../../../db/schema.ts";
import type { Db } from "../../../db/client.ts";
import type { Sheet } from "../../../domain/loads/files.ts";
import { testDatabase } from "../../support/database.ts";
import { aFile, load } from "../../support/files.ts";

const NOW = Date.parse("2026-04-01T15:00:00Z");
const HEADER = "Tipo Documento;Número Documento;Primer Apellido;Primer Nombre;Fecha Nacimiento;" +
  "Régimen;Tipo Afiliado;Estado;Fecha Afiliación;Código DANE";
/** More than are compared in one go, several times. */
const MANY = 7000;

function person(number: number, surname = "Prueba", state = "AC"): string {
  return `CC;${
    1_000_000 + number
  };${surname};Ana;05/03/1962;Subsidiado;Cabeza de familia;${state};` +
    "01/02/2019;13001";
}

function people(count: number): string[] {
  return Array.from({ length: count }, (_, number) => person(number));
}

async function loadWhole(db: Db, files: Sheet[], { dryRun = false } = {}) {
  const each = (async function* () {
    yield* files;
  })();
  const options = { source: "prueba", now: () => NOW, isWholeRegister: true, dryRun };
  return await loadFiles(db, each, options);
}

async function staged(db: Db): Promise<number> {
  const { rows } = await db.$client.execute("SELECT count(*) AS count FROM load_record_changes");
  return Number(rows[0]?.count);
}

Deno.test("thousands of affiliates are compared while they are read, and only what changed is written", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const first = await load(db, [aFile("afiliados.csv", HEADER, ...people(MANY))]);
  assertEquals([first.status, first.affiliates], [
    "published",
    { new: MANY, changed: 0, unchanged: 0 },
  ]);
  assertEquals(await staged(db), MANY);
  const changed = [...people(MANY).slice(0, MANY - 2), person(MANY - 2, "Otra"), person(MANY)];
  const second = await load(db, [aFile("afiliados.csv", HEADER, ...changed)]);
  assertEquals(second.affiliates, { new: 1, changed: 1, unchanged: MANY - 2 });
  assertEquals(await staged(db), MANY + 2);
  assertEquals(await db.$count(affiliates), MANY + 1);
});

Deno.test("a document that comes again thousands of rows later, in another file, names where it was", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const one = aFile("uno.csv", HEADER, ...people(MANY));
  const two = aFile("dos.csv", HEADER, person(3), person(4, "Otra"));
  const report = await load(db, [one, two]);
  assertEquals(report.status, "refused");
  assertEquals(report.errors.map(({ file, cell }) => [file, cell]), [["dos.csv", "B3"]]);
  assertMatch(
    report.errors[0]?.message ?? "",
    /repite la fila 6 de uno.csv, pero con otros valores/,
  );
  assertMatch(report.warnings[0]?.message ?? "", /repite la fila 5 de uno.csv/);
});

Deno.test("of a refused load nothing stays, though its first rows were stored while the others were read", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const rows = [...people(MANY), person(MANY).replace("05/03/1962", "31/02/2026")];
  const report = await load(db, [aFile("afiliados.csv", HEADER, ...rows)]);
  assertEquals([report.status, report.errors.length], ["refused", 1]);
  assertEquals([await db.$count(affiliates), await staged(db)], [0, 0]);
});

Deno.test("a dry run writes nothing, however many rows there are", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const report = await load(db, [aFile("afiliados.csv", HEADER, ...people(MANY))], {
    dryRun: true,
  });
  assertEquals([report.status, report.affiliates?.new], ["valid", MANY]);
  assertEquals([await db.$count(affiliates), await staged(db)], [0, 0]);
});

Deno.test("a whole register retires whoever it leaves out, says how many, and an undo brings them back", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const retiredBefore = person(2, "Prueba", "RE");
  await load(db, [aFile("afiliados.csv", HEADER, person(0), person(1), retiredBefore)]);
  const whole = [aFile("afiliados.csv", HEADER, person(0), person(5))];
  const judged = await loadWhole(db, whole, { dryRun: true });
  assertEquals(judged.affiliates, { new: 1, changed: 0, unchanged: 1, retired: 1 });
  const report = await loadWhole(db, [aFile("afiliados.csv", HEADER, person(0), person(5))]);
  assertEquals(report.affiliates, { new: 1, changed: 0, unchanged: 1, retired: 1 });
  const states = await db.select({
    number: affiliates.documentNumber,
    state: affiliates.state,
    endedOn: affiliates.endedOn,
  }).from(affiliates).orderBy(affiliates.documentNumber);
  assertEquals(states.map(({ number, state, endedOn }) => [Number(number) % 10, state, endedOn]), [
    [0, "AC", null],
    [1, "RE", "2026-04-01"],
    [2, "RE", null],
    [5, "AC", null],
  ]);
});

Deno.test("a whole register without a row, or with an error, retires nobody", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [aFile("afiliados.csv", HEADER, person(0), person(1))]);
  const office = "1;Centro;Calle 1;13001;lun-vie 8:00-12:00";
  const offices = aFile("oficinas.csv", "Código;Nombre;Dirección;Código DANE;Horario", office);
  const empty = await loadWhole(db, [aFile("afiliados.csv", HEADER), offices]);
  assertEquals(empty.status, "refused");
  assertMatch(
    empty.errors.map(({ message }) => message).join(),
    /no trae ninguna fila de Afiliados/,
  );
  const wrong = person(0).replace("AC", "Activo");
  assertEquals((await loadWhole(db, [aFile("x.csv", HEADER, wrong)])).status, "refused");
  assertEquals(await db.$count(affiliates), 2);
});
