import { assertEquals, assertNotMatch, assertStringIncludes } from "@std/assert";
import type { Db } from "../../../db/client.ts";
import { loadFiles, type LoadOptions } from "../../../db/loads/files.ts";
import { countLoadMails } from "../../../db/loads/mails.ts";
import { publishWaitingLoad } from "../../../db/loads/publishing.ts";
import { previewUndo, undoLoad } from "../../../db/loads/undo.ts";
import { findLoad } from "../../../db/loads/history.ts";
import { mailboxLeftNotice } from "../../../domain/affiliates/mailbox_left.ts";
import { testDatabase } from "../../support/database.ts";
import { aFile } from "../../support/files.ts";
import { each, LOADER, loadToWait, NOW, PUBLISHER, REASON } from "../support/lifecycle.ts";
import { outboxOf, SETTINGS } from "../support/mails.ts";

const HEADER = "Tipo Documento;Número Documento;Primer Apellido;Primer Nombre;Fecha Nacimiento;" +
  "Régimen;Tipo Afiliado;Estado;Fecha Afiliación;Código DANE;Correo";
const row = (number: string, email: string, name = "Ana") =>
  `CC;${number};Lara;${name};01/01/1990;Contributivo;Cotizante;AC;01/01/2024;13001;${email}`;
const file = (...rows: string[]) => aFile("afiliados.csv", HEADER, ...rows);
const [ONE, TWO, THREE] = ["9990000101", "9990000102", "9990000103"];
const [OLD, FAMILY, NEW] = ["vieja@correo.example", "casa@correo.example", "nueva@correo.example"];

Deno.test("a load writes once to each mailbox that it takes from affiliates, and names nobody", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await loadAtOnce(db, [file(row(ONE, OLD), row(TWO, FAMILY), row(THREE, FAMILY, "Eva"))]);
  assertEquals(await toldOf(db), [], "who is new has no mailbox before");
  const { id } = await loadAtOnce(db, [
    file(row(ONE, NEW), row(TWO, NEW), row(THREE, NEW, "Eva")),
  ]);
  assertEquals(await toldOf(db), [FAMILY, OLD]);
  for (const { subject, text } of await outboxOf(db)) {
    const { subject: asWritten } = mailboxLeftNotice(SETTINGS.eps);
    assertEquals(subject, asWritten);
    assertStringIncludes(String(text), SETTINGS.eps.phone);
    assertNotMatch(`${subject} ${text}`, /\d{7}|Ana|Eva|Lara|nueva@/);
  }
  assertEquals((await countLoadMails(db, id)).newHands, 2);
});

Deno.test("whatever a load changes but the address is no mail, nor is an empty Correo or who is retired", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await loadAtOnce(db, [file(row(ONE, OLD), row(TWO, FAMILY), row(THREE, ""))]);
  await loadAtOnce(db, [file(row(ONE, ""), row(THREE, NEW))], { isWholeRegister: true });
  const states = await db.$client.execute("SELECT state FROM affiliates ORDER BY document_number");
  assertEquals(states.rows.map(({ state }) => state), ["AC", "RE", "AC"]);
  assertEquals(await toldOf(db), []);
});

Deno.test("a load that waits tells nobody until it is published, silent or not; its undo tells the other mailbox", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await loadAtOnce(db, [file(row(ONE, OLD))]);
  const waiting = await loadToWait(db, [file(row(ONE, NEW))], { withoutNotices: true });
  assertEquals(await toldOf(db), []);
  const act = { nowMs: NOW, notices: SETTINGS, controlTotal: 0 };
  await publishWaitingLoad(db, waiting.id, { ...act, userId: PUBLISHER });
  await publishWaitingLoad(db, waiting.id, { ...act, userId: PUBLISHER });
  assertEquals(await toldOf(db), [OLD], "once");
  const undo = { ...act, userId: PUBLISHER + 1, reason: REASON };
  const load = await findLoad(db, waiting.id);
  if (load) await previewUndo(db, load, undo);
  assertEquals(await toldOf(db), [OLD], "a preview tells nobody");
  assertEquals((await undoLoad(db, waiting.id, undo)).isDone, true);
  assertEquals(await toldOf(db), [NEW, OLD]);
});

Deno.test("a load that cannot be published leaves no mail behind", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await loadAtOnce(db, [file(row(ONE, OLD))]);
  const waiting = await loadToWait(db, [file(row(ONE, NEW))]);
  await db.$client.execute("UPDATE affiliates SET email = 'otra@correo.example'");
  const act = { nowMs: NOW, notices: SETTINGS, controlTotal: 0, userId: PUBLISHER };
  assertEquals((await publishWaitingLoad(db, waiting.id, act)).isDone, false);
  assertEquals(await toldOf(db), []);
});

type Some = Parameters<typeof each>[0];

async function loadAtOnce(db: Db, sheets: Some, options: Partial<LoadOptions> = {}) {
  const how = { source: "prueba", createdBy: LOADER, notices: SETTINGS, now: () => NOW };
  return await loadFiles(db, each(sheets), { ...how, ...options });
}

async function toldOf(db: Db): Promise<string[]> {
  return (await outboxOf(db)).map(({ to_address }) => String(to_address)).sort();
}
