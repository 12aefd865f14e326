import type { StoredSettlement } from "../../domain/payments/settlement.ts";
import type { settlements } from "../schema.ts";

type Line = typeof settlements.$inferSelect;

export function toSettlement(line: Line, voucherNumber: string): StoredSettlement {
  const { revisionId: _revision, providerId: _provider, invoiceKey: _key, ...settlement } = line;
  return { ...settlement, voucherNumber };
}
