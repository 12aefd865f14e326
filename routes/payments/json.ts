import type { z } from "zod";
import { Problem } from "../../domain/errors.ts";
import type { VoucherState } from "../../domain/payments/voucher_state.ts";
import { type ExplainedInvoice, isLevel } from "../../domain/payments/explanation.ts";
import type { InvoiceSettlement } from "../../domain/payments/search_answer.ts";
import { type Cents, toDecimal } from "../../domain/money.ts";
import {
  SETTLEMENT_AMOUNTS,
  type SettlementTotals,
  type StoredSettlement,
} from "../../domain/payments/settlement.ts";
import { balanceOf, listedCount, type StoredVoucher } from "../../domain/payments/voucher.ts";
import type { LinePage, VoucherPage } from "../../domain/payments/voucher_page.ts";
import type { VOUCHER } from "./api_schemas.ts";

/*
 * Records as scripts get them: camelCase, ISO dates, money as decimal strings, null for what is
 * unknown.
 */

export function voucherListJson(list: VoucherPage & { page: number; pages: number }) {
  const { totals, vouchers, page, pages } = list;
  return {
    items: vouchers.map(voucherJson),
    page,
    pages,
    total: listedCount(totals),
    annulledCount: totals.annulledCount,
    returnedCount: totals.returnedCount,
    scheduled: list.scheduled.map(voucherJson),
    totals: {
      paidAmount: toDecimal(totals.paidAmount),
      unappliedAmount: toDecimal(totals.unappliedAmount),
      unappliedAdvanceAmount: toDecimal(totals.unappliedAdvanceAmount),
    },
  };
}

export function voucherJson(voucher: StoredVoucher): z.output<typeof VOUCHER> {
  const { revisionId: _revision, ...fields } = voucher;
  const balance = balanceOf(voucher);
  return {
    ...fields,
    ...stateJson(voucher.state),
    paidAmount: toDecimal(voucher.paidAmount),
    unappliedAmount: decimal(voucher.unappliedAmount),
    unappliedAdvanceAmount: decimal(voucher.unappliedAdvanceAmount),
    settledAmount: toDecimal(voucher.settledAmount),
    difference: balance.kind === "difference" ? toDecimal(balance.difference) : "0.00",
  };
}

export function settlementJson(settlement: StoredSettlement) {
  const amounts = SETTLEMENT_AMOUNTS.map((key) => [key, decimal(settlement[key])]);
  return { ...settlement, ...Object.fromEntries(amounts) };
}

export function invoiceSettlementJson(settlement: InvoiceSettlement) {
  const { paidOn, state } = settlement;
  return { ...settlementJson(settlement), paidOn, ...stateJson(state) };
}

/** `isAnnulled` is older than the state, and programs read it. */
function stateJson(state: VoucherState) {
  return { state, isAnnulled: state === "annulled" };
}

/** Lines of many vouchers; where they are too many to be ordered or searched, that is an error. */
export function linePageJson(list: LinePage & { page: number; pages: number }) {
  const { lines, listed, totals, page, pages, tooMany } = list;
  if (tooMany !== undefined) {
    const message = `Son ${tooMany} facturas: acerque las fechas.`;
    throw new Problem("invalid", message, [{ field: "from", message }]);
  }
  return {
    items: lines.map(invoiceSettlementJson),
    page,
    pages,
    total: listedCount(listed),
    annulledCount: listed.annulledCount,
    returnedCount: listed.returnedCount,
    totals: settlementTotalsJson(totals),
  };
}

export function settlementTotalsJson(totals: SettlementTotals) {
  return Object.fromEntries(SETTLEMENT_AMOUNTS.map((key) => [key, toDecimal(totals[key])]));
}

export function decimal(cents: Cents | null): string | null {
  return cents === null ? null : toDecimal(cents);
}

/** Each step of an explained invoice with its amount, and what is left after it. */
export function explanationJson({ asked, stated, steps }: ExplainedInvoice) {
  return {
    invoiceNumber: asked.invoiceNumber,
    documentType: asked.documentType,
    statedBy: { voucherNumber: stated.voucherNumber, lineNumber: stated.lineNumber },
    steps: steps.map((step) => ({
      concept: step.concept,
      amount: toDecimal(isLevel(step) ? step.level : step.change),
      rest: toDecimal(step.level),
      isComputed: step.isComputed,
      payments: step.payments.map((line) => ({
        voucherNumber: line.voucherNumber,
        lineNumber: line.lineNumber,
        paidOn: line.paidOn,
        paidAmount: toDecimal(line.paidAmount),
        ...stateJson(line.state),
      })),
    })),
  };
}
