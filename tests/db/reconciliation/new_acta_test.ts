import { assertEquals } from "@std/assert";
import { createActa } from "../../../db/reconciliation/new_acta.ts";
import { actaLines, actas } from "../../../db/schema.ts";
import type { NewLine } from "../../../domain/reconciliation/acta.ts";
import { testDatabase } from "../../support/database.ts";
import { A, load, PROVIDERS } from "../../support/files.ts";
import { providerOf } from "../support/contents.ts";

Deno.test("an acta that is there gets no lines where its form is sent again with more of them", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const acta = {
    folio: "AC-2026-0000-0000",
    providerId: (await providerOf(db, A)).id,
    cutoffOn: "2026-03-31" as const,
    totals: [],
    difference: 1000,
    createdAt: 1,
    continues: null,
  };
  assertEquals(await createActa(db, { ...acta, lines: [aLine("FEV-1")] }), true);
  assertEquals(await createActa(db, { ...acta, lines: [aLine("FEV-2"), aLine("FEV-3")] }), false);
  const lines = await db.select().from(actaLines);
  assertEquals(lines.map(({ invoiceNumber }) => invoiceNumber), ["FEV-1"]);
  assertEquals((await db.select().from(actas)).map(({ lineCount }) => lineCount), [1]);
});

function aLine(invoiceNumber: string): NewLine {
  const amounts = { listedAmount: 1000, paidAmount: 0, difference: 1000 };
  return { invoiceNumber, ...amounts, group: "notFound", reason: "No hay ningún pago." };
}
