import { assertEquals } from "@std/assert";
import { noFiles } from "../../../domain/loads/files.ts";
import { judgeSheet } from "../../../domain/loads/load.ts";
import { placeKindByName, READ_AS_OFFICES } from "../../../domain/places/place_kind.ts";
import { aSheet, HOURS, PLACE_HEADER } from "../../support/files.ts";

Deno.test("the sheet, or else the file, says whether places are offices or points", () => {
  const cases: [file: string, sheet: string | null, kind: string | undefined][] = [
    ["puntos.csv", null, "deliveryPoints"],
    ["PUNTOS DE ENTREGA 2026.csv", null, "deliveryPoints"],
    ["oficinas.csv", null, "offices"],
    ["oficinas.xlsx", "Puntos", "deliveryPoints"],
    ["puntos.xlsx", "Hoja1", "deliveryPoints"],
    ["oficinas y puntos.xlsx", "Oficinas", "offices"],
    ["oficinas y puntos.xlsx", "Hoja1", undefined],
    ["lugares.csv", null, undefined],
  ];
  for (const [file, sheet, kind] of cases) {
    assertEquals(placeKindByName({ file, sheet }), kind, `${file} ${sheet}`);
  }
});

Deno.test("places of no certain kind are read as Oficinas, and a warning says so before publishing", async () => {
  const read = async (file: string, header: string[], row: string[]) => {
    const files = noFiles();
    await judgeSheet(files, aSheet(file, null, [header, row]));
    return [files.tables.map(({ kind }) => kind), files.warnings.map(({ message }) => message)];
  };
  const row = ["1", "Uno", "Calle 1", "13001", "Cartagena", "", HOURS];
  assertEquals(await read("lugares.csv", PLACE_HEADER, row), [["offices"], [READ_AS_OFFICES]]);
  assertEquals(await read("oficinas.csv", PLACE_HEADER, row), [["offices"], []]);
  assertEquals(await read("puntos.csv", PLACE_HEADER, row), [["deliveryPoints"], []]);
  const [own, withOwn] = [[...PLACE_HEADER, "Domicilio"], [...row, "Sí"]];
  assertEquals(await read("oficinas.csv", own, withOwn), [["deliveryPoints"], []]);
});
