import type { Cells } from "./cells.ts";
import { readOpeningHours } from "../places/opening_hours.ts";
import { DEGREES, type Place, type PlaceKind, readDegrees } from "../places/place.ts";

const HOURS_EXPECTED =
  "no se entiende: escríbalo como “lun-vie 8:00-12:30 13:30-17:00; sáb 8:00-12:00”";

/** A row of Oficinas, Puntos de Entrega or Sedes IPS. */
export function readPlace(kind: PlaceKind, cells: Cells): Place {
  return {
    kind,
    code: cells.required.text("code"),
    name: cells.required.text("name"),
    address: cells.required.text("address"),
    daneCode: cells.dane("daneCode"),
    municipality: cells.text("municipality"),
    department: cells.text("department"),
    phone: cells.text("phone"),
    hours: kind === "sites" ? null : readHours(cells, "hours"),
    latitude: readDegreesCell(cells, "latitude"),
    longitude: readDegreesCell(cells, "longitude"),
    nit: cells.nit("nit"),
    manager: cells.text("manager"),
    deliversHome: readYesOrNo(cells, "deliversHome"),
  };
}

/** The hours as they are written; what cannot be read would send somebody to a closed door. */
function readHours(cells: Cells, key: string): string {
  const text = cells.required.text(key);
  if (text !== "" && !readOpeningHours(text)) cells.complain(key, HOURS_EXPECTED);
  return text;
}

function readDegreesCell(cells: Cells, key: keyof typeof DEGREES): number | null {
  const text = cells.text(key);
  if (text === null) return null;
  const { min, max } = DEGREES[key];
  return readDegrees(text, key) ??
    cells.complain(key, `debe estar en grados decimales entre ${min} y ${max}`);
}

function readYesOrNo(cells: Cells, key: string): boolean | null {
  const text = cells.text(key)?.toLowerCase().replace("í", "i");
  if (text === undefined) return null;
  return text === "si" ? true : text === "no" ? false : cells.complain(key, "debe ser Sí o No");
}
