import { assertEquals } from "@std/assert";
import type { Db } from "../../../db/client.ts";
import { findProviderDifferences } from "../../../db/loads/provider_differences.ts";
import { testDatabase } from "../../support/database.ts";
import { A, aFile, B, C, load, PROVIDERS, PROVIDERS_HEADER } from "../../support/files.ts";
import { loadToWait, NOW, publish, takeBack } from "../support/lifecycle.ts";

const NEW = "999000321";
const FILE = () =>
  aFile(
    "p.csv",
    PROVIDERS_HEADER,
    `${B};Hospital B Nuevo;73123456;Luis Ospino;cartera@hospital-b.example`,
    `${NEW};Óptica D;11223344;Ana;d@d.example`,
    `${C};Laboratorio C Ltda.;99887766;Carmen Barrios;c@c.example`,
  );

/** Each provider of a page as `nit kind field before after …`. */
async function seen(db: Db, id: string, page = 1, perPage = 21) {
  const { differences, ...counts } = await findProviderDifferences(db, id, { page, perPage });
  const lines = differences.map(({ nit, kind, fields }) =>
    [nit, kind, ...fields.map(({ field, before, after }) => `${field} ${before} ${after}`)].join(
      ", ",
    )
  );
  return { lines, ...counts };
}

const CHANGED = {
  lines: [
    `${C}, changed, email null c@c.example, representativeId 32654987 99887766`,
    `${B}, changed, legalName Hospital B E.S.E. Hospital B Nuevo`,
    `${NEW}, added, email null d@d.example, representativeId null 11223344, legalName null Óptica D, ` +
    "representativeName null Ana",
  ],
  total: 3,
  newHands: 1,
};

Deno.test("a waiting load says what it does to providers: who gets their links first, then the rest", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const waiting = await loadToWait(db, [FILE()]);
  assertEquals(await seen(db, waiting.id), CHANGED);
  assertEquals((await seen(db, waiting.id, 2, 1)).lines, [CHANGED.lines[1]]);
  assertEquals(await seen(db, crypto.randomUUID()), { lines: [], total: 0, newHands: 0 });
});

Deno.test("old is what is stored now, also where another load changed it since this one came", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const waiting = await loadToWait(db, [FILE()]);
  const between = aFile("p.csv", "NIT;Razón Social;Correo", `${C};Laboratorio C Ltda.;x@c.example`);
  await load(db, [between]);
  const [first] = (await seen(db, waiting.id)).lines;
  assertEquals(
    first,
    `${C}, changed, email x@c.example c@c.example, representativeId 32654987 99887766`,
  );
});

Deno.test("a published load says what it found, whatever came after it; its undo what it gave back", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const waiting = await loadToWait(db, [FILE()]);
  await publish(db, waiting);
  assertEquals(await seen(db, waiting.id), CHANGED);
  const undo = await takeBack(db, waiting.id, NOW);
  const back = await seen(db, undo.isDone ? undo.report.id : "");
  assertEquals(back, {
    lines: [
      `${C}, changed, email c@c.example null, representativeId 99887766 32654987`,
      `${B}, changed, legalName Hospital B Nuevo Hospital B E.S.E.`,
      `${NEW}, removed, email d@d.example null, representativeId 11223344 null, legalName Óptica D null, ` +
      "representativeName Ana null",
    ],
    total: 3,
    newHands: 1,
  });
  assertEquals(await seen(db, waiting.id), CHANGED);
});

Deno.test("a load that names no provider, or says what is stored, changes none", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const same = aFile("p.csv", PROVIDERS_HEADER, `${A};Clínica A S.A.S.;1067845210;Marta Negrete;`);
  const report = await loadToWait(db, [same]);
  assertEquals((await seen(db, report.id)).total, 0);
});
