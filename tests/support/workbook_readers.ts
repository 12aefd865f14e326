import { assertEquals } from "@std/assert";
import ExcelJS from "exceljs";
import { readXlsx } from "../../lib/xlsx/reader.ts";

/** The values of a sheet below each other: `row column value`, empty cells left out. */
type Cells = Record<string, string[]>;
type Value = string | number;

const PYTHON = "/usr/bin/python3";
const READ_BY_OPENPYXL = `
import datetime, json, sys
try:
    import openpyxl
except ImportError:
    sys.exit(3)
book = openpyxl.load_workbook(sys.argv[1], data_only=True)
plain = lambda value: value.date().isoformat() if isinstance(value, datetime.datetime) else value
print(json.dumps({
    sheet.title: [[cell.row, cell.column, plain(cell.value)]
                  for row in sheet.iter_rows() for cell in row if cell.value is not None]
    for sheet in book.worksheets
}))
`;
const NOT_THERE = 3;
export const SOFFICE_EXISTS = await runs("soffice", "--version");

/**
 * Opens a workbook with exceljs, and asserts that it, our own reader and openpyxl, where it is
 * installed, find the same values in it.
 */
export async function openWorkbook(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  const cells = await readByUs(bytes);
  assertEquals(readTwice(cellsOf(workbook)), readTwice(cells));
  assertEquals(await readByOpenpyxl(bytes) ?? cells, cells);
  return workbook;
}

/** Asserts that LibreOffice, which writes the workbook anew, finds the same values in it. */
export async function assertSoffice(bytes: Uint8Array): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "zona-ser-" });
  try {
    await Deno.writeFile(`${folder}/written.xlsx`, bytes);
    await Deno.mkdir(`${folder}/anew`);
    const args = ["--headless", `-env:UserInstallation=file://${folder}/profile`];
    args.push("--convert-to", "xlsx", "--outdir", `${folder}/anew`, `${folder}/written.xlsx`);
    const { success } = await new Deno.Command("soffice", { args, stdout: "null" }).output();
    assertEquals(success, true, "soffice opens it");
    const anew = await Deno.readFile(`${folder}/anew/written.xlsx`);
    assertEquals(await readByUs(anew), await readByUs(bytes));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** exceljs reads the text `&amp;` as if it were XML once more. */
function readTwice(cells: Cells): Cells {
  const twice = (found: string[]) => found.map((one) => one.replaceAll("&amp;", "&"));
  return Object.fromEntries(Object.entries(cells).map(([name, found]) => [name, twice(found)]));
}

function cellsOf(workbook: ExcelJS.Workbook): Cells {
  const cells: Cells = {};
  for (const sheet of workbook.worksheets) {
    const found: string[] = cells[sheet.name] = [];
    sheet.eachRow((row) =>
      row.eachCell(({ value }, column) => {
        const plain = plainOf(value);
        if (plain !== "") found.push(line(row.number, column, plain));
      })
    );
  }
  return cells;
}

/** A day as ISO, of a formula its stored result; exceljs forgets a result of 0. */
function plainOf(value: ExcelJS.CellValue): Value {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === "number") return value;
  if (value !== null && typeof value === "object" && "formula" in value) {
    return plainOf(value.result ?? 0);
  }
  return unescape(String(value ?? ""));
}

async function readByUs(bytes: Uint8Array): Promise<Cells> {
  const cells: Cells = {};
  for await (const { sheet, rows } of readXlsx(bytes)) {
    const found: string[] = cells[sheet] = [];
    for (const { number, cells: values } of (await Array.fromAsync(rows)).flat()) {
      for (const [index, value] of values.entries()) {
        const plain = value instanceof Date ? value.toISOString().slice(0, 10) : value;
        if (plain !== null && plain !== "") found.push(line(number, index + 1, plain));
      }
    }
  }
  return cells;
}

/** Undefined where openpyxl is not installed. */
async function readByOpenpyxl(bytes: Uint8Array): Promise<Cells | undefined> {
  if (!await runs(PYTHON, "--version")) return undefined;
  const path = await Deno.makeTempFile({ prefix: "zona-ser-", suffix: ".xlsx" });
  try {
    await Deno.writeFile(path, bytes);
    const args = ["-c", READ_BY_OPENPYXL, path];
    const { code, stdout } = await new Deno.Command(PYTHON, { args, stderr: "inherit" }).output();
    if (code === NOT_THERE) return undefined;
    assertEquals(code, 0, "openpyxl opens it");
    const sheets: Record<string, [number, number, Value][]> = JSON.parse(
      new TextDecoder().decode(stdout),
    );
    return Object.fromEntries(
      Object.entries(sheets).map(([name, found]) => [
        name,
        found.map(([row, column, value]) =>
          line(row, column, typeof value === "string" ? unescape(value) : value)
        ),
      ]),
    );
  } finally {
    await Deno.remove(path);
  }
}

/** exceljs and openpyxl leave signs that are written by their number as they stand. */
function unescape(text: string): string {
  return text.replace(/_x([0-9A-F]{4})_/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
}

function line(row: number, column: number, value: unknown): string {
  return `${row} ${column} ${JSON.stringify(value)}`;
}

/** Whether a program is there; asking for one that is not throws before there is a promise. */
async function runs(program: string, argument: string): Promise<boolean> {
  try {
    const command = new Deno.Command(program, { args: [argument], stdout: "null", stderr: "null" });
    return (await command.output()).success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
