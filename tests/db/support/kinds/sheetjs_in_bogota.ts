import * as sheetJs from "xlsx";
import { HEADER, NIT } from "./kind.ts";

/** Writes a workbook of one voucher of 15/03/2023, as a program of Bogotá does. */
const book = sheetJs.utils.book_new();
const row = [NIT, new Date(2023, 2, 15), "Cheque", "CE-1", 1000.5];
sheetJs.utils.book_append_sheet(book, sheetJs.utils.aoa_to_sheet([HEADER, row]), "Comprobantes");
const bytes = sheetJs.write(book, { type: "buffer", bookType: "xlsx" });
Deno.stdout.writeSync(new Uint8Array(bytes));
