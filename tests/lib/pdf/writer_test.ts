import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { PdfBlock, PdfPlan } from "../../../lib/pdf/plan.ts";
import { createPdfWriter } from "../../../lib/pdf/writer.ts";
import { readPdf } from "../../support/papers/pdf.ts";

const writePdf = createPdfWriter();
const SQUARE = { size: 10, path: "M1 1h8v8h-8z" };
const BLOCKS: PdfBlock[] = [
  { kind: "heading", level: 1, text: "Un título" },
  { kind: "paragraph", text: "María Ñandú vive en Łódź" },
  { kind: "facts", facts: [["Nombre", "Zoë"]] },
  { kind: "heading", level: 2, text: "Una tabla" },
  {
    kind: "table",
    columns: [{ header: "Concepto", weight: 2 }, { header: "Valor", align: "right" }],
    rows: [["Servicios", "$ 1.000"]],
    total: ["Total", "$ 1.000"],
  },
  {
    kind: "picture",
    drawing: SQUARE,
    alternative: "Un cuadrado",
    beside: [{ kind: "paragraph", text: "Al lado" }],
  },
];

Deno.test("a document says its title, language and instant, and is Letter", async () => {
  const { facts, isTagged, sizes } = await readPdf(await writePdf(aPlan(BLOCKS)));
  assertEquals(facts.get("Title"), "Prueba");
  assertEquals(facts.get("Author"), "Una EPS");
  assertEquals(facts.get("Language"), "es-CO");
  assertEquals(facts.get("CreationDate"), "D:20260305150000Z");
  assert(isTagged);
  assertEquals(sizes, [[0, 0, 612, 792]]);
});

Deno.test("headings, paragraphs, tables with header cells and pictures are told as what they are", async () => {
  const { roles, alternatives, text } = await readPdf(await writePdf(aPlan(BLOCKS)));
  const [root, document, ...others] = roles;
  assertEquals([root, document], ["Root", "Document"]);
  assertEquals(others, [
    ...["H1", "P"],
    ...["Table", "TR", "TH", "TD"],
    ...["H2", "Table", "TR", "TH", "TH", "TR", "TD", "TD", "TR", "TD", "TD"],
    ...["Figure", "P"],
  ]);
  assertEquals(alternatives, ["Un cuadrado"]);
  for (const told of ["María Ñandú vive en Łódź", "Zoë", "$ 1.000", "Al lado", "1/1"]) {
    assertStringIncludes(text, told);
  }
});

Deno.test("the same plan gives the same bytes, another instant others", async () => {
  const plan = aPlan(BLOCKS);
  const first = await writePdf(plan);
  assertEquals(await writePdf(plan), first);
  const later = await writePdf({ ...plan, createdAt: plan.createdAt + 1000 });
  assert(later.some((byte, index) => byte !== first[index]));
});

Deno.test("a character that the font lacks is a visible sign wherever it stands, never nothing", async () => {
  const name = "Li\u4e2dA";
  const { text } = await readPdf(
    await writePdf(aPlan([
      { kind: "heading", level: 1, text: name },
      { kind: "paragraph", text: name },
      { kind: "facts", facts: [[name, name]] },
      { kind: "table", columns: [{ header: name }], rows: [[name]], total: [name] },
      {
        kind: "picture",
        drawing: SQUARE,
        alternative: "x",
        beside: [{ kind: "paragraph", text: name }],
      },
    ])),
  );
  assertEquals(text.match(/Li\ufffdA/g)?.length, 8);
});

Deno.test("what would hide or turn round a name is shown as a sign", async () => {
  const text = await textOf("Ana\u202eanA Rosa\u0000 Eva\u200b🫠");
  assertStringIncludes(text, "Ana\ufffdanA Rosa\ufffd Eva\ufffd\ufffd");
});

Deno.test("accents are read whether they stand alone or not", async () => {
  assertStringIncludes(await textOf("Pen\u0303a Jose\u0301"), "Peña José");
});

Deno.test("a title with the signs of XML leaves the document readable", async () => {
  const plan = { ...aPlan(BLOCKS), title: "A & B <c>", author: "X & Y" };
  const { facts } = await readPdf(await writePdf(plan));
  assertEquals(facts.get("Author"), "X   Y");
});

Deno.test("what is longer than a page goes on, with each row whole and the foot of each page counted", async () => {
  const rows = Array.from({ length: 90 }, (_, row) => [`Fila ${row}`, `${row}`]);
  const { text, sizes } = await readPdf(
    await writePdf(aPlan([
      { kind: "table", columns: [{ header: "A" }, { header: "B", align: "right" }], rows },
      ...Array.from({ length: 60 }, (): PdfBlock => ({ kind: "paragraph", text: "Un párrafo." })),
    ])),
  );
  for (const [row] of rows) assertStringIncludes(text, row ?? "");
  assert(sizes.length > 3);
  assertStringIncludes(text, `${sizes.length}/${sizes.length}`);
});

Deno.test("a table that goes over pages shows its header on each, and is told it once", async () => {
  const columns = [{ header: "Concepto", weight: 2 }, { header: "Valor" }];
  const rows = Array.from({ length: 90 }, (_, row) => [`Fila ${row}`, `${row}`]);
  const after: PdfBlock = { kind: "paragraph", text: "Después" };
  const { pages, artifacts, roles, text } = await readPdf(
    await writePdf(aPlan([{ kind: "table", columns, rows, total: ["Total", "90"] }, after])),
  );
  assert(pages.length > 2);
  for (const page of pages) assertMatch(page, /^\s*Concepto\s+Valor\s+Fila/);
  const [first = "", ...others] = artifacts;
  assert(!first.includes("Concepto"));
  for (const one of others) assertMatch(one, /^\s*Concepto\s+Valor\s+\d\/\d/);
  // The reader tells a whole table with each of its pages.
  assertEquals(roles.filter((role) => role === "TH").length, columns.length * pages.length);
  for (const [row] of rows) assertStringIncludes(text, row ?? "");
});

Deno.test("no header of a table stands alone at the foot of a page", async () => {
  const table: PdfBlock = { kind: "table", columns: [{ header: "Concepto" }], rows: [["Fila"]] };
  for (let lines = 20; lines < 40; lines++) {
    const before = Array.from(
      { length: lines },
      (): PdfBlock => ({ kind: "paragraph", text: "x" }),
    );
    const { text } = await readPdf(await writePdf(aPlan([...before, table])));
    assertEquals(text.match(/Concepto/g)?.length, 1, `after ${lines} lines`);
  }
});

function aPlan(blocks: PdfBlock[]): PdfPlan {
  return {
    title: "Prueba",
    author: "Una EPS",
    language: "es-CO",
    createdAt: Date.parse("2026-03-05T15:00:00Z"),
    footer: (page, pages) => `${page}/${pages}`,
    blocks,
  };
}

async function textOf(text: string): Promise<string> {
  return (await readPdf(await writePdf(aPlan([{ kind: "paragraph", text }])))).text;
}
