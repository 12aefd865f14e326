import { z } from "zod";
import { type FieldError, NOTHING_LOST } from "../../domain/errors.ts";
import { unreadableSentence } from "../../domain/loads/unreadable.ts";
import type { Cents } from "../../domain/money.ts";
import { TOLERANCES } from "../../domain/reconciliation/groups.ts";
import type { ReadSheet } from "../../domain/reconciliation/kept_list.ts";
import {
  type ListColumns,
  listProblem,
  MAX_LIST_LINES,
  MAX_PREFIX,
  type PastedList,
  readPastedList,
  weightProblem,
} from "../../domain/reconciliation/pasted.ts";
import { guessColumns } from "../../domain/reconciliation/columns.ts";
import { joinPasted, splitPasted } from "../../lib/pasted_table.ts";
import { UnreadableFileError } from "../../lib/unreadable_file.ts";
import type { ReceivedFile } from "../../lib/upload/upload.ts";
import { type Ctx, sessionOf } from "../context.ts";
import { MAX_LIST_BYTES } from "../guards/body_limits.ts";
import { type FormWithFiles, takeForm, type UploadRules } from "../input.ts";
import { type ListFile, readListFile } from "./list_file.ts";

const MAX_FILES = 1;
const TOO_HEAVY = "La lista pesa más de 4 MB: crúcela en dos veces.";

const RULES: UploadRules = {
  limits: {
    largest: MAX_LIST_BYTES,
    maxFiles: MAX_FILES,
    largestField: MAX_LIST_BYTES,
    maxMs: 2 * 60 * 1000,
  },
  problems: {
    malformed: ["malformed", `El formulario llegó incompleto. ${NOTHING_LOST}`],
    repeated: ["invalid", "Un valor está repetido."],
    tooLarge: ["tooLarge", `${TOO_HEAVY} ${NOTHING_LOST}`],
    tooMany: ["invalid", `Escoja un solo archivo. ${NOTHING_LOST}`],
    tooSlow: ["malformed", `El envío tardó más de dos minutos. ${NOTHING_LOST}`],
  },
};

/** What the form of a list sends beside a file. */
const LIST_FORM = z.object({
  csrf: z.string().max(300).default(""),
  lista: z.string().default(""),
});
export type ListForm = z.infer<typeof LIST_FORM>;

const choice = z.string().max(10).optional();

/** What the address of a cruce says; where nothing of it was chosen yet, the columns are asked for. */
export const CHOICES = z.object({
  columna: choice,
  valor: choice,
  tolerancia: choice,
  prefijo: z.string().max(MAX_PREFIX).default(""),
});
export type Choices = z.infer<typeof CHOICES>;

/** Takes the form of a list, one at a time for each person. */
export async function takeListForm(
  c: Ctx,
  answer: (form: ListForm, file: ReceivedFile | undefined) => Promise<Response>,
  drawAgain: (c: Ctx) => Promise<Response>,
): Promise<Response> {
  const { lists } = c.get("services").queues;
  const form: FormWithFiles<typeof LIST_FORM> = {
    rules: RULES,
    schema: LIST_FORM,
    fileField: "archivo",
    takeTurn: (work) => lists.run(sessionOf(c).userId, work),
    drawAgain,
  };
  return await takeForm(c, form, (typed, [file]) => answer(typed, file));
}

/** The text of a list that can be read, and the sheet of a workbook that it is of. */
export type TakenList = { text: string; sheet?: ReadSheet };

/** Reads the list that was pasted, or the file where one was chosen; errors belong to a field. */
export async function takeList(
  { lista }: ListForm,
  file: ReceivedFile | undefined,
): Promise<TakenList | FieldError> {
  const field = file ? "archivo" : "lista";
  try {
    const { lines, sheet }: ListFile = file
      ? await readListFile(file.bytes)
      : { lines: splitPasted(lista, MAX_LIST_LINES + 1) };
    const text = file ? joinPasted(lines) : lista;
    const message = listProblem(readPastedList(lines), lines.length) ?? weightProblem(text);
    return message === undefined ? { text, ...(sheet && { sheet }) } : { field, message };
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    return { field, message: `El archivo ${unreadableSentence(error.fault)}.` };
  }
}

/** Reads a list that was kept. */
export function readKept(text: string): PastedList {
  return readPastedList(splitPasted(text, MAX_LIST_LINES + 1));
}

/**
 * The columns and the tolerance that were chosen; where none were, those that the list suggests.
 */
export function readChoices(
  { columna, valor, tolerancia, prefijo }: Choices,
  list: PastedList,
): { columns: ListColumns; tolerance: Cents; prefix: string } {
  const guessed = guessColumns(list);
  const number = columnOf(columna, list);
  const columns = number === undefined ? guessed : { number, amount: columnOf(valor, list) };
  const tolerance = TOLERANCES.find((cents) => String(cents) === tolerancia) ?? 0;
  return { columns, tolerance, prefix: prefijo.trim() };
}

function columnOf(typed: string | undefined, { width }: PastedList): number | undefined {
  const index = /^\d{1,2}$/.test(typed ?? "") ? Number(typed) : undefined;
  return index !== undefined && index < width ? index : undefined;
}
