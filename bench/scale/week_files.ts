import {
  LINE_HEADER,
  money,
  VOUCHER_HEADER,
  writeRows,
  writtenLine,
} from "../support/payment_files.ts";
import { lines } from "../support/payments.ts";
import { nitOf } from "./country.ts";

const LINES_EACH = 5;
const PAID_ON = "2026-11-20";

/**
 * A week as the payer's program writes it: a voucher of this number (`CE-SEMANA`) and of five lines for
 * each provider.
 */
export async function writeWeek(
  folder: string,
  number: string,
  providers: number,
): Promise<string[]> {
  const ranks = Array.from({ length: providers }, (_, index) => index + 1);
  const some = [...lines({ number, lines: LINES_EACH, paidOn: PAID_ON, paidCents: 0 })];
  return [
    await writeRows(
      `${folder}/${number}-comprobantes.csv`,
      VOUCHER_HEADER,
      ranks.map((rank) => voucherRow(rank, number)),
    ),
    await writeRows(
      `${folder}/${number}-facturas.csv`,
      LINE_HEADER,
      ranks.flatMap((rank) => some.map((line) => writtenLine(nitOf(rank), line))),
    ),
  ];
}

function voucherRow(rank: number, number: string): string {
  const account = ["Bancolombia", "Corriente", `23${1_000_000 + rank}`, "Transferencia"];
  const amount = money(100_000_000 + rank);
  return [nitOf(rank), PAID_ON, ...account, number, amount, "0,00", "0,00"].join(";");
}
