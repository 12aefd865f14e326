import { assertEquals } from "@std/assert";
import { readProposal, type TypedProposal } from "../../../domain/inquiries/proposal.ts";
import { assertQuick } from "../../lib/support/duration.ts";

const AVAILABLE = 100_000_00;

function read({ pasted = "", rows = [] }: Partial<TypedProposal>, available = AVAILABLE) {
  return readProposal({ pasted, rows }, available);
}

function linesOf(typed: Partial<TypedProposal>) {
  const reading = read(typed);
  return "lines" in reading
    ? reading.lines.map(({ invoiceNumber, amount }) => [invoiceNumber, amount])
    : reading.errors;
}

function errorsOf(typed: Partial<TypedProposal>, available?: number) {
  const reading = read(typed, available);
  return "errors" in reading ? reading.errors.map(({ field, message }) => [field, message]) : [];
}

Deno.test("plain rows and pasted rows are read together, in every notation of a spreadsheet", () => {
  const rows = [{ invoice: " FEV-1 ", amount: "1.000,50" }, { invoice: "", amount: "" }];
  const pasted = "Factura\tValor\nFEV 2\t$ 2.000,00\r\nFEV-3;3000\nFEV-4  $ 4.000,00\n\n";
  assertEquals(linesOf({ rows, pasted }), [
    ["FEV-1", 1000_50],
    ["FEV 2", 2000_00],
    ["FEV-3", 3000_00],
    ["FEV-4", 4000_00],
  ]);
});

Deno.test("an amount that reads two ways is settled by another one, or asked for again", () => {
  const rows = [{ invoice: "FEV-1", amount: "1.234" }];
  assertEquals(errorsOf({ rows }), [[
    "valor1",
    "El valor 1.234 se puede leer de dos maneras: escríbalo como 1.234,00.",
  ]]);
  const more = [...rows, { invoice: "FEV-2", amount: "10,50" }];
  assertEquals(linesOf({ rows: more }), [["FEV-1", 1234_00], ["FEV-2", 10_50]]);
});

Deno.test("each mistake stands beside its field, and those of a paste the number of their row", () => {
  const rows = [
    { invoice: "FEV-1", amount: "" },
    { invoice: "", amount: "5,00" },
    { invoice: "FEV-3", amount: "-5,00" },
  ];
  assertEquals(errorsOf({ rows, pasted: "Factura\tValor\nFEV-4\tmil\n\nFEV-5\nfev 3\t1,00" }), [
    ["valor1", "Escriba el valor que se aplica."],
    ["factura2", "Escriba el número de la factura."],
    ["valor3", "El valor debe ser mayor que cero."],
    [
      "pegado",
      "Fila 2: El valor mil no es un número: escríbalo como 1234567,50. Fila 4: Escriba el valor que se aplica. Fila 5: La factura fev 3 está dos veces.",
    ],
  ]);
});

Deno.test("of a long paste the first five mistakes are told, and how many more there are", () => {
  const pasted = Array.from({ length: 8 }, (_, index) => `FEV-${index}`).join("\n");
  const [[, message = ""] = []] = errorsOf({ pasted });
  assertEquals(message.split("Escriba el valor").length - 1, 5);
  assertEquals(message.endsWith("Y 3 filas más."), true);
});

Deno.test("an invoice stands once, in whichever spelling", () => {
  const rows = [{ invoice: "FEV-001", amount: "1,00" }, { invoice: "fev 1", amount: "2,00" }];
  assertEquals(errorsOf({ rows }), [["factura2", "La factura fev 1 está dos veces."]]);
});

Deno.test("the sum is not over the money, to the centavo", () => {
  const rows = [{ invoice: "FEV-1", amount: "99.999,99" }, { invoice: "FEV-2", amount: "0,01" }];
  assertEquals(errorsOf({ rows }), []);
  assertEquals(errorsOf({ rows }, AVAILABLE - 1), [[
    "valor1",
    "Las facturas suman $\u00a0100.000,00 y quedan $\u00a099.999,99 por aplicar.",
  ]]);
});

Deno.test("nothing at all and more than two hundred invoices are no proposal", () => {
  assertEquals(errorsOf({}), [["factura1", "Escriba al menos una factura y su valor."]]);
  const pasted = Array.from({ length: 201 }, (_, index) => `F${index}\t1,00`).join("\n");
  assertEquals(errorsOf({ pasted }), [["pegado", "Proponga a lo sumo 200 facturas de una vez."]]);
});

Deno.test("a hostile paste costs no time", async () => {
  const pasted = `${" ".repeat(25_000)}1${"\t;".repeat(12_000)}x`;
  await assertQuick(500, () => errorsOf({ pasted }));
});
