import type { DemoFile } from "./files.ts";

/*
 * Invented offices and delivery points in municipalities of the Caribbean coast, with and without
 * coordinates, telephone and home delivery.
 */

const HEADER = "Código|Nombre|Dirección|Código DANE|Municipio|Teléfono|Horario|Latitud|Longitud";
const OFFICE_HOURS = "lun-vie 8:00-12:30 13:30-17:00";
const POINT_HOURS = "lun-vie 7:00-18:00; sáb 7:00-13:00";

const OFFICES = [
  `OF-01|Oficina Cartagena|Avenida Demostración 10-20|13001|Cartagena|605 555 0101|${OFFICE_HOURS}|10.4000|-75.5000`,
  `OF-02|Oficina Magangué|Calle Ejemplo 4-15|13430|Magangué|605 555 0102|${OFFICE_HOURS}|9.2400|-74.7500`,
  `OF-03|Oficina Montería|Carrera Ejemplo 6-31|23001|Montería|604 555 0103|${OFFICE_HOURS}||`,
  `OF-04|Oficina Barranquilla|Calle Demostración 50-22|08001|Barranquilla|605 555 0104|${OFFICE_HOURS}|10.9800|-74.8000`,
  `OF-05|Oficina Sincelejo|Carrera Ejemplo 20-11|70001|Sincelejo||${OFFICE_HOURS}||`,
];

const POINTS = [
  `PE-01|Punto Bocagrande|Carrera Ejemplo 3-40|13001|Cartagena|605 555 0201|${POINT_HOURS}|10.4050|-75.5500|Gestor de Ejemplo|Sí`,
  `PE-02|Punto Los Alpes|Calle Ejemplo 31-70|13001|Cartagena|605 555 0202|lun-dom 6:00-22:00|10.3950|-75.4800|Gestor de Ejemplo|No`,
  `PE-03|Punto Turbaco|Plaza de Ejemplo 2|13836|Turbaco||${OFFICE_HOURS}|||Gestor de Ejemplo|No`,
  `PE-04|Punto Montería Centro|Calle Ejemplo 29-8|23001|Montería|604 555 0204|${POINT_HOURS}|8.7500|-75.8800|Gestor de Ejemplo|Sí`,
  `PE-05|Punto Lorica|Calle Ejemplo 2-17|23417|Lorica|604 555 0205|${OFFICE_HOURS}||||`,
  `PE-06|Punto Soledad|Calle Ejemplo 18-30|08758|Soledad|605 555 0206|${POINT_HOURS}|10.9200|-74.7700|Gestor de Ejemplo|Sí`,
];

/** Oficinas and Puntos de Entrega as a file brings them; `|` divides cells, hours have semicolons. */
export const DEMO_PLACE_FILES: DemoFile[] = [
  { file: "oficinas.csv", rows: rowsOf([HEADER, ...OFFICES]) },
  { file: "puntos-de-entrega.csv", rows: rowsOf([`${HEADER}|Gestor|Domicilio`, ...POINTS]) },
];

function rowsOf(lines: string[]): string[][] {
  return lines.map((line) => line.split("|"));
}
