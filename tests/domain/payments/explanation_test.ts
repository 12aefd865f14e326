import { assert, assertEquals } from "@std/assert";
import { fc } from "../../support/runs/properties.ts";
import { explainInvoice, isLevel, unexplainedOf } from "../../../domain/payments/explanation.ts";
import { GLOSSARY } from "../../../domain/payments/glossary.ts";
import type { InvoiceSettlement } from "../../../domain/payments/search_answer.ts";
import { VOUCHER_STATES } from "../../../domain/payments/voucher_state.ts";
import { aLine } from "../support/records.ts";

function found(wish: Partial<InvoiceSettlement>): InvoiceSettlement {
  const place = { voucherNumber: "1", lineNumber: 1, paidOn: "2026-03-10" };
  const state = "standing";
  return { ...aLine(), ...place, state, ...wish };
}

/** Each step as its concept, its change or level, and what is left. */
function stepsOf(
  lines: InvoiceSettlement[],
  place?: { voucherNumber: string; lineNumber: number },
) {
  const { steps } = explainInvoice(lines, place) ?? { steps: [] };
  return steps.map(({ concept, change, level }) => [concept, change, level]);
}

const WHOLE = found({
  invoiceAmount: 100_000,
  vat: 1_900,
  copayment: 500,
  moderatingFee: 400,
  retefuente: 2_000,
  reteIca: 700,
  reteIva: 285,
  stampTax: 100,
  financialDiscount: 1_000,
  netAmount: 96_915,
  paidAmount: 90_000,
  garnishments: 6_000,
  balance: 915,
});

Deno.test("an invoice is led from its value to its balance in the order of the product", () => {
  assertEquals(stepsOf([WHOLE]), [
    ["invoiceAmount", 0, 100_000],
    ["vat", 1_900, 101_900],
    ["copayment", -500, 101_400],
    ["moderatingFee", -400, 101_000],
    ["retefuente", -2_000, 99_000],
    ["reteIca", -700, 98_300],
    ["reteIva", -285, 98_015],
    ["stampTax", -100, 97_915],
    ["financialDiscount", -1_000, 96_915],
    ["netAmount", 0, 96_915],
    ["payment", -90_000, 6_915],
    ["garnishments", -6_000, 915],
    ["balance", 0, 915],
  ]);
});

Deno.test("what the payer's figures do not explain is a step of its own, twice if need be", () => {
  const line = found({ netAmount: 97_000, retefuente: 2_000, paidAmount: 90_000, balance: 6_000 });
  assertEquals(stepsOf([line]), [
    ["invoiceAmount", 0, 100_000],
    ["retefuente", -2_000, 98_000],
    ["unexplained", -1_000, 97_000],
    ["netAmount", 0, 97_000],
    ["payment", -90_000, 7_000],
    ["unexplained", -1_000, 6_000],
    ["balance", 0, 6_000],
  ]);
  assertEquals(unexplainedOf(explainInvoice([line]) ?? { steps: [] }), [-1_000, -1_000]);
});

Deno.test("figures that the payer left empty are computed, and said to be", () => {
  const { steps = [], absent } = explainInvoice([found({ retefuente: 2_000, stampTax: 0 })]) ?? {};
  const levels = steps.filter(isLevel).map(({ level, isComputed }) => [level, isComputed]);
  assertEquals(levels, [[100_000, false], [98_000, true], [-2_000, true]]);
  assertEquals(absent, [
    "vat",
    "copayment",
    "moderatingFee",
    "reteIca",
    "reteIva",
    "stampTax",
    "financialDiscount",
  ]);
});

Deno.test("payments come oldest first, annulled ones count nothing, the newest Saldo is the last", () => {
  const net = { netAmount: 98_000, retefuente: 2_000 };
  const first = found({ ...net, voucherNumber: "1", paidOn: "2026-01-05", paidAmount: 50_000 });
  const annulled = found({ ...first, voucherNumber: "2", paidOn: "2026-02-01", state: "annulled" });
  const last = found({
    ...net,
    voucherNumber: "3",
    paidOn: "2026-03-01",
    paidAmount: 48_000,
    balance: 0,
  });
  const lines = [last, annulled, { ...first, balance: 48_000 }];
  assertEquals(stepsOf(lines).slice(3), [
    ["payment", -50_000, 48_000],
    ["payment", 0, 48_000],
    ["payment", -48_000, 0],
    ["balance", 0, 0],
  ]);
});

Deno.test("a later line that brings only its payment is explained by the one that adds up", () => {
  const first = found({ netAmount: 98_000, retefuente: 2_000, paidAmount: 60_000 });
  const later = found({ netAmount: 98_000, voucherNumber: "9", paidAmount: 38_000, balance: 0 });
  const asked = { voucherNumber: "9", lineNumber: 1 };
  const explained = explainInvoice([later, first], asked);
  assertEquals([explained?.asked, explained?.stated], [later, first]);
  assertEquals(unexplainedOf(explained ?? { steps: [] }), []);
  const corrected = { ...first, invoiceAmount: 99_000 };
  assertEquals(explainInvoice([later, corrected], asked)?.stated, later);
});

Deno.test("a nota crédito of the number is no payment of the factura, and is led for itself", () => {
  const invoice = found({ netAmount: 100_000, balance: 0 });
  const note = found({
    documentType: "Nota crédito",
    lineNumber: 2,
    invoiceAmount: -5_000,
    netAmount: -5_000,
    paidAmount: -5_000,
    balance: 0,
  });
  assertEquals(stepsOf([invoice, note]).length, 4);
  assertEquals(stepsOf([invoice, note], note), [
    ["invoiceAmount", 0, -5_000],
    ["netAmount", 0, -5_000],
    ["payment", 5_000, 0],
    ["balance", 0, 0],
  ]);
  assertEquals(explainInvoice([invoice, note])?.lines.length, 2);
});

Deno.test("of many payments the newest stand alone and the earlier ones together", () => {
  const lines = Array.from({ length: 40 }, (_, index) =>
    found({
      voucherNumber: `V${index}`,
      paidOn: `2026-01-${10 + index % 20}`,
      paidAmount: 100 + index,
      netAmount: 100_000,
    }));
  const payments = explainInvoice(lines)?.steps.filter(({ concept }) => concept === "payment");
  assertEquals(payments?.length, 13);
  assertEquals(payments?.[0]?.payments.length, 28);
  assertEquals(explainInvoice([]), undefined);
});

Deno.test("whatever the figures, each step leads to the next and nothing is lost", () => {
  const amount = fc.integer({ min: -1_000_000, max: 1_000_000 });
  const figure = fc.option(amount);
  const line = fc.record({
    invoiceAmount: amount,
    paidAmount: amount,
    netAmount: figure,
    vat: figure,
    retefuente: figure,
    copayment: figure,
    financialDiscount: figure,
    garnishments: figure,
    balance: figure,
    state: fc.constantFrom(...VOUCHER_STATES),
    voucherNumber: fc.string(),
  });
  fc.assert(fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (wishes) => {
    const { steps = [] } = explainInvoice(wishes.map(found)) ?? {};
    let level = 0;
    for (const [index, step] of steps.entries()) {
      if (index > 0) assertEquals(step.level, level + step.change);
      level = step.level;
      assert(!Object.is(step.change, -0) && !Object.is(step.level, -0));
    }
  }));
});

Deno.test("every concept has a name and one sentence", () => {
  for (const { name, about } of Object.values(GLOSSARY)) {
    assert(name !== "");
    assert(/^[^.]+\.$/.test(about), about);
  }
});
