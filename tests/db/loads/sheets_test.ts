import { assertEquals, assertRejects } from "@std/assert";
import exceljs from "exceljs";
import { type FileSource, readSheets, readUpload } from "../../../db/loads/sheets.ts";
import { judgeSheet } from "../../../domain/loads/load.ts";
import { noFiles } from "../../../domain/loads/files.ts";
import { unreadableSentence } from "../../../domain/loads/unreadable.ts";
import { UnreadableFileError } from "../../../lib/unreadable_file.ts";
import { aZip, rawWorkbook } from "../../lib/support/zips.ts";
import { aVoucher, VOUCHERS_HEADER } from "../../support/files.ts";
import { ROOT, temporaryFolder } from "../support/process.ts";

const CSV = new TextEncoder().encode(`${VOUCHERS_HEADER}\n${aVoucher({ number: "1" })}\n`);
const BAD = new TextEncoder().encode(
  `${VOUCHERS_HEADER}\n${aVoucher({ number: "1", paid: "x" })}\n`,
);

async function judgeUpload(...sources: FileSource[]) {
  const files = noFiles();
  for await (const sheet of readUpload(sources)) await judgeSheet(files, sheet);
  return files;
}

async function aWorkbook(): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet("Enero");
  sheet.addRow(VOUCHERS_HEADER.split(";"));
  sheet.addRow(aVoucher({ number: "1" }).split(";"));
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

Deno.test("files of the disk and files of a browser are read alike", async () => {
  await using folder = await temporaryFolder();
  for (const [name, bytes] of [["a.csv", CSV], ["a.xlsx", await aWorkbook()]] as const) {
    const path = `${folder.path}/${name}`;
    await Deno.writeFile(path, bytes);
    const onDisk = noFiles();
    for await (const sheet of readSheets([path])) await judgeSheet(onDisk, sheet);
    const sent = await judgeUpload({ name, bytes });
    assertEquals([onDisk.rowCount, onDisk.tables], [1, sent.tables]);
    assertEquals(sent.errors, []);
  }
});

Deno.test("U4: the kind of a file is recognised by its bytes, whatever its name", async () => {
  const renamed = await judgeUpload({ name: "libro.csv", bytes: await aWorkbook() }, {
    name: "tabla.xlsx",
    bytes: CSV,
  });
  assertEquals(renamed.tables.map(({ file, sheet }) => [file, sheet]), [
    ["libro.csv", "Enero"],
    ["tabla.xlsx", null],
  ]);
  const table: [name: string, bytes: Uint8Array, message: string][] = [
    [
      "pagos.xlsx",
      new TextEncoder().encode("%PDF-1.7\n%âãÏÓ\n"),
      "es un PDF: pida la tabla y guárdelo como libro de Excel (.xlsx) o CSV UTF-8",
    ],
    [
      "pagos.csv",
      aZip([{ name: "pagos.csv", content: CSV }]),
      "es un archivo comprimido (.zip): ábralo y cargue los archivos que trae",
    ],
  ];
  for (const [name, bytes, message] of table) {
    const error = await assertRejects(() => judgeUpload({ name, bytes }), UnreadableFileError);
    assertEquals([error.file, unreadableSentence(error.fault)], [name, message]);
  }
});

Deno.test("U5: a name that is a path is shown as a name, and leads nowhere", async () => {
  await using folder = await temporaryFolder();
  const { errors, tables } = await judgeUpload(
    { name: "../../x", bytes: BAD },
    { name: `${folder.path}/malo.csv`, bytes: BAD },
    { name: "..\\..\\y.csv\u0000\u001b[2J", bytes: BAD },
    { name: "", bytes: new Uint8Array() },
  );
  assertEquals(errors.map(({ file }) => file), ["x", "malo.csv", "y.csv[2J"]);
  assertEquals(tables.map(({ file }) => file), ["x", "malo.csv", "y.csv[2J"]);
  assertEquals(await Array.fromAsync(Deno.readDir(folder.path)), []);
});

Deno.test("two files of one name are told apart", async () => {
  const twice = { name: "pagos.csv", bytes: BAD };
  const { errors } = await judgeUpload(twice, { ...twice, name: "enero/pagos.csv" }, twice);
  const files = ["pagos.csv", "pagos.csv (2)", "pagos.csv (3)"];
  assertEquals(errors.slice(0, 3).map(({ file }) => file), files);
});

Deno.test("a sheet's name is shown without signs that a terminal would obey", async () => {
  const workbook = new exceljs.Workbook();
  workbook.addWorksheet("Ene\u202ero").addRow(["a", "b"]);
  const { warnings } = await judgeUpload({
    name: "a.xlsx",
    bytes: new Uint8Array(await workbook.xlsx.writeBuffer()),
  });
  assertEquals(warnings.map(({ sheet }) => sheet), ["Enero"]);
});

Deno.test("U3: hostile files open no other file and no connection", async () => {
  await using folder = await temporaryFolder();
  const external = `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>`;
  const row = `<row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row>`;
  const hostile: Record<string, Uint8Array> = {
    "entity.xlsx": rawWorkbook({ rows: row, sheetStart: external }),
    "outside.xlsx": rawWorkbook({
      rows: "",
      sheetTarget: `Target="http://127.0.0.1:9/sheet.xml" TargetMode="External"`,
    }),
    "macro.xlsm": rawWorkbook({ rows: "", more: [{ name: "xl/vbaProject.bin", content: "x" }] }),
    "path.xlsx": rawWorkbook({ rows: "", more: [{ name: "../../../tmp/x", content: "x" }] }),
    "formula.csv": new TextEncoder().encode(`=WEBSERVICE("http://127.0.0.1:9/");b\n`),
  };
  const paths = Object.keys(hostile).map((name) => `${folder.path}/${name}`);
  for (const [index, bytes] of Object.values(hostile).entries()) {
    await Deno.writeFile(paths[index] ?? "", bytes);
  }
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", `--allow-read=${paths.join(",")}`]
      .concat("tests/db/support/read_files.ts", paths),
    cwd: ROOT,
  }).output();
  const told = new TextDecoder().decode(stdout).trim().split("\n");
  assertEquals([code, told.length], [0, paths.length], new TextDecoder().decode(stderr));
  assertEquals(told.slice(1), [
    "no es un libro de Excel (.xlsx) que se pueda leer: ábralo en Excel y guárdelo de nuevo",
    "trae macros: guárdelo como libro de Excel sin macros (.xlsx)",
    "0 filas",
    "0 filas",
  ]);
});

Deno.test("a workbook of more than 200 MB is refused before it is read, and a CSV of more than 2 GB", async () => {
  await using folder = await temporaryFolder();
  const path = `${folder.path}/enorme`;
  const sizes = [["PK\u0003\u0004", 200 * 2 ** 20, "200 MB"], ["NIT", 2 ** 31, "2048 MB"]] as const;
  for (const [start, size, words] of sizes) {
    await Deno.writeTextFile(path, start);
    await Deno.truncate(path, size + 1);
    const reading = () => Array.fromAsync(readSheets([path]));
    const error = await assertRejects(reading, UnreadableFileError);
    const said = `pesa más de ${words}: divídalo`;
    assertEquals([error.file, unreadableSentence(error.fault)], ["enorme", said]);
  }
});
