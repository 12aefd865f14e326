import {
  complain,
  readNumberText,
  readRequiredText,
  readText,
  type Row,
  type Table,
} from "./cell.ts";
import { readDane, readNit } from "./rows.ts";
import { readOpeningHours } from "../opening_hours.ts";
import { DEGREES, type Place, type PlaceKind, readDegrees } from "../place.ts";

const HOURS_EXPECTED =
  "no se entiende: escríbalo como “lun-vie 8:00-12:30 13:30-17:00; sáb 8:00-12:00”";

/** A row of Oficinas, Puntos de Entrega or Sedes IPS; null as in `readProviderRow`. */
export function readPlaceRow(kind: PlaceKind, table: Table, row: Row): Place {
  return {
    kind,
    code: readRequiredText(table, row, "code"),
    name: readRequiredText(table, row, "name"),
    address: readRequiredText(table, row, "address"),
    daneCode: readDane(table, row, "daneCode"),
    municipality: readText(table, row, "municipality"),
    department: readText(table, row, "department"),
    phone: readText(table, row, "phone"),
    hours: kind === "sites" ? null : readHours(table, row, "hours"),
    latitude: readDegreesCell(table, row, "latitude"),
    longitude: readDegreesCell(table, row, "longitude"),
    nit: readNumberText(table, row, "nit") === null ? null : readNit(table, row, "nit"),
    manager: readText(table, row, "manager"),
    deliversHome: readYesOrNo(table, row, "deliversHome"),
  };
}

/** The hours as they are written; what cannot be read would send somebody to a closed door. */
function readHours(table: Table, row: Row, key: string): string {
  const text = readRequiredText(table, row, key);
  if (text !== "" && !readOpeningHours(text)) complain(table, row, key, HOURS_EXPECTED);
  return text;
}

function readDegreesCell(table: Table, row: Row, key: keyof typeof DEGREES): number | null {
  const text = readText(table, row, key);
  if (text === null) return null;
  const { min, max } = DEGREES[key];
  return readDegrees(text, key) ??
    complain(table, row, key, `debe estar en grados decimales entre ${min} y ${max}`);
}

function readYesOrNo(table: Table, row: Row, key: string): boolean | null {
  const text = readText(table, row, key)?.toLowerCase().replace("í", "i");
  if (text === undefined) return null;
  return text === "si"
    ? true
    : text === "no"
    ? false
    : complain(table, row, key, "debe ser Sí o No");
}
