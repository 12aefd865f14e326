import type { Sheet } from "../../../domain/loads/files.ts";
import { type LoadPlan, planLoad } from "../../../domain/loads/plan.ts";
import type { Known } from "../../../domain/loads/files.ts";
import { settlementTuple } from "../../../domain/payments/settlement_tuple.ts";
import type { ProviderDetails } from "../../../domain/providers/provider.ts";
import { type Settlement, totalsOf } from "../../../domain/payments/settlement.ts";
import type { Voucher } from "../../../domain/payments/voucher.ts";
import { A, aFile, aVoucher, VOUCHERS_HEADER, type VoucherWish } from "../../support/files.ts";
import { judge } from "./judge.ts";

export const CLINIC: ProviderDetails & { id: number } = {
  id: 7,
  legalName: "Clínica A S.A.S.",
  representativeId: "1067845210",
  representativeName: "Marta Negrete",
  email: "pagos@clinica-a.example",
  phone: "6051234567",
  daneCode: "13001",
  municipality: "Cartagena",
  department: "Bolívar",
};

/** Equal for equal lines, as what the database keeps of them. */
export function digest(lines: Settlement[]): string {
  return lines.map(tupleText).join("");
}

/** The JSON of a line's tuple. */
export function tupleText(line: Settlement): string {
  return JSON.stringify(settlementTuple(line));
}

/** The clinic on file, and no voucher of it. */
export function onFile(wish: Partial<ProviderDetails> = {}): Known {
  return { providers: new Map([[A, { ...CLINIC, ...wish }]]), vouchers: new Map() };
}

/** The voucher of `aVoucher({ number })` on file, with these lines. */
export function onFileWith(
  number: string,
  lines: Settlement[],
  wish: Partial<Voucher> = {},
): Known {
  const voucher: Voucher = {
    documentNumber: number,
    paidOn: "2026-03-15",
    bankName: "Bancolombia",
    accountType: "Corriente",
    accountNumber: "23045678912",
    paymentMethod: "Transferencia",
    paidAmount: 100_000,
    unappliedAmount: 0,
    unappliedAdvanceAmount: 0,
    state: "standing",
    returnedOn: null,
    returnReason: null,
    ...wish,
  };
  const known = {
    revisionId: 40,
    voucher,
    settlementCount: lines.length,
    settlementsDigest: digest(lines),
    totals: totalsOf(lines),
  };
  return { ...onFile(), vouchers: new Map([[`${A}\n${number}`, known]]) };
}

export async function plan(known: Known, ...sheets: Sheet[]): Promise<LoadPlan> {
  return planLoad(await judge(...sheets), known, () => Promise.resolve());
}

export function vouchersFile(...wishes: VoucherWish[]): Sheet {
  return aFile("comprobantes.csv", VOUCHERS_HEADER, ...wishes.map(aVoucher));
}
