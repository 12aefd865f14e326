import { assertEquals } from "@std/assert";
import type { Cell } from "../../../domain/loads/cell.ts";
import { aSheet } from "../../support/files.ts";
import { judge } from "../support/judge.ts";

const HEADER: Cell[] = [
  "Tipo Documento",
  "Número Documento",
  "Número Fórmula",
  "Fecha Fórmula",
  "Pendiente Desde",
  "Medicamento",
  "Cantidad Ordenada",
  "Cantidad Entregada",
];

/** The instants that some cells of Pendiente Desde are read as, ISO in UTC, and what was found. */
async function read(...cells: Cell[]) {
  const rows = cells.map((cell, index): Cell[] => [
    "CC",
    9990000905,
    `F-${index}`,
    "01/12/2025",
    cell,
    "Losartán",
    30,
    0,
  ]);
  const files = await judge(aSheet("m.xlsx", "Hoja1", [HEADER, ...rows]));
  const instants = [...files.medicines.values()].map(({ record }) => record.details.pendingSince);
  return {
    instants: instants.map((ms) => ms === 0 ? "" : new Date(ms).toISOString().slice(0, 16)),
    errors: files.errors.map(({ cell }) => cell),
    warnings: files.warnings.map(({ cell }) => cell),
  };
}

const AT_HALF_PAST_TWO = "2026-12-03T19:30";

Deno.test("a day with its time is read however files write it, in Bogotá's time", async () => {
  const cells: Cell[] = [
    "03/12/2026 14:30",
    "3-12-2026 14:30:59",
    "2026-12-03 14:30",
    "2026-12-03T14:30:00-05:00",
    "2026-12-03T19:30:00Z",
    "03/12/2026 2:30 p. m.",
    "03/12/2026 02:30 PM",
    new Date("2026-12-03T14:30:00Z"),
    new Date("2026-12-03T14:29:44Z"),
    46359.604166666664,
    "46359.604166666664",
  ];
  const { instants, ...found } = await read(...cells);
  assertEquals(instants, cells.map(() => AT_HALF_PAST_TWO));
  assertEquals(found, { errors: [], warnings: [] });
  const night = await read("03/12/2026 12:05 a. m.", "03/12/2026 12:05 pm", "03/12/2026 0:00");
  assertEquals(night.instants, ["2026-12-03T05:05", "2026-12-03T17:05", "2026-12-03T05:00"]);
});

Deno.test("a day alone begins at midnight, which is told once for the column", async () => {
  const { instants, errors, warnings } = await read(
    "03/12/2026",
    new Date("2026-12-03"),
    new Date("2026-12-02T23:59:44Z"),
    46359,
  );
  assertEquals(instants, Array.from({ length: 4 }, () => "2026-12-03T05:00"));
  assertEquals([errors, warnings], [[], ["E2"]]);
});

Deno.test("a time that no clock shows, another day elsewhere and no date at all are errors", async () => {
  const { errors } = await read(
    "03/12/2026 24:00",
    "03/12/2026 14:61",
    "03/12/2026 13:30 pm",
    "03/12/2026 0:30 am",
    "2026-12-03T23:30:00-12:00",
    "31/02/2026 10:00",
    "ayer",
    null,
    true,
  );
  assertEquals(errors, ["E2", "E3", "E4", "E5", "E6", "E7", "E8", "E9", "E10"]);
});
