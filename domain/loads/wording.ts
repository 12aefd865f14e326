import type { JudgedFiles, Placed } from "./files.ts";
import { findingAt } from "./cell.ts";
import type { Known } from "./known.ts";
import type { Finding } from "./report.ts";
import type { SettlementRow } from "./rows.ts";

/** Whether a NIT is stored or comes in the same load; an unreadable one has its error already. */
export function isOnFile(files: JudgedFiles, known: Known, nit: string): boolean {
  return nit === "" || files.providers.has(nit) || known.providers.has(nit);
}

export function unknownNit(placed: Placed<{ nit: string }>): Finding {
  const { nit } = placed.record;
  const message = `el NIT ${nit} no está registrado: cárguelo primero en Prestadores`;
  return { ...findingAt(placed.table, placed.row, "nit"), value: nit, message };
}

export function unknownVoucher(
  placed: Placed<SettlementRow>,
  files: JudgedFiles,
  known: Known,
): Finding {
  const { nit, voucherNumber } = placed.record;
  if (!isOnFile(files, known, nit)) return unknownNit(placed);
  const message = `el comprobante ${voucherNumber} del NIT ${nit} no existe`;
  const place = findingAt(placed.table, placed.row, "voucherNumber");
  return { ...place, value: voucherNumber, message };
}

export function fewerLines(placed: Placed<SettlementRow>, before: number, now: number): Finding {
  const { voucherNumber } = placed.record;
  const message = `el comprobante ${voucherNumber} tenía ${before} facturas y ahora trae ${now}`;
  return { ...findingAt(placed.table, placed.row, "voucherNumber"), value: voucherNumber, message };
}

/** Sums must stay exact; such a voucher is a slip of the payer's. */
export function sumTooLarge(placed: Placed<SettlementRow>): Finding {
  const { voucherNumber } = placed.record;
  const message = `las facturas del comprobante ${voucherNumber} suman demasiado`;
  return { ...findingAt(placed.table, placed.row, "voucherNumber"), value: voucherNumber, message };
}
