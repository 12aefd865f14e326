import type { JudgedFiles } from "./files.ts";
import type { SettlementTotals } from "../payments/settlement.ts";
import type { Voucher } from "../payments/voucher.ts";
import type { ProviderDetails } from "../providers/provider.ts";

/** What is stored now of the providers and vouchers that a load names. */
export type Known = {
  providers: Map<string, ProviderDetails & { id: number }>;
  vouchers: Map<string, KnownVoucher>;
};

export type KnownVoucher = {
  revisionId: number;
  voucher: Voucher;
  settlementCount: number;
  settlementsDigest: string;
  totals: SettlementTotals;
};

/**
 * Whether a NIT is stored or comes in the same load; an unreadable one has its error already, as has
 * a table of Prestadores that could not be read.
 */
export function isOnFile(files: JudgedFiles, known: Known, nit: string): boolean {
  return nit === "" || files.providers.has(nit) || known.providers.has(nit) ||
    files.unread.has("providers");
}
