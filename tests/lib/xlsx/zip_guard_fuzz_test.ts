import { assert } from "@std/assert";
import exceljs from "exceljs";
import { createRandom } from "../../../db/demo/random.ts";
import { UnreadableFileError } from "../../../lib/unreadable_file.ts";
import { readWhole } from "../support/refusal.ts";
import { aZip, workbookFiles } from "../support/zips.ts";
import { assertQuick } from "../support/duration.ts";

const ROUNDS = 400;
const SIGNS = [..."<>&;\"'/=!?[]-0123456789ABCtrcvsi \u0000\ufffeñ"];

/** A whole number below another one, by chance, and the same on every run. */
function chance(seed: number): (below: number) => number {
  const { integer } = createRandom(seed);
  return (below) => integer(0, below - 1);
}

/** Reads it, or is refused with a sentence; anything else fails the test. */
async function readOrRefuse(bytes: Uint8Array): Promise<boolean> {
  let isRead = false;
  await assertQuick(2000, async () => {
    isRead = await readWhole(bytes).then(() => true, (error) => {
      if (error instanceof UnreadableFileError) return false;
      throw error;
    });
  });
  return isRead;
}

async function aWorkbook(): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet("Comprobantes");
  sheet.addRow(["NIT", "Fecha de Pago", "Valor Pago"]);
  for (let row = 0; row < 20; row++) {
    sheet.addRow([`90035615${row}`, new Date("2026-01-31T00:00:00Z"), {
      formula: "1",
      result: row,
    }]);
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

Deno.test("U3: a workbook with bytes changed by chance is read or refused, and nothing else", async () => {
  const bytes = await aWorkbook();
  const pick = chance(20260315);
  let refused = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const changed = bytes.slice(0, pick(4) === 0 ? pick(bytes.length) : bytes.length);
    for (let time = pick(8); time >= 0; time--) changed[pick(changed.length)] = pick(256);
    if (!await readOrRefuse(changed)) refused++;
  }
  assert(refused > ROUNDS / 2, `${refused}`);
});

Deno.test("U3: parts with signs changed by chance are read or refused, and nothing else", async () => {
  const rows = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>46096</v></c></row>` +
    `<row r="2"><c r="A2" t="inlineStr"><is><t>uno</t></is></c><c r="B2"><f>1</f><v>1</v></c></row>`;
  const files = workbookFiles({ rows, sharedStrings: "<sst><si><t>NIT</t></si></sst>" });
  const pick = chance(1500086213);
  let read = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const changed = files.map((file) => ({ ...file }));
    const file = changed[pick(changed.length)];
    if (!file) continue;
    const signs = [...String(file.content)];
    for (let time = pick(3); time >= 0; time--) {
      signs.splice(pick(signs.length), pick(3), SIGNS[pick(SIGNS.length)] ?? "");
    }
    file.content = signs.join("");
    if (await readOrRefuse(aZip(changed))) read++;
  }
  assert(read > 0 && read < ROUNDS, `${read}`);
});
