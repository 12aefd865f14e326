import { assert, assertEquals, assertMatch, assertNotMatch } from "@std/assert";
import type { Db } from "../../../db/client.ts";
import type { LoadOutcome } from "../../../domain/loads/outcome.ts";
import { anAffiliate } from "../../support/people.ts";
import { testDatabase } from "../../support/database.ts";
import { aFile, load } from "../../support/files.ts";
import { affiliates, loadedPlaces } from "../../../db/schema.ts";
import { rowsOf } from "../support/contents.ts";
import { loadToWait, NOW, publish, PUBLISHER, takeBack } from "../support/lifecycle.ts";

const HEADER = "Tipo Documento;Número Documento;Número Fórmula;Fecha Fórmula;Pendiente Desde;" +
  "Código CUM;Medicamento;Presentación;Cantidad Ordenada;Cantidad Entregada;Código Punto;Estado;" +
  "Fecha Entrega";
const LOSARTAN = "cc;9.990.000.905;f-77;29/03/2026;30/03/2026 14:30;19935311-2;Losartán 50 mg;" +
  "Tableta;60;20;P1;Pendiente;";
const INSULIN =
  "CC;9990000905;F-77;29/03/2026;2026-03-30 08:15;;Insulina Glargina;Ampolla;3;0;P1;;";
const DELIVERED =
  "CC;9990000905;F-70;01/03/2026;01/03/2026 9:00 a. m.;20001-1;Acetaminofén;;30;30;" +
  "P1;Entregado;02/03/2026";
const NONE = { new: 0, changed: 0, unchanged: 0 };
const FULL = LOSARTAN.replace("60;20", "60;60").replace("Pendiente;", "Entregado;01/04/2026");

const medicines = (...rows: string[]) => aFile("medicamentos.csv", HEADER, ...rows);
const stored = (db: Db) => rowsOf(db, "SELECT * FROM pending_medicines ORDER BY code");
const changes = (db: Db) => rowsOf(db, "SELECT * FROM load_record_changes");
const reasonOf = (outcome: LoadOutcome) => outcome.isDone ? "done" : outcome.reason;

Deno.test("a file of pending medicines is stored, each line with a handle that says nothing", async () => {
  await using database = await withPerson();
  const { db } = database;
  const report = await load(db, [medicines(LOSARTAN, INSULIN, DELIVERED)]);
  assertEquals([report.status, report.errors, report.warnings], ["published", [], []]);
  assertEquals(report.medicines, { ...NONE, new: 3 });
  const [delivered, losartan, insulin] = await stored(db);
  assertEquals(losartan?.code, "CC 9990000905 · F-77 · 19935311-2");
  assertEquals(insulin?.code, "CC 9990000905 · F-77 · insulina glargina");
  assertEquals([losartan?.document_type, losartan?.document_number], ["CC", "9990000905"]);
  assertEquals(losartan?.pending_since, Date.parse("2026-03-30T14:30:00-05:00"));
  assertEquals([losartan?.ordered_quantity, losartan?.delivered_quantity], [60, 20]);
  assertEquals([losartan?.medicine, losartan?.point_code], ["Losartán 50 mg", "P1"]);
  assertEquals([delivered?.is_annulled, delivered?.delivered_on], [0, "2026-03-02"]);
  const handles = new Set([delivered, losartan, insulin].map((row) => String(row?.handle)));
  assertEquals(handles.size, 3);
  for (const handle of handles) assertMatch(handle, /^[0-9a-f]{32}$/);
});

Deno.test("medicines that come again change nothing, and a delivery keeps the line's handle", async () => {
  await using database = await withPerson();
  const { db } = database;
  await load(db, [medicines(LOSARTAN, INSULIN)]);
  const [before, written] = [await stored(db), await changes(db)];
  const again = await load(db, [medicines(LOSARTAN, INSULIN)]);
  assertEquals([again.status, again.medicines], ["unchanged", { ...NONE, unchanged: 2 }]);
  assertEquals([await stored(db), await changes(db)], [before, written]);
  const delivered = await load(db, [medicines(FULL)]);
  assertEquals(delivered.medicines, { ...NONE, changed: 1 });
  const [now, other] = await stored(db);
  assertEquals([now?.delivered_quantity, now?.delivered_on], [60, "2026-04-01"]);
  assertEquals([now?.handle, other], [before[0]?.handle, before[1]]);
});

Deno.test("bad cells of medicines are named, and nothing of the load is stored", async () => {
  await using database = await withPerson();
  const { db } = database;
  const report = await load(db, [medicines(
    INSULIN,
    "DNI;9;F·7;31/02/2026;30/03/2026 25:00;CUM;;;0;1,5;P1;Listo;32/01/2026",
    "CC;9990000905;F-1;29/03/2026;28/03/2026 10:00;;Losartán;;30;31;P1;;28/03/2026",
    "CC;9990000905;F-2;29/03/2026;29/03/2026 10:00;;Losartán;;30;30;P1;Pendiente;",
    "CC;9990000905;F-3;29/03/2026;;;Losartán;;30;;P1;Entregado;",
    "CC;9990000905;F-4;29/03/2026;29/03/2026 10:00;;Losartán;;30;29;P1;Entregado;",
  )]);
  assertEquals(report.status, "refused");
  assertEquals(
    report.errors.map(({ cell }) => cell).join(" "),
    "A3 B3 C3 D3 E3 F3 G3 I3 J3 L3 M3 E4 J4 M4 L5 E6 J6 L7",
  );
  assertEquals([await stored(db), await changes(db)], [[], []]);
});

Deno.test("a person and a point that nobody knows are warnings that name their cells", async () => {
  await using database = await withPerson();
  const { db } = database;
  const newborn = INSULIN.replace("CC;9990000905", "RC;9990000999").replace("P1", "P9");
  const report = await load(db, [medicines(LOSARTAN, newborn)]);
  assertEquals([report.status, report.medicines?.new], ["published", 2]);
  assertEquals(report.warnings.map(({ cell, value }) => [cell, value]), [
    ["B3", "RC 9990000999"],
    ["K3", "P9"],
  ]);
  const people = "Tipo Documento;Número Documento;Primer Apellido;Primer Nombre;" +
    "Fecha Nacimiento;Régimen;Tipo Afiliado;Estado;Fecha Afiliación;Código DANE";
  const points = "Código;Nombre;Dirección;Código DANE;Horario;Domicilio";
  const together = await load(db, [
    medicines(newborn.replace(";3;0;", ";3;1;")),
    aFile(
      "a.csv",
      people,
      "RC;9990000999;P;Q;01/03/2026;Subsidiado;Beneficiario;AC;01/03/2026;13001",
    ),
    aFile("b.csv", points, "P9;Farmacia;Calle 1;13001;lun-vie 8:00-12:00;Sí"),
  ]);
  assertEquals([together.status, together.warnings], ["published", []]);
});

Deno.test("one medicine of a formula twice is told where it is the same, refused where it is not", async () => {
  await using database = await withPerson();
  const { db } = database;
  const same = await load(db, [medicines(LOSARTAN, LOSARTAN)]);
  assertEquals([same.status, same.warnings.length, same.medicines?.new], ["published", 1, 1]);
  const other = await load(db, [medicines(LOSARTAN, LOSARTAN.replace("60;20", "60;30"))]);
  assertEquals([other.status, other.errors[0]?.cell], ["refused", "B3"]);
});

Deno.test("medicines wait for the second person, and an undo of an undo keeps their handles", async () => {
  await using database = await withPerson();
  const { db } = database;
  await load(db, [medicines(LOSARTAN)]);
  const before = await stored(db);
  const waiting = await loadToWait(db, [medicines(FULL, INSULIN)]);
  assertEquals([waiting.status, await stored(db)], ["waiting", before]);
  assertEquals(reasonOf(await publish(db, waiting)), "done");
  const after = await stored(db);
  assertEquals(after.length, 2);
  const undone = await takeBack(db, waiting.id, NOW, PUBLISHER);
  assert(undone.isDone);
  assertEquals([undone.report.medicines, await stored(db)], [{ ...NONE, changed: 2 }, before]);
  assertEquals(reasonOf(await takeBack(db, undone.report.id)), "done");
  assertEquals(await stored(db), after);
});

Deno.test("L10: a refused undo names the formula that a later load changed, and no medicine", async () => {
  await using database = await withPerson();
  const { db } = database;
  const first = await load(db, [medicines(INSULIN)]);
  await load(db, [medicines(INSULIN.replace(";3;0;", ";3;1;"))]);
  const outcome = await takeBack(db, first.id);
  assert(!outcome.isDone);
  assertEquals(outcome.reason, "touchedLater");
  assertMatch(outcome.message, /Medicamentos Pendientes CC 9990000905 · F-77$/);
  assertNotMatch(outcome.message, /insulina/i);
});

Deno.test("a file without Estado leaves an annulled line annulled", async () => {
  await using database = await withPerson();
  const { db } = database;
  await load(db, [medicines(LOSARTAN.replace("Pendiente", "anulado"))]);
  const header = HEADER.replace(";Estado;Fecha Entrega", "");
  const line = LOSARTAN.replace("60;20", "60;30").replace(";Pendiente;", "");
  assertEquals((await load(db, [aFile("m.csv", header, line)])).medicines?.changed, 1);
  const [row] = await stored(db);
  assertEquals([row?.is_annulled, row?.delivered_quantity], [1, 30]);
});

async function withPerson() {
  const database = await testDatabase();
  const person = anAffiliate({ documentType: "CC", documentNumber: "9990000905" });
  await database.db.insert(affiliates).values(person);
  await database.db.insert(loadedPlaces).values({
    kind: "deliveryPoints",
    code: "P1",
    name: "Farmacia Uno",
    address: "Calle 1",
    daneCode: "13001",
  });
  return database;
}
