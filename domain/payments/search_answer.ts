import type { CivilDate } from "../dates.ts";
import type { StoredSettlement } from "./settlement.ts";
import type { StoredVoucher } from "./voucher.ts";

/** A line that names an invoice, with what matters of the voucher that it is of. */
export type InvoiceSettlement = StoredSettlement & { paidOn: CivilDate; isAnnulled: boolean };

/** What a provider may mean by a number: the voucher so called, and the lines of such an invoice. */
export type SearchAnswer = { vouchers: StoredVoucher[]; settlements: InvoiceSettlement[] };
