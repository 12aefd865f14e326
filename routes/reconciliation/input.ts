import { z } from "zod";
import type { FieldError } from "../../domain/errors.ts";
import { unreadableSentence } from "../../domain/loads/unreadable.ts";
import type { Cents } from "../../domain/money.ts";
import { formatCount } from "../../domain/thousands.ts";
import { TOLERANCES } from "../../domain/reconciliation/groups.ts";
import {
  guessColumns,
  type ListColumns,
  MAX_LIST_ROWS,
  type PastedList,
  readPastedList,
} from "../../domain/reconciliation/pasted.ts";
import { joinPasted, splitPasted } from "../../lib/pasted_table.ts";
import { UnreadableFileError } from "../../lib/unreadable_file.ts";
import { readListFile } from "./list_file.ts";

const choice = z.string().max(10).optional();

/** What the two forms of a cruce send; the body's limit bounds the list. */
export const CRUCE_FORM = z.object({
  csrf: z.string().max(300).optional(),
  paso: z.enum(["lista", "cruce"]).optional(),
  lista: z.string().optional(),
  archivo: z.file().optional(),
  columna: choice,
  valor: choice,
  tolerancia: choice,
});
export type CruceForm = z.infer<typeof CRUCE_FORM>;

/** A list that was read, and its text for the next step. */
export type ReadList = { list: PastedList; text: string };

/** Reads the list that was pasted, or the file where one was chosen; what is wrong beside its field. */
export async function takeList({ lista = "", archivo }: CruceForm): Promise<ReadList | FieldError> {
  const field = archivo && archivo.size > 0 ? "archivo" : "lista";
  try {
    const lines = field === "lista" ? splitPasted(lista) : await linesOf(archivo);
    const list = readPastedList(lines);
    const message = listProblem(list);
    if (message !== undefined) return { field, message };
    return { list, text: field === "lista" ? lista : joinPasted(lines) };
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    return { field, message: `El archivo ${unreadableSentence(error.fault)}.` };
  }
}

/** The columns and the tolerance that were chosen; where none was, what the list looks like. */
export function readChoices(
  { columna, valor, tolerancia }: CruceForm,
  list: PastedList,
): { columns: ListColumns; tolerance: Cents } {
  const guessed = guessColumns(list);
  const number = columnOf(columna, list);
  const columns = number === undefined ? guessed : { number, amount: columnOf(valor, list) };
  const tolerance = TOLERANCES.find((cents) => String(cents) === tolerancia) ?? 0;
  return { columns, tolerance };
}

async function linesOf(file: File | undefined): Promise<string[][]> {
  return file ? await readListFile(await file.bytes()) : [];
}

function listProblem({ rows }: PastedList): string | undefined {
  if (rows.length === 0) return "Pegue su lista, o escoja un archivo que la traiga.";
  if (rows.length <= MAX_LIST_ROWS) return undefined;
  return `La lista tiene más de ${formatCount(MAX_LIST_ROWS)} filas: crúcela en dos veces.`;
}

function columnOf(typed: string | undefined, { width }: PastedList): number | undefined {
  const index = /^\d{1,2}$/.test(typed ?? "") ? Number(typed) : undefined;
  return index !== undefined && index < width ? index : undefined;
}
