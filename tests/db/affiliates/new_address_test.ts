import { assertEquals } from "@std/assert";
import { createActivation, findActivation } from "../../../db/accounts/activations.ts";
import { createReset, findReset } from "../../../db/accounts/passwords.ts";
import { createSession } from "../../../db/accounts/sessions.ts";
import type { Db } from "../../../db/client.ts";
import { addSecondFactor, secondFactorsOf } from "../../support/affiliates/factors.ts";
import { testDatabase } from "../../support/database.ts";
import { aFile, load } from "../../support/files.ts";
import { addPerson, PASSWORD_HASH } from "../../support/people.ts";
import { rowsOf } from "../support/contents.ts";
import { loadToWait, NOW, publish, PUBLISHER, takeBack } from "../support/lifecycle.ts";

const HEADER = "Tipo Documento;Número Documento;Primer Apellido;Primer Nombre;Fecha Nacimiento;" +
  "Régimen;Tipo Afiliado;Estado;Fecha Afiliación;Código DANE;Correo";
const row = (number: string, email: string, name = "Ana") =>
  `CC;${number};Lara;${name};01/01/1990;Contributivo;Cotizante;AC;01/01/2024;13001;${email}`;
const file = (...rows: string[]) => aFile("afiliados.csv", HEADER, ...rows);
const OTHER = row("9990000102", "otra@correo.example");

Deno.test("an address that a load changes ends the affiliate's sessions and links, and nobody else's", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [file(row("9990000101", "vieja@correo.example"), OTHER)]);
  await enter(db);
  await addSecondFactor(db);
  await load(db, [file(row("9990000101", "nueva@correo.example", "Anita"), OTHER)]);
  assertEquals(await secondFactorsOf(db), [false, true], "passkeys and second factor");
  assertEquals(await accessOf(db), [[false, false, false, false], [true, true, true, true]]);
});

Deno.test("whatever else a load changes leaves an affiliate's access as it is", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [file(row("9990000101", "vieja@correo.example"), OTHER)]);
  await enter(db);
  await load(db, [file(row("9990000101", "vieja@correo.example", "Anita"), OTHER)]);
  assertEquals(await accessOf(db), [[true, true, true, true], [true, true, true, true]]);
});

Deno.test("an empty Correo removes no address", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [file(row("9990000101", "vieja@correo.example"), OTHER)]);
  await enter(db);
  await load(db, [file(row("9990000101", "", "Anita"), OTHER)]);
  const people = await rowsOf(db, "SELECT first_name, email FROM affiliates WHERE id = 1");
  assertEquals(people, [{ first_name: "Anita", email: "vieja@correo.example" }]);
  assertEquals(await accessOf(db), [[true, true, true, true], [true, true, true, true]]);
});

Deno.test("an undo that puts an old address back ends access, too", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [file(row("9990000101", "vieja@correo.example"), OTHER)]);
  const waiting = await loadToWait(db, [file(row("9990000101", "nueva@correo.example"))]);
  assertEquals((await publish(db, waiting)).isDone, true);
  await enter(db);
  assertEquals((await takeBack(db, waiting.id, NOW, PUBLISHER)).isDone, true);
  assertEquals(await accessOf(db), [[false, false, false, false], [true, true, true, true]]);
});

/** Gives both affiliates an account, a session and links. */
async function enter(db: Db): Promise<void> {
  const people = await rowsOf(db, "SELECT id FROM affiliates ORDER BY document_number");
  for (const { id } of people) {
    const affiliateId = Number(id);
    const userId = await addPerson(db, { kind: "affiliate", affiliateId }, []);
    const times = { createdAt: NOW, expiresAt: 2 * NOW };
    const session = { providerId: null, secondFactorAt: null, address: "", userAgent: "" };
    await createSession(
      db,
      { ...session, id: `session ${id}`, userId, nowMs: NOW },
      PASSWORD_HASH ?? "",
    );
    await createReset(db, { tokenSha256: `reset ${id}`, userId, ...times });
    const policy = { policyVersion: "1", policySha256: "x", acceptedAt: NOW, address: "x" };
    const link = { tokenSha256: `link ${id}`, passwordHash: "x", voidedAt: null, ...times };
    await createActivation(db, { affiliateId }, policy, link);
  }
}

/** Whether account, session, reset and link of each affiliate are still good. */
async function accessOf(db: Db): Promise<boolean[][]> {
  const accounts = await rowsOf(
    db,
    `SELECT u.affiliate_id AS id, u.activated_at IS NOT NULL AS is_active, s.ended_at IS NULL AS is_open
     FROM users AS u JOIN sessions AS s ON s.user_id = u.id ORDER BY u.affiliate_id`,
  );
  return await Promise.all(accounts.map(async ({ id, is_active, is_open }) => [
    is_active === 1,
    is_open === 1,
    await findReset(db, `reset ${id}`, NOW) !== undefined,
    await findActivation(db, `link ${id}`, NOW) !== undefined,
  ]));
}
