import { writtenCode } from "../code.ts";
import type { CivilDate } from "../dates.ts";
import { type Cents, toDecimal } from "../money.ts";
import type { VoucherState } from "../payments/voucher_state.ts";

/**
 * What a message tells of, as it is stored: enough to ask the API for the rest, and nothing of a
 * person. The amounts of a voucher that is gone are left out; a load that changed many vouchers is
 * told once, with the version of the provider's data since which they are listed.
 */
export type MessageFacts = {
  documentNumber?: string;
  paidOn?: CivilDate;
  paidAmount?: Cents;
  state?: VoucherState;
  count?: number;
  version?: number;
  folio?: string;
  tax?: string;
  period?: string;
  code?: string;
};

/** A load's changes of one kind are told one by one up to this many vouchers of a provider. */
export const MAX_TOLD_ONE_BY_ONE = 20;

/**
 * The text of a message, as the API writes its records; `updatedSince` is the cursor from which
 * many changes are listed.
 */
export function messageBody(
  { event, createdAt, facts }: { event: string; createdAt: number; facts: MessageFacts },
  updatedSince: string | undefined,
): string {
  const { version: _version, paidAmount, code, ...told } = facts;
  const data = {
    ...told,
    ...(paidAmount !== undefined && { paidAmount: toDecimal(paidAmount) }),
    ...(code !== undefined && { code: writtenCode(code) }),
    ...(updatedSince !== undefined && { updatedSince }),
  };
  return JSON.stringify({ type: event, timestamp: new Date(createdAt).toISOString(), data });
}
