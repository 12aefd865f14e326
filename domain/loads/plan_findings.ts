import { isOnFile, type JudgedFiles, type Known, type Placed } from "./files.ts";
import { findingAt } from "./cell.ts";
import { type Finding, wholeFinding } from "./report.ts";
import type { LoadedMedicine } from "../medicines/pending.ts";
import { STATE_NAMES, type VoucherState } from "../payments/voucher_state.ts";
import { counted, formatCount } from "../thousands.ts";

type NamedVoucher = { nit: string; voucherNumber: string };

/* The findings of planning a load, in rows that could be read. */

export function unknownNitFinding(placed: Placed<{ nit: string }>): Finding {
  const { nit } = placed.record;
  const message = `el NIT ${nit} no está registrado: cárguelo primero en Prestadores`;
  return { ...findingAt(placed.table, placed.row, "nit"), value: nit, message };
}

export function unknownVoucherFinding(
  placed: Placed<NamedVoucher>,
  files: JudgedFiles,
  known: Known,
): Finding {
  const { nit, voucherNumber } = placed.record;
  if (!isOnFile(files, known, nit)) return unknownNitFinding(placed);
  const message = `el comprobante ${voucherNumber} del NIT ${nit} no existe`;
  const place = findingAt(placed.table, placed.row, "voucherNumber");
  return { ...place, value: voucherNumber, message };
}

export function fewerLinesFinding(
  placed: Placed<NamedVoucher>,
  before: number,
  now: number,
): Finding {
  const { voucherNumber } = placed.record;
  const message = `el comprobante ${voucherNumber} tenía ${before} facturas y ahora trae ${now}`;
  return { ...findingAt(placed.table, placed.row, "voucherNumber"), value: voucherNumber, message };
}

/** Sums must stay exact; a voucher this large is a mistake of the payer's. */
export function sumTooLargeFinding(placed: Placed<NamedVoucher>): Finding {
  const { voucherNumber } = placed.record;
  const message = `las facturas del comprobante ${voucherNumber} suman demasiado`;
  return { ...findingAt(placed.table, placed.row, "voucherNumber"), value: voucherNumber, message };
}

const MAX_NAMED = 10;

/** Vouchers, as they are stored, that a file without the column Estado makes Vigente. */
export function standingAgainFinding(
  again: { nit: string; documentNumber: string; state: VoucherState }[],
): Finding {
  const named = again.slice(0, MAX_NAMED)
    .map(({ nit, documentNumber, state }) =>
      `${documentNumber} (NIT ${nit}, ${STATE_NAMES[state]})`
    );
  const more = again.length > MAX_NAMED ? ` y ${formatCount(again.length - MAX_NAMED)} más` : "";
  const who = counted(
    again.length,
    "comprobante que no estaba vigente vuelve",
    "comprobantes que no estaban vigentes vuelven",
  );
  return wholeFinding(
    `${who} a Vigente, porque el archivo no trae la columna Estado: ${named.join(", ")}${more}`,
  );
}

/** A medicine of somebody who is not on file: a newborn is at the pharmacy before any register. */
export function unknownAffiliateFinding(placed: Placed<LoadedMedicine>): Finding {
  const { documentType, documentNumber } = placed.record.details;
  return {
    ...findingAt(placed.table, placed.row, "documentNumber"),
    value: `${documentType} ${documentNumber}`,
    message: "no está entre los afiliados: se guarda, y la persona lo verá cuando esté",
  };
}

export function unknownPointFinding(placed: Placed<LoadedMedicine>): Finding {
  return {
    ...findingAt(placed.table, placed.row, "pointCode"),
    value: placed.record.details.pointCode,
    message: "no está entre los puntos de entrega: la persona no verá dónde se le debe",
  };
}
