import type { Value } from "@libsql/client";
import type { FoundVoucher } from "../../domain/payments/found_payments.ts";
import { VOUCHER_STATES } from "../../domain/payments/voucher_state.ts";
import { textOrNull } from "../row_values.ts";

/** The columns of `toVoucher`, of the provider `p` and the revision `v`. */
export const FOUND_VOUCHER =
  `p.id AS provider_id, p.nit, p.legal_name, v.document_number, v.paid_on, v.payment_method, v.paid_amount,
  v.state, iif(v.is_current = 1, NULL, v.load_id) AS waits_in`;
/** What providers see of the revisions `v`, and what they will see once somebody publishes it. */
export const IS_SEEN = `(v.is_current = 1 OR EXISTS (
  SELECT 1 FROM loads AS l WHERE l.id = v.load_id AND l.status = 'waiting'))`;

export function toVoucher(row: Record<string, Value>): FoundVoucher {
  return {
    providerId: Number(row.provider_id),
    nit: String(row.nit),
    legalName: String(row.legal_name),
    documentNumber: String(row.document_number),
    paidOn: String(row.paid_on),
    paymentMethod: String(row.payment_method),
    paidAmount: Number(row.paid_amount),
    state: VOUCHER_STATES.find((state) => state === row.state) ?? "standing",
    waitsIn: textOrNull(row.waits_in),
  };
}

export function newestFirst(one: FoundVoucher, other: FoundVoucher): number {
  return one.paidOn === other.paidOn ? 0 : one.paidOn < other.paidOn ? 1 : -1;
}
