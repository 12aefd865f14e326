import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Db } from "../../../db/client.ts";
import { sweepAbandonedLoads } from "../../../db/loads/dropping.ts";
import type { LoadOutcome } from "../../../domain/loads/outcome.ts";
import type { Sheet } from "../../../domain/loads/files.ts";
import { testDatabase } from "../../support/database.ts";
import { aFile, aSettlement, aVoucher, load, PROVIDERS } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { rowsOf } from "../support/contents.ts";
import { loadToWait, NOW, publish, PUBLISHER, takeBack } from "../support/lifecycle.ts";

const OFFICES_HEADER =
  "Código;Nombre;Dirección;Código DANE;Municipio;Departamento;Teléfono;Horario;Latitud;Longitud";
const MAIN = "01;Sede Centro;Calle 1 # 2-3;13001;Cartagena;Bolívar;6051234567;" +
  "lun-vie 8:00-12:30;10,3910;-75.4794";
const NORTH = "02;Sede Norte;Carrera 4;8001;Barranquilla;Atlántico;;lun-sáb 8:00-12:00;;";

const offices = (...rows: string[]) => aFile("oficinas.csv", OFFICES_HEADER, ...rows);
const points = (...rows: string[]) =>
  aFile(
    "puntos.csv",
    "Código;Nombre;Dirección;Código DANE;Horario;Gestor;Domicilio",
    ...rows,
  );
const sites = (...rows: string[]) =>
  aFile("sedes.csv", "Código Sede;NIT;Nombre;Dirección;Código DANE", ...rows);
const ALL = (): Sheet[] => [
  offices(MAIN, NORTH),
  points("01;Farmacia Sur;Calle 9;13001;lun-dom 7:00-19:00;Audifarma;Sí"),
  sites("130010001;900356158;IPS Caribe;Calle 10;13001"),
];
const NONE = { new: 0, changed: 0, unchanged: 0 };

const stored = (db: Db) => rowsOf(db, "SELECT * FROM loaded_places ORDER BY kind, code");
const changes = (db: Db) => rowsOf(db, "SELECT * FROM load_record_changes");
const reasonOf = (outcome: LoadOutcome) => outcome.isDone ? "done" : outcome.reason;

Deno.test("offices, points and sites load beside payments in one load", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const payments = [
    PROVIDERS(),
    aFile("comprobantes.csv", VOUCHERS_HEADER, aVoucher({ number: "1" })),
    aFile("facturas.csv", SETTLEMENTS_HEADER, aSettlement("1", "FEV-1", "1000,00")),
  ];
  const report = await load(db, [...payments, ...ALL()]);
  assertEquals([report.status, report.errors, report.warnings], ["published", [], []]);
  assertEquals([report.vouchers.new, report.paidAmount], [1, 100_000]);
  assertEquals(report.offices, { ...NONE, new: 2 });
  assertEquals(report.deliveryPoints, { ...NONE, new: 1 });
  assertEquals(report.sites, { ...NONE, new: 1 });
  const [point, main, north, site] = await stored(db);
  assertEquals([point?.code, point?.manager, point?.delivers_home], ["01", "Audifarma", 1]);
  assertEquals([main?.latitude, main?.longitude, main?.delivers_home], [10.391, -75.4794, null]);
  assertEquals([north?.dane_code, north?.phone], ["08001", null]);
  assertEquals([site?.nit, site?.hours], ["900356158", null]);
});

Deno.test("the same places again change nothing, and only what changed is written", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, ALL());
  const [places, written] = [await stored(db), await changes(db)];
  const again = await load(db, ALL());
  assertEquals([again.status, again.offices], ["unchanged", { ...NONE, unchanged: 2 }]);
  assertEquals([await stored(db), await changes(db)], [places, written]);
  const moved = await load(db, [offices(MAIN.replace("Calle 1", "Calle 7"), NORTH)]);
  assertEquals(moved.offices, { new: 0, changed: 1, unchanged: 1 });
  assertEquals((await changes(db)).length, written.length + 1);
});

Deno.test("a column that the file of places lacks stays as it is stored", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, ALL());
  const header = "Código;Nombre;Dirección;Código DANE;Horario";
  await load(db, [aFile("o.csv", header, "01;Centro;Calle 1;13001;lun 8:00-9:00")]);
  const [, main] = await stored(db);
  assertEquals([main?.name, main?.phone, main?.latitude], ["Centro", "6051234567", 10.391]);
});

Deno.test("bad cells of places are named, and nothing of the load is stored", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const report = await load(db, [
    offices(
      "01;Centro;Calle 1;130;;;;lun 8:00-9:00;-75,4794;10,39",
      ";Norte;Calle 2;13001;;;;;;",
      "03;<script>;Calle 3;13001;;;;lun 8:00-9:00;1e99;NaN",
    ),
    points("01;Sur;Calle 9;13001;lun 8:00-9:00;;tal vez"),
    sites("1;900356158-0;IPS;Calle 10;13001"),
  ]);
  assertEquals(report.status, "refused");
  assertEquals(report.errors.map(({ file, cell }) => `${file} ${cell}`), [
    "oficinas.csv D2",
    "oficinas.csv I2",
    "oficinas.csv J2",
    "oficinas.csv A3",
    "oficinas.csv H3",
    "oficinas.csv I4",
    "oficinas.csv J4",
    "puntos.csv G2",
    "sedes.csv B2",
  ]);
  assertEquals(report.offices, NONE);
  assertEquals([await stored(db), await changes(db)], [[], []]);
});

Deno.test("hours that nobody can read are a named cell that says how to write them", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const report = await load(db, [
    offices(
      "01;Centro;Calle 1;13001;;;;de 8 a 5;;",
      "02;Norte;Calle 2;13001;;;;lun-vie 8:00-25:00;;",
    ),
    points("01;Sur;Calle 9;13001;lunes a viernes 8:00–12:30 y 13:30–17:00;;Sí"),
  ]);
  assertEquals(report.status, "refused");
  const [first] = report.errors;
  assertEquals(report.errors.map(({ cell }) => cell), ["H2", "H3"]);
  assertMatch(first?.message ?? "", /^Horario no se entiende: escríbalo como “lun-vie 8:00/);
  assertEquals(await stored(db), []);
});

Deno.test("a code twice in its kind is told; in two kinds it is two places", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const same = await load(db, [offices(MAIN, MAIN)]);
  assertEquals([same.status, same.warnings.length, same.offices?.new], ["published", 1, 1]);
  const report = await load(db, [offices(NORTH, NORTH.replace("Norte", "Sur"))]);
  assertEquals([report.status, report.errors[0]?.cell], ["refused", "A3"]);
});

Deno.test("places wait for the second person, and an undo puts back what was", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [offices(MAIN)]);
  const before = await stored(db);
  const waiting = await loadToWait(db, [offices(MAIN.replace("Calle 1", "Calle 7"), NORTH)]);
  assertEquals([waiting.status, await stored(db)], ["waiting", before]);
  assertEquals(reasonOf(await publish(db, waiting)), "done");
  const after = await stored(db);
  assertEquals(after.length, 2);
  const undone = await takeBack(db, waiting.id, NOW, PUBLISHER);
  assert(undone.isDone);
  assertEquals(undone.report.offices, { ...NONE, changed: 2 });
  assertEquals(await stored(db), before);
  assertEquals(reasonOf(await takeBack(db, undone.report.id)), "done");
  assertEquals(await stored(db), after);
});

Deno.test("an undo is refused where a later load touched the same place, and names it", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const first = await load(db, [offices(MAIN, NORTH)]);
  await load(db, [offices(MAIN.replace("Calle 1", "Calle 7"))]);
  const places = await stored(db);
  const outcome = await takeBack(db, first.id);
  assert(!outcome.isDone);
  assertEquals(outcome.reason, "touchedLater");
  assertMatch(outcome.message, /estos registros: Oficinas 01$/);
  assertEquals(await stored(db), places);
});

Deno.test("a waiting load of places that another load overtook is refused", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [offices(MAIN)]);
  const waiting = await loadToWait(db, [offices(MAIN.replace("Calle 1", "Calle 7"))]);
  await load(db, [offices(MAIN.replace("Calle 1", "Calle 9"))]);
  const places = await stored(db);
  assertEquals(reasonOf(await publish(db, waiting)), "conflict");
  assertEquals(await stored(db), places);
});

Deno.test("what a load of places staged before its process died is swept", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const waiting = await loadToWait(db, [offices(MAIN)]);
  await db.$client.execute({
    sql: "UPDATE loads SET status = 'judging' WHERE id = ?",
    args: [waiting.id],
  });
  await sweepAbandonedLoads(db, NOW + 60 * 60 * 1000);
  assertEquals([await stored(db), await changes(db)], [[], []]);
});
