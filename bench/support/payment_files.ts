import { CEDULA, EMAIL, type Line, lines, NAME, NIT, type Voucher, vouchers } from "./payments.ts";

export type PaymentFiles = { providers: string; vouchers: string; lines: string };

const PROVIDERS = "NIT;Razón Social;Cédula Representante Legal;Representante Legal;Correo";
export const VOUCHER_HEADER =
  "NIT;Fecha de Pago;Nombre del Banco;Tipo de Cuenta;Número de Cuenta;Forma de Pago;" +
  "N° Documento;Valor Pago;Valor Pendiente por Aplicar;Valor Pendiente por Aplicar Anticipo";
export const LINE_HEADER =
  "NIT;N° Comprobante de Pago / Anticipo;Tipo Documento;Número de Factura;" +
  "Valor Factura;Valor Neto;Valor Pagado;Descuento Financiero;Saldo;Embargos;IVA;Retefuente;" +
  "ReteICA;ReteIVA;Impuesto Timbre;Forma de Pago;Fecha Cruce;Documento Cruce;Valor Cruce;Copago;" +
  "Cuota Moderadora";

/** Writes the payments as the three kinds of payment file. */
export async function writePaymentFiles(folder: string): Promise<PaymentFiles> {
  const all = vouchers();
  const provider = [NIT, NAME, CEDULA, "Marta Negrete", EMAIL].join(";");
  return {
    providers: await writeRows(`${folder}/prestadores.csv`, PROVIDERS, [provider]),
    vouchers: await writeRows(`${folder}/comprobantes.csv`, VOUCHER_HEADER, all.map(voucherRow)),
    lines: await writeRows(
      `${folder}/facturas.csv`,
      LINE_HEADER,
      all.flatMap((one) => linesOf(one)),
    ),
  };
}

/** One voucher with its lines, as files of their own; for what must be small. */
export async function writeOneVoucher(folder: string): Promise<string[]> {
  const one = { number: "CE-ANTES", paidOn: "2024-12-31", paidCents: 123_456_789, lines: 21 };
  return [
    await writeRows(`${folder}/un-comprobante.csv`, VOUCHER_HEADER, [voucherRow(one)]),
    await writeRows(`${folder}/sus-facturas.csv`, LINE_HEADER, linesOf(one)),
  ];
}

function linesOf(voucher: Voucher): string[] {
  return [...lines(voucher)].map((line) => writtenLine(NIT, line));
}

/** Writes a file of rows under their header; answers its path. */
export async function writeRows(path: string, header: string, rows: string[]): Promise<string> {
  await Deno.writeTextFile(path, `${header}\n${rows.join("\n")}\n`);
  return path;
}

function voucherRow({ number, paidOn, paidCents }: Voucher): string {
  const account = ["Bancolombia", "Corriente", "23045678912", "Transferencia"];
  return [NIT, paidOn, ...account, number, money(paidCents), "0,00", "0,00"].join(";");
}

/** A line of a provider as a row of its file. */
export function writtenLine(nit: string, line: Line): string {
  return [nit, ...lineCells(line, money)].join(";");
}

/** The twenty cells of a line in the order of the workbook; money as `toMoney` writes it. */
export function lineCells<Money>(
  { voucher, invoice, invoiceCents, copaymentCents, settledOn }: Line,
  toMoney: (cents: number) => Money,
): (string | Money)[] {
  const zero = toMoney(0);
  const net = toMoney(invoiceCents - copaymentCents);
  const copayment = toMoney(copaymentCents);
  const first = [voucher, "Factura", invoice, toMoney(invoiceCents), net, net, zero, zero, zero];
  const taxes = [zero, zero, zero, zero, zero];
  return [...first, ...taxes, "Transferencia", settledOn, `DC-${invoice}`, net, copayment, zero];
}

export function money(cents: number): string {
  return `${Math.trunc(cents / 100)},${String(cents % 100).padStart(2, "0")}`;
}
