import { z } from "zod";
import { type FieldError, NOTHING_LOST } from "../../domain/errors.ts";
import { unreadableSentence } from "../../domain/loads/unreadable.ts";
import type { Cents } from "../../domain/money.ts";
import { TOLERANCES } from "../../domain/reconciliation/groups.ts";
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
import { type ListFile, readListFile, type ReadSheet } from "./list_file.ts";

const choice = z.string().max(10).optional();

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

/** What the two forms of a cruce send beside a file. */
const CRUCE_FORM = z.object({
  csrf: z.string().max(300).optional(),
  paso: z.enum(["lista", "cruce"]).optional(),
  lista: z.string().default(""),
  columna: choice,
  valor: choice,
  tolerancia: choice,
  corte: z.string().max(20).default(""),
  prefijo: z.string().max(MAX_PREFIX).default(""),
});
export type CruceForm = z.infer<typeof CRUCE_FORM>;

/** Takes a form of a cruce, one at a time for each person. */
export async function takeCruce(
  c: Ctx,
  answer: (form: CruceForm, file: ReceivedFile | undefined) => Promise<Response>,
  drawAgain: (c: Ctx) => Promise<Response>,
): Promise<Response> {
  const { lists } = c.get("services").queues;
  const form: FormWithFiles<typeof CRUCE_FORM> = {
    rules: RULES,
    schema: CRUCE_FORM,
    fileField: "archivo",
    takeTurn: (work) => lists.run(sessionOf(c).userId, work),
    drawAgain,
  };
  return await takeForm(c, form, (typed, [file]) => answer(typed, file));
}

/** A list that was read, and its text for the next step. */
export type ReadList = { list: PastedList; text: string; sheet?: ReadSheet };

/** Reads the list that was pasted, or the file where one was chosen; errors belong to a field. */
export async function takeList(
  { lista }: CruceForm,
  file: ReceivedFile | undefined,
): Promise<ReadList | FieldError> {
  const field = file ? "archivo" : "lista";
  try {
    const { lines, sheet }: ListFile = file
      ? await readListFile(file.bytes)
      : { lines: splitPasted(lista, MAX_LIST_LINES + 1) };
    const list = readPastedList(lines);
    const text = file ? joinPasted(lines) : lista;
    const message = listProblem(list, lines.length) ?? weightProblem(text);
    return message === undefined ? { list, text, ...(sheet && { sheet }) } : { field, message };
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    return { field, message: `El archivo ${unreadableSentence(error.fault)}.` };
  }
}

/**
 * The columns and the tolerance that were chosen; where none were, those that the list suggests.
 */
export function readChoices(
  { columna, valor, tolerancia, prefijo }: CruceForm,
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
