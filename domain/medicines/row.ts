import { readDocument } from "../affiliates/row.ts";
import { type Cells, judged } from "../affiliates/cells.ts";
import { dateInBogota } from "../dates.ts";
import {
  type LoadedMedicine,
  medicineCode,
  type MedicineDetails,
  readFormulaNumber,
} from "./pending.ts";

/** A row of Medicamentos Pendientes; its code is empty where it cannot be said whose or which it is. */
export function readPendingMedicine(cells: Cells): LoadedMedicine {
  const document = readDocument(cells);
  const state = judged(cells, "isAnnulled", cells.text, readState, NOT_A_STATE);
  const isAnnulled = state === "anulado";
  const details = { ...document, ...readFormula(cells), ...readMedicine(cells), isAnnulled };
  judgeDelivery(cells, details, state);
  return { code: codeOf(details), details };
}

function readFormula(cells: Cells) {
  const formulaOn = cells.required.date("formulaOn");
  const pendingSince = cells.instant("pendingSince");
  const formulaNumber =
    judged(cells, "formulaNumber", cells.required.text, readFormulaNumber, NOT_A_FORMULA) ?? "";
  if (formulaOn && pendingSince && dateInBogota(pendingSince) < formulaOn) {
    cells.complain("pendingSince", "es anterior a la fecha de la fórmula");
  }
  return { formulaNumber, formulaOn, pendingSince };
}

function readMedicine(cells: Cells) {
  return {
    cumCode: judged(cells, "cumCode", cells.number, readCum, NOT_A_CUM),
    medicine: cells.required.text("medicine"),
    presentation: cells.text("presentation"),
    orderedQuantity: readQuantity(cells, "orderedQuantity", 1),
    deliveredQuantity: readQuantity(cells, "deliveredQuantity", 0),
    pointCode: cells.text("pointCode"),
    deliveredOn: cells.date("deliveredOn"),
  };
}

/** What the state and the day of delivery say must be what the quantities say. */
function judgeDelivery(cells: Cells, details: MedicineDetails, state: State | null): void {
  const { orderedQuantity: ordered, deliveredQuantity: delivered, deliveredOn } = details;
  if (delivered > ordered) {
    cells.complain("deliveredQuantity", `es más que la ordenada, ${ordered}`);
  }
  if (state === "entregado" && delivered < ordered) {
    cells.complain("isAnnulled", "dice Entregado y falta cantidad por entregar");
  }
  if (state === "pendiente" && delivered === ordered) {
    cells.complain("isAnnulled", "dice Pendiente y se entregó toda la cantidad");
  }
  if (deliveredOn && deliveredOn < details.formulaOn) {
    cells.complain("deliveredOn", "es anterior a la fecha de la fórmula");
  }
}

function codeOf({ documentType, documentNumber, formulaNumber, ...details }: MedicineDetails) {
  const { cumCode, medicine } = details;
  if (!documentType || !documentNumber || !formulaNumber || !medicine) return "";
  const name = cumCode ?? medicine.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  return medicineCode(`${documentType} ${documentNumber}`, formulaNumber, name);
}

/** A whole number of units; NaN where it is missing or has an error, which is noted. */
function readQuantity(cells: Cells, key: string, min: number): number {
  const read = (text: string) => /^\d{1,6}$/.test(text) && Number(text) >= min ? text : undefined;
  const expected = `debe ser un número entero desde ${min}, sin puntos ni decimales`;
  return Number(judged(cells, key, cells.required.number, read, expected) ?? NaN);
}

const NOT_A_FORMULA = "debe tener hasta 40 letras, cifras, espacios, puntos, guiones o /";
const NOT_A_CUM = "debe ser un código CUM, como 19935311-2";
const NOT_A_STATE = "debe ser Pendiente, Entregado o Anulado";

function readCum(text: string): string | undefined {
  return /^\d{1,10}(?:-\d{1,4})?$/.test(text) ? text : undefined;
}

const STATES = ["pendiente", "entregado", "anulado"] as const;
type State = typeof STATES[number];

function readState(text: string): State | undefined {
  return STATES.find((state) => state === text.toLowerCase());
}
