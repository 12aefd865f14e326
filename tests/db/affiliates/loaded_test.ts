import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Db } from "../../../db/client.ts";
import type { Cell } from "../../../domain/loads/cell.ts";
import type { Sheet } from "../../../domain/loads/files.ts";
import type { LoadOutcome } from "../../../domain/loads/outcome.ts";
import { dateInBogota, formatDate } from "../../../domain/dates.ts";
import { testDatabase } from "../../support/database.ts";
import { aFile, aSheet, load } from "../../support/files.ts";
import { rowsOf } from "../support/contents.ts";
import { loadToWait, NOW, publish, PUBLISHER, takeBack } from "../support/lifecycle.ts";

const HEADER = "Tipo Documento;Número Documento;Primer Apellido;Segundo Apellido;Primer Nombre;" +
  "Segundo Nombre;Fecha Nacimiento;Sexo;Régimen;Tipo Afiliado;Estado;Fecha Afiliación;" +
  "Fecha Finalización;Código DANE;Correo;Tipo Documento Cabeza;Número Documento Cabeza;" +
  "Parentesco;Grupo SISBÉN";
const MOTHER = "cc;1.067.845.210;Pérez;Ruiz;María;Carmen;04/05/1961;f;Subsidiado;" +
  "cabeza  de familia;ac;01/02/2015;;8001;maria@correo.example;;;;b3";
const SON = "TI;1067845999;Pérez;;Juan;;17/08/2012;M;subsidiado;Beneficiario;XZ;2015-02-01;" +
  "2026-01-31;23001;;CC;1067845210;Hijo;D21";
const FOREIGNER = "PT;AB12345;Lara;;Ana;;01/01/1990;I;Contributivo;Cotizante;SM;01/01/2024;;" +
  "13001;;;;;";
const NONE = { new: 0, changed: 0, unchanged: 0 };

const affiliates = (...rows: string[]) => aFile("afiliados.csv", HEADER, ...rows);
const ALL = (): Sheet[] => [affiliates(MOTHER, SON, FOREIGNER)];
const MARRIED = MOTHER.replace("Ruiz", "de Soto");
const stored = (db: Db) => rowsOf(db, "SELECT * FROM affiliates ORDER BY document_type");
const changes = (db: Db) => rowsOf(db, "SELECT * FROM load_record_changes");
const reasonOf = (outcome: LoadOutcome) => outcome.isDone ? "done" : outcome.reason;

Deno.test("a file of affiliates is stored, each document as it is typed anywhere", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const report = await load(db, ALL());
  assertEquals([report.status, report.errors, report.warnings], ["published", [], []]);
  assertEquals(report.affiliates, { ...NONE, new: 3 });
  const [mother, foreigner, son] = await stored(db);
  assertEquals([mother?.document_type, mother?.document_number], ["CC", "1067845210"]);
  assertEquals([mother?.kind, mother?.state, mother?.sex], ["cabeza", "AC", "F"]);
  assertEquals([mother?.dane_code, mother?.sisben_group], ["08001", "B3"]);
  assertEquals([mother?.born_on, mother?.ended_on], ["1961-05-04", null]);
  assertEquals(foreigner?.document_number, "AB12345");
  assertEquals([son?.state, son?.email, son?.second_surname], ["XZ", null, null]);
  assertEquals([son?.head_document_type, son?.head_document_number], ["CC", "1067845210"]);
});

Deno.test("a workbook's numbers and dates are the same affiliates as a CSV's texts", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, ALL());
  const cells = (row: string): Cell[] => row.split(";");
  const mother = cells(MOTHER).with(1, 1_067_845_210).with(6, new Date("1961-05-04"))
    .with(11, new Date("2015-02-01")).with(13, 8001);
  const again = await load(db, [aSheet("personas.xlsx", "Hoja1", [cells(HEADER), mother])]);
  assertEquals([again.status, again.affiliates], ["unchanged", { ...NONE, unchanged: 1 }]);
});

Deno.test("affiliates that come again change nothing, and only what changed is written", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, ALL());
  const [people, written] = [await stored(db), await changes(db)];
  const again = await load(db, ALL());
  assertEquals([again.status, again.affiliates], ["unchanged", { ...NONE, unchanged: 3 }]);
  assertEquals([await stored(db), await changes(db)], [people, written]);
  const married = await load(db, [affiliates(MARRIED, SON)]);
  assertEquals(married.affiliates, { new: 0, changed: 1, unchanged: 1 });
  assertEquals((await changes(db)).length, written.length + 1);
  assertEquals((await stored(db)).length, 3, "whoever a file does not name stays");
  assertEquals((await stored(db)).map(({ id }) => id), people.map(({ id }) => id));
});

Deno.test("a column that the file of affiliates lacks stays as it is stored", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, ALL());
  const header = "Tipo Documento;Número Documento;Primer Apellido;Primer Nombre;" +
    "Fecha Nacimiento;Régimen;Tipo Afiliado;Estado;Fecha Afiliación;Código DANE";
  const row = "CC;1067845210;Pérez;Mary;04/05/1961;Subsidiado;Cabeza de familia;AC;01/02/2015;8001";
  assertEquals((await load(db, [aFile("novedad.csv", header, row)])).affiliates?.changed, 1);
  const [mother] = await stored(db);
  assertEquals([mother?.first_name, mother?.second_surname], ["Mary", "Ruiz"]);
  assertEquals(mother?.email, "maria@correo.example");
});

Deno.test("bad cells of affiliates are named, and nothing of the load is stored", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const report = await load(db, [affiliates(
    FOREIGNER,
    "DNI;12;P;;J;;31/02/2012;X;Especial;Socio;ACT;;;130;a@b;;1067845210;;A6",
    "CC;10.67;P;;J;;17/08/2012;;Subsidiado;Beneficiario;AC;01/01/2024;ayer;13001;;CC;;;E1",
  )]);
  assertEquals(report.status, "refused");
  assertEquals(
    report.errors.map(({ cell }) => cell).join(" "),
    "A2 B2 G2 H2 I2 J2 K2 L2 N2 O2 P2 S2 B3 M3 Q3 S3".replaceAll("3", "4").replaceAll("2", "3"),
  );
  assertEquals(report.affiliates, NONE);
  assertEquals([await stored(db), await changes(db)], [[], []]);
});

Deno.test("a birth date that has not come is refused, as a year of two digits makes it", async () => {
  await using database = await testDatabase();
  const born = (date: string) => affiliates(MOTHER.replace("04/05/1961", date));
  const report = await load(database.db, [born("04/05/61")]);
  assertEquals(report.status, "refused");
  const [{ cell, value, message } = {}] = report.errors;
  const expected = "la fecha de nacimiento 04/05/2061 no ha llegado: revise el año";
  assertEquals([cell, value, message], ["G2", "04/05/2061", expected]);
  const today = formatDate(dateInBogota(NOW));
  assertEquals((await load(database.db, [born(today)])).status, "published");
});

Deno.test("one document twice is told where it is the same, and refused where it is not", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const same = await load(db, [affiliates(SON, SON)]);
  assertEquals([same.status, same.warnings.length, same.affiliates?.new], ["published", 1, 1]);
  const report = await load(db, [affiliates(MOTHER, MARRIED)]);
  assertEquals([report.status, report.errors[0]?.cell], ["refused", "B3"]);
  const other = await load(db, [affiliates(MOTHER.replace("cc;", "CE;"), MOTHER)]);
  assertEquals(other.affiliates?.new, 2, "a number under two types is two people");
});

Deno.test("affiliates wait for the second person, and an undo puts back who was there", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [affiliates(MOTHER)]);
  const before = await stored(db);
  const waiting = await loadToWait(db, [affiliates(MARRIED, SON)]);
  assertEquals([waiting.status, await stored(db)], ["waiting", before]);
  assertEquals(reasonOf(await publish(db, waiting)), "done");
  const after = await stored(db);
  assertEquals(after.length, 2);
  const undone = await takeBack(db, waiting.id, NOW, PUBLISHER);
  assert(undone.isDone);
  assertEquals(undone.report.affiliates, { ...NONE, changed: 2 });
  assertEquals(await stored(db), before);
  assertEquals(reasonOf(await takeBack(db, undone.report.id)), "done");
  assertEquals(await stored(db), after);
});

Deno.test("an undo is refused where a later load touched the same person, and names her", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const first = await load(db, ALL());
  await load(db, [affiliates(MARRIED)]);
  const people = await stored(db);
  const outcome = await takeBack(db, first.id);
  assert(!outcome.isDone);
  assertEquals(outcome.reason, "touchedLater");
  assertMatch(outcome.message, /estos registros: Afiliados CC 1067845210$/);
  assertEquals(await stored(db), people);
});

Deno.test("a waiting load of affiliates that another load overtook is refused", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [affiliates(MOTHER)]);
  const waiting = await loadToWait(db, [affiliates(MARRIED)]);
  await load(db, [affiliates(MOTHER.replace("Ruiz", "Gómez"))]);
  const people = await stored(db);
  assertEquals(reasonOf(await publish(db, waiting)), "conflict");
  assertEquals(await stored(db), people);
});

Deno.test("L13: the number by which the log names a person stays hers, and is never another's", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const first = await load(db, [affiliates(MOTHER)]);
  const [mother] = await stored(db);
  const undone = await takeBack(db, first.id);
  assert(undone.isDone);
  await load(db, [affiliates(SON)]);
  const [son] = await stored(db);
  assert(Number(son?.id) > Number(mother?.id), `${son?.id} after ${mother?.id}`);
  assertEquals(reasonOf(await takeBack(db, undone.report.id)), "done");
  assertEquals((await stored(db))[0], mother);
});
