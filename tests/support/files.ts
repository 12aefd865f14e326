import type { Sheet } from "../../domain/loads/files.ts";
import type { Cell } from "../../domain/loads/cell.ts";
import type { LoadReport } from "../../domain/loads/report.ts";
import type { Db } from "../../db/client.ts";
import { loadFiles } from "../../db/loads/files.ts";

/** A payment file as text, one line a row, cells between semicolons. */
export function aFile(file: string, ...lines: string[]): Sheet {
  return aSheet(file, null, lines.map((line) => line.split(";")));
}

export function aSheet(file: string, sheet: string | null, rows: Cell[][]): Sheet {
  return { file, sheet, rows: numbered(rows) };
}

async function* numbered(rows: Cell[][]) {
  yield rows.map((cells, index) => ({ cells, number: index + 1 }));
}

/** Loads files as `deno task load` does; the clock stands still. */
export async function load(
  db: Db,
  files: Sheet[],
  { dryRun = false, nowMs = Date.parse("2026-04-01T15:00:00Z") } = {},
): Promise<LoadReport> {
  return await loadFiles(db, each(files), { source: "prueba", dryRun, now: () => nowMs });
}

async function* each(files: Sheet[]) {
  yield* files;
}

export const PROVIDERS_HEADER =
  "NIT;Razón Social;Cédula Representante Legal;Representante Legal;Correo";
export const VOUCHERS_HEADER =
  "NIT;Fecha de Pago;Nombre del Banco;Tipo de Cuenta;Número de Cuenta;" +
  "Forma de Pago;N° Documento;Valor Pago;Valor Pendiente por Aplicar;" +
  "Valor Pendiente por Aplicar Anticipo;Estado";
export const SETTLEMENTS_HEADER = "NIT;N° Comprobante de Pago / Anticipo;Tipo Documento;" +
  "Número de Factura;Valor Factura;Valor Neto;Valor Pagado;Descuento Financiero;Saldo;Embargos";

/** Clínica A, with an address; Hospital B, with an address; Laboratorio C, without one. */
export const A = "900356158";
export const B = "900555444";
export const C = "900777111";

export const PROVIDERS = () =>
  aFile(
    "prestadores.csv",
    PROVIDERS_HEADER,
    `${A};Clínica A S.A.S.;1067845210;Marta Negrete;pagos@clinica-a.example`,
    `${B};Hospital B E.S.E.;73123456;Luis Ospino;cartera@hospital-b.example`,
    `${C};Laboratorio C Ltda.;32654987;Carmen Barrios;`,
  );

export type VoucherWish = {
  nit?: string;
  paidOn?: string;
  method?: string;
  number: string;
  paid?: string;
  unapplied?: string;
  advance?: string;
  state?: string;
};

/** A row of Comprobantes. */
export function aVoucher(wish: VoucherWish): string {
  const { nit = A, paidOn = "15/03/2026", method = "Transferencia", number, paid = "1000,00" } =
    wish;
  const { unapplied = "0,00", advance = "0,00", state = "Vigente" } = wish;
  return [nit, paidOn, "Bancolombia", "Corriente", "23045678912", method, number, paid, unapplied]
    .concat(advance, state).join(";");
}

/** Comprobantes without the column Estado. */
export function aStatelessFile(...wishes: VoucherWish[]): Sheet {
  return aFile("comprobantes.csv", ...[VOUCHERS_HEADER, ...wishes.map(aVoucher)].map(withoutState));
}

/** A line of Comprobantes without its last column. */
export function withoutState(line: string): string {
  return line.slice(0, line.lastIndexOf(";"));
}

/** A row of Facturas; `paid` is its Valor Factura, Valor Neto and Valor Pagado. */
export function aSettlement(voucher: string, invoice: string, paid: string, nit = A): string {
  return [nit, voucher, "Factura", invoice, paid, paid, paid, "0,00", "0,00", "0,00"].join(";");
}

export const PLACE_HEADER = [
  "Código",
  "Nombre",
  "Dirección",
  "Código DANE",
  "Municipio",
  "Teléfono",
  "Horario",
];
const DEGREES = ["Latitud", "Longitud"];
export const HOURS = "lun-vie 8:00-12:30 13:30-17:00; sáb 8:00-12:00";

/** An office and points in two departments, with and without what a file may leave out. */
export function somePlaces(): Sheet[] {
  return [
    aSheet("oficinas.csv", null, [
      [...PLACE_HEADER, ...DEGREES],
      [
        "1",
        "Oficina Norte",
        "Calle 1",
        "13001",
        "Cartagena",
        "605 555 0101",
        HOURS,
        "10,4",
        "-75,5",
      ],
    ]),
    aSheet("puntos.csv", null, [
      [...PLACE_HEADER, ...DEGREES, "Gestor", "Domicilio"],
      [
        "1",
        "Punto Sur",
        "Calle 2",
        "13001",
        "Cartagena",
        "605 555 0201",
        HOURS,
        "10.4",
        "-75.5",
        "G",
        "Sí",
      ],
      ["2", "Punto Río", "Calle 3", "13430", "Magangué", "", HOURS, "", "", "", "No"],
      ["3", "<b>Punto</b>", "Calle 4", "8001", "", "", HOURS, "", "", "", ""],
    ]),
  ];
}
