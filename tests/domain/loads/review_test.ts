import { assertEquals } from "@std/assert";
import {
  describeBrought,
  findingsIn,
  readControlTotal,
  refusalWords,
} from "../../../domain/loads/review.ts";
import {
  emptyReport,
  type Finding,
  type LoadReport,
  summarize,
  wholeFinding,
} from "../../../domain/loads/report.ts";
import { takePage } from "../../../domain/paging.ts";

const at = (cell: string, file = "comprobantes.csv"): Finding => ({
  ...wholeFinding("no existe", file),
  cell,
});

Deno.test("a refusal counts cells, and the rows that are right", () => {
  assertEquals(refusalWords([at("C14")], 2), {
    title: "No se guardó nada: corrija 1 celda y vuelva a cargar",
    detail: "La otra fila está bien. Corrija sus archivos y cárguelos otra vez completos.",
  });
  const four = [at("C14"), at("D14"), at("A27"), at("C14", "facturas.csv")];
  assertEquals(refusalWords(four, 6486), {
    title: "No se guardó nada: corrija 4 celdas y vuelva a cargar",
    detail:
      "Las otras 6.483 filas están bien. Corrija sus archivos y cárguelos otra vez completos.",
  });
  assertEquals(refusalWords([at("C2")], 1).detail, "");
});

Deno.test("a refusal of a whole file, or of the load, says its reason", () => {
  const error = wholeFinding("no es un libro de Excel", "pagos.xlsx");
  assertEquals(refusalWords([error], 0), {
    title: "No se guardó nada",
    detail: "pagos.xlsx: no es un libro de Excel.",
  });
  const more = refusalWords([at("C2"), wholeFinding("hay 7 más por corregir")], 9000);
  assertEquals(more.detail, "Hay 7 más por corregir.");
});

Deno.test("findings are counted by their table", () => {
  const findings = [at("C14"), at("B2", "facturas.csv"), { ...at("A1"), sheet: "Hoja 1" }];
  assertEquals(findingsIn(findings, { file: "comprobantes.csv", sheet: null }), 1);
  assertEquals(findingsIn(findings, { file: "comprobantes.csv", sheet: "Hoja 1" }), 1);
});

Deno.test("U14: a control total is read as people write it, to the centavo", () => {
  const cases: [string, number | string][] = [
    ["1.406.293.616.620,00", 140_629_361_662_000],
    ["1406293616620", 140_629_361_662_000],
    ["$ 1.234,5", 123_450],
    ["1.234", 123_400],
    ["", "Escriba el total de control."],
    ["mil", "Escriba el total como 1.234.567,50."],
    ["1,234", "Escriba el total como 1.234.567,50."],
  ];
  for (const [typed, expected] of cases) {
    const reading = readControlTotal(typed);
    assertEquals("cents" in reading ? reading.cents : reading.problem, expected, typed);
  }
});

Deno.test("a page of a list; behind the last one comes the last one again", () => {
  const list = Array.from({ length: 43 }, (_, index) => index);
  assertEquals(takePage(list, 3), { items: [42], total: 43, page: 3 });
  assertEquals(takePage(list, 9).page, 3);
  assertEquals(takePage([], 1), { items: [], total: 0, page: 1 });
});

const NOTHING = emptyReport({ id: "1", number: null }, "waiting");
const brings = (some: Partial<LoadReport>) => summarize({ ...NOTHING, ...some });
const counts = (fresh: number, changed: number) => ({ new: fresh, changed, unchanged: 3 });

Deno.test("what a load brings is said of payments, providers and records alike", () => {
  const cases: [Partial<LoadReport>, string][] = [
    [{}, "Nada nuevo"],
    [{ offices: counts(0, 0) }, "Nada nuevo"],
    [{ offices: counts(5, 0) }, "Oficinas: 5 nuevos"],
    [{ offices: counts(1, 2) }, "Oficinas: 1 nuevo y 2 cambian"],
    [
      { sites: counts(0, 1), affiliates: counts(2000, 0) },
      "Sedes IPS: 1 cambia, Afiliados: 2.000 nuevos",
    ],
    [{ vouchers: counts(1, 0), offices: counts(5, 0) }, "1 comprobante nuevo, Oficinas: 5 nuevos"],
    [
      { vouchers: counts(2, 1), providers: counts(1, 0) },
      "2 comprobantes nuevos, 1 corregido, 1 prestador nuevo",
    ],
    [{ settlements: counts(0, 4) }, "4 cambios"],
  ];
  for (const [some, expected] of cases) assertEquals(describeBrought(brings(some)), expected);
});
