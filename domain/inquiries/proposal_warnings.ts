import { formatMoney, sumCents } from "../money.ts";
import type { InvoiceSettlement } from "../payments/search_answer.ts";
import { isStanding } from "../payments/voucher_state.ts";
import type { ProposalLine } from "./proposal.ts";

/**
 * What is odd about proposed invoices, by what was paid of them: a sentence for each that no payment
 * names, that is paid already, or that is smaller than what is put on it. None of it forbids anything:
 * the payer's files may know less than the provider does.
 */
export function warningsOf(
  lines: ProposalLine[],
  settlementsOf: (invoiceNumber: string) => InvoiceSettlement[],
): string[] {
  return lines.flatMap((line) => warningOf(line, settlementsOf(line.invoiceNumber)) ?? []);
}

function warningOf(
  { invoiceNumber, amount }: ProposalLine,
  settlements: InvoiceSettlement[],
): string | undefined {
  const standing = settlements.filter(isStanding);
  if (standing.length === 0) {
    return `No conocemos la factura ${invoiceNumber}: ningún pago la nombra. Revise el número.`;
  }
  const paid = standing.find((line) => isPaid(line, standing));
  if (paid) {
    return `La factura ${invoiceNumber} ya está pagada: no le queda saldo en el comprobante ` +
      `${paid.voucherNumber}.`;
  }
  const value = Math.max(...standing.map((line) => line.invoiceAmount));
  if (amount <= value) return undefined;
  return `La factura ${invoiceNumber} es de ${formatMoney(value)}, menos que los ` +
    `${formatMoney(amount)} que le aplica.`;
}

/** By the payer's own Saldo, else by what all payments paid of it. */
function isPaid(
  { balance, netAmount, invoiceAmount }: InvoiceSettlement,
  settlements: InvoiceSettlement[],
): boolean {
  if (balance !== null) return balance === 0;
  const paid = sumCents(settlements.map(({ paidAmount }) => paidAmount));
  return paid >= (netAmount ?? invoiceAmount);
}
