import { assert, assertEquals, assertMatch } from "@std/assert";
import { createActivation, findActivation } from "../../../db/accounts/activations.ts";
import type { Db } from "../../../db/client.ts";
import type { Sheet } from "../../../domain/loads/files.ts";
import { testDatabase } from "../../support/database.ts";
import { aFile, aVoucher, load, PROVIDERS, PROVIDERS_HEADER } from "../../support/files.ts";
import { A, VOUCHERS_HEADER } from "../../support/files.ts";
import { providerOf, rowsOf, visibleContent } from "../support/contents.ts";
import { loadToWait, NOW, takeBack } from "../support/lifecycle.ts";

const NEW = "901234560";
const HEADER = `${PROVIDERS_HEADER};Teléfono`;
const providers = (...rows: string[]): Sheet => aFile("prestadores.csv", HEADER, ...rows);
const clinic = (email: string, phone = "604 1", card = "1067845210") =>
  providers(`${A};Clínica A S.A.S.;${card};Marta Negrete;${email};${phone}`);

let nowMs = NOW + 1;

/** Undoes a load, which must be possible; every undo is a little later than the one before. */
async function undone(db: Db, { id }: { id: string }) {
  const outcome = await takeBack(db, id, nowMs++);
  assert(outcome.isDone);
  return outcome.report;
}

async function detailsOf(db: Db, nit = A) {
  const sql = `SELECT email, phone, representative_id FROM providers
    WHERE nit = ? AND is_listed = 1`;
  const [row] = await rowsOf(db, sql, [nit]);
  return row && [row.email, row.phone, row.representative_id];
}

const say = (db: Db, ...sheets: Sheet[]) => load(db, sheets);

Deno.test("an undo gives a provider back what it had, and says so of Correo and Cédula", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await say(db, clinic("one@a.example"));
  const second = await say(db, clinic("two@a.example", "604 2", "73123456"));
  const undo = await undone(db, second);
  assertEquals(await detailsOf(db), ["one@a.example", "604 1", "1067845210"]);
  assertEquals(undo.providers.changed, 1);
  assertEquals(undo.warnings.map(({ column }) => column), ["Cédula Representante Legal", "Correo"]);
  await undone(db, undo);
  assertEquals(await detailsOf(db), ["two@a.example", "604 2", "73123456"]);
});

Deno.test("what was changed after the load stays as it is, a Correo above all, and is told", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await say(db, clinic("one@a.example"));
  const second = await say(db, clinic("two@a.example", "604 2"));
  await say(db, clinic("three@a.example", "604 2"));
  const undo = await undone(db, second);
  assertEquals(await detailsOf(db), ["three@a.example", "604 1", "1067845210"]);
  assertEquals(undo.warnings.map(({ column }) => column), ["Correo"]);
  assertMatch(undo.warnings[0]?.message ?? "", /cambió después/);
  await undone(db, undo);
  assertEquals(await detailsOf(db), ["three@a.example", "604 2", "1067845210"]);
});

Deno.test("a Correo that later loads changed and wrote again stays, unless they are undone", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await say(db, clinic("one@a.example"));
  const second = await say(db, clinic("two@a.example"));
  const third = await say(db, clinic("three@a.example"));
  const fourth = await say(db, clinic("two@a.example"));
  const undo = await undone(db, second);
  assertEquals((await detailsOf(db))?.[0], "two@a.example");
  assertMatch(undo.warnings[0]?.message ?? "", /cambió después/);
  await undone(db, undo);
  for (const load of [fourth, third, second]) await undone(db, load);
  assertEquals((await detailsOf(db))?.[0], "one@a.example");
});

Deno.test("a Correo that goes back ends the links that were sent to the wrong one", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await say(db, clinic("one@a.example"));
  const second = await say(db, clinic("two@a.example"));
  const { id: providerId } = await providerOf(db, A);
  const at = { createdAt: NOW, expiresAt: 2 * NOW };
  const consent = { policyVersion: "1", policySha256: "x", acceptedAt: 0, address: "x" };
  const link = { ...at, tokenSha256: "link", passwordHash: "x", voidedAt: null };
  await createActivation(db, { providerId }, consent, link);
  assert(await findActivation(db, "link", NOW));
  await undone(db, second);
  assertEquals(await findActivation(db, "link", NOW), undefined);
});

Deno.test("a provider that the load brought goes with it, and comes back with it", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const before = await visibleContent(db);
  const second = await say(
    db,
    providers(`${NEW};Nueva IPS;123456;Eva;wrong@n.example;1`),
    aFile("c.csv", VOUCHERS_HEADER, aVoucher({ nit: NEW, number: "1" })),
  );
  const after = await visibleContent(db);
  const undo = await undone(db, second);
  assertEquals(await visibleContent(db), before);
  assertEquals(
    (await load(db, [
      aFile("c.csv", VOUCHERS_HEADER, aVoucher({ nit: NEW, number: "2" })),
    ])).status,
    "refused",
  );
  await undone(db, undo);
  assertEquals(await visibleContent(db), after);
});

Deno.test("a provider that was taken back and comes anew has nothing of its first Correo", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const first = await say(
    db,
    providers(`${NEW};Nueva IPS;123456;Eva;wrong@n.example;1`),
    aFile("c.csv", VOUCHERS_HEADER, aVoucher({ nit: NEW, number: "1" })),
  );
  await undone(db, first);
  await say(db, aFile("p.csv", "NIT;Razón Social", `${NEW};Nueva IPS`));
  assertEquals(await detailsOf(db, NEW), [null, null, null]);
});

Deno.test("a provider that somebody needs meanwhile stays registered, and the undo says so", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const one = (number: string) => aFile("c.csv", VOUCHERS_HEADER, aVoucher({ nit: NEW, number }));
  const first = await say(db, providers(`${NEW};Nueva IPS;123456;Eva;n@n.example;1`), one("1"));
  await say(db, one("2"));
  const undo = await undone(db, first);
  assertEquals(await detailsOf(db, NEW), ["n@n.example", "1", "123456"]);
  assertMatch(undo.warnings[0]?.message ?? "", /queda registrado/);
  const { vouchers } = await visibleContent(db);
  assertEquals(vouchers?.map((row) => row.document_number), ["2"]);
});

Deno.test("a waiting load for a provider that goes meanwhile keeps it from going", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const first = await say(db, providers(`${NEW};Nueva IPS;123456;Eva;n@n.example;1`));
  const payment = aFile("c.csv", VOUCHERS_HEADER, aVoucher({ nit: NEW, number: "1" }));
  assertEquals((await loadToWait(db, [payment])).status, "waiting");
  await undone(db, first);
  assertEquals((await visibleContent(db)).providers?.length, 1);
});
