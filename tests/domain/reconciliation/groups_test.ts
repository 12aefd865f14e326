import { assert, assertEquals } from "@std/assert";
import { fc } from "../../support/runs/properties.ts";
import type { FoundLine } from "../../../domain/reconciliation/found_line.ts";
import { type Group, reconcile, restOf } from "../../../domain/reconciliation/groups.ts";
import { daysOf, sumGroups } from "../../../domain/reconciliation/sums.ts";
import { sumCents } from "../../../domain/money.ts";
import { invoiceKey, invoiceKeyCandidates } from "../../../domain/payments/invoice_number.ts";
import type { ListedInvoice } from "../../../domain/reconciliation/pasted.ts";

function aLine(invoiceNumber: string, wish: Partial<FoundLine> = {}): FoundLine {
  return {
    invoiceKey: invoiceKey(invoiceNumber),
    invoiceNumber,
    documentNumber: "1",
    lineNumber: 1,
    paidOn: "2026-03-10",
    invoiceAmount: 1000,
    netAmount: 980,
    paidAmount: 980,
    balance: 0,
    garnishments: 0,
    financialDiscount: 0,
    vat: 0,
    retefuente: 20,
    reteIca: 0,
    reteIva: 0,
    stampTax: 0,
    copayment: 0,
    moderatingFee: 0,
    ...wish,
  };
}

function listed(...rows: [number: string, amount?: number | undefined][]): ListedInvoice[] {
  return rows.map(([number, amount = null], index) => ({
    row: { cells: [number], number: index + 1 },
    number,
    amount,
  }));
}

function cross(invoices: ListedInvoice[], lines: FoundLine[], tolerance = 0) {
  const byKey = Map.groupBy(lines, (line) => line.invoiceKey);
  const linesOf = (number: string) =>
    invoiceKeyCandidates(number).flatMap((key) => byKey.get(key) ?? []);
  return reconcile(invoices, linesOf, tolerance);
}

const CASES: { what: string; amount?: number; lines: FoundLine[]; group: Group }[] = [
  { what: "nothing was paid", lines: [], group: "notFound" },
  { what: "the net value was paid", lines: [aLine("F-1")], group: "paid" },
  {
    what: "two vouchers pay the net value together",
    lines: [aLine("F-1", { paidAmount: 400 }), aLine("F 1", { paidAmount: 580 })],
    group: "paid",
  },
  { what: "a part was paid", lines: [aLine("F-1", { paidAmount: 979 })], group: "partial" },
  { what: "the list has the gross value", amount: 1000, lines: [aLine("F-1")], group: "paid" },
  { what: "the list has the net value", amount: 980, lines: [aLine("F-1")], group: "paid" },
  {
    what: "the list has what was paid",
    amount: 500,
    lines: [aLine("F-1", { paidAmount: 500 })],
    group: "partial",
  },
  { what: "the list has another value", amount: 999, lines: [aLine("F-1")], group: "different" },
  {
    what: "a judge took a part",
    amount: 999,
    lines: [aLine("F-1", { garnishments: 5 })],
    group: "garnished",
  },
  {
    what: "no net value is known, and a balance",
    lines: [aLine("F-1", { netAmount: null, balance: 20 })],
    group: "partial",
  },
  {
    what: "no net value is known, and no balance is left",
    lines: [aLine("F-1", { netAmount: null, balance: 0 })],
    group: "paid",
  },
  {
    what: "neither net value nor balance is known",
    lines: [aLine("F-1", { netAmount: null, balance: null, paidAmount: 1000 })],
    group: "paid",
  },
];

for (const { what, amount, lines, group } of CASES) {
  Deno.test(`an invoice is ${group} where ${what}`, async () => {
    const [judged] = await cross(listed(["f 001", amount]), lines);
    assertEquals(judged?.group, group);
  });
}

Deno.test("the tolerance covers what is missing and what differs, to the cent", async () => {
  const part = [aLine("F-1", { paidAmount: 880 })];
  assertEquals((await cross(listed(["F-1"]), part, 99))[0]?.group, "partial");
  assertEquals((await cross(listed(["F-1"]), part, 100))[0]?.group, "paid");
  assertEquals((await cross(listed(["F-1", 1101]), [aLine("F-1")], 100))[0]?.group, "different");
  assertEquals((await cross(listed(["F-1", 1100]), [aLine("F-1")], 100))[0]?.group, "paid");
});

Deno.test("the same invoice again is repeated, says where it stands first, and adds no payment", async () => {
  const judged = await cross(listed(["F-1"], ["F-2"], ["f001"]), [aLine("F-1")]);
  assertEquals(judged.map(({ group, repeats }) => [group, repeats]), [
    ["paid", undefined],
    ["notFound", undefined],
    ["repeated", 1],
  ]);
  assertEquals(sumCents(sumGroups(judged).map(({ paid }) => paid)), 980);
});

Deno.test("another invoice under the same key is not the one that was asked for", async () => {
  assertEquals((await cross(listed(["FE01-23"]), [aLine("FE0-123")]))[0]?.group, "notFound");
});

Deno.test("the days are those of the first and the last payment that was found", async () => {
  const lines = [aLine("F-1", { paidOn: "2026-05-02" }), aLine("F-2", { paidOn: "2025-12-31" })];
  assertEquals(daysOf(await cross(listed(["F-1"], ["F-2"], ["F-3"]), lines)), {
    from: "2025-12-31",
    to: "2026-05-02",
  });
  assertEquals(daysOf(await cross(listed(["F-3"]), lines)), undefined);
});

const NUMBER = fc.constantFrom("F-1", "F-01", "f 1", "F-2", "FE1-2", "FE-12", "9", "009", "");
const CENTS = fc.integer({ min: 0, max: 2000 });
const LIST = fc.array(fc.record({ number: NUMBER, amount: fc.option(CENTS) }), { maxLength: 30 })
  .map((rows) =>
    rows.map(({ number, amount }, index): ListedInvoice => ({
      row: { cells: [], number: index + 1 },
      number,
      amount,
      ...(number === "" && { problem: "Falta el número de la factura." }),
    }))
  );
const LINES = fc.array(
  fc.record({
    number: fc.constantFrom("F-1", "FEV1", "F1", "F-2", "FE12", "9"),
    paidAmount: CENTS,
    netAmount: fc.option(CENTS),
    balance: fc.option(CENTS),
    garnishments: fc.option(fc.constantFrom(0, 0, 7)),
  }),
  { maxLength: 20 },
).map((lines) => lines.map(({ number, ...wish }) => aLine(number, wish)));

Deno.test("a row without a digit is no invoice that is missing, unless the payer has it so", async () => {
  const judged = await cross(listed(["Total", 9000], ["ANTICIPO"]), [aLine("ANTICIPO")]);
  assertEquals(judged.map(({ group }) => group), ["unreadable", "paid"]);
  const open = sumGroups(judged).map(({ open }) => open);
  assertEquals(sumCents(open), 0);
});

Deno.test("whatever the list, each row is in exactly one group and the sums add up to the whole", async () => {
  await fc.assert(fc.asyncProperty(LIST, LINES, CENTS, async (list, lines, tolerance) => {
    const judged = await cross(list, lines, tolerance);
    const sums = sumGroups(judged);
    assertEquals(judged.map(({ row }) => row.number), list.map(({ row }) => row.number));
    assertEquals(sumCents(sums.map(({ count }) => count)), list.length);
    assertEquals(
      sumCents(sums.map(({ listed }) => listed)),
      sumCents(list.map(({ amount }) => amount)),
    );
    // No payment counts twice, however often its invoice is listed.
    const counted = judged.flatMap(({ found }) => found?.lines ?? []);
    assertEquals(new Set(counted).size, counted.length);
    assertEquals(
      sumCents(sums.map(({ paid }) => paid)),
      sumCents(counted.map(({ paidAmount }) => paidAmount)),
    );
  }));
});

Deno.test("whatever was paid, paid in full means that no more than the tolerance is missing", async () => {
  await fc.assert(fc.asyncProperty(LIST, LINES, CENTS, async (list, lines, tolerance) => {
    for (const { group, found } of await cross(list, lines, tolerance)) {
      if (group === "paid") assert(found && restOf(found) <= tolerance);
      if (group === "partial") assert(found && restOf(found) > tolerance);
      assertEquals(found === undefined, ["notFound", "repeated", "unreadable"].includes(group));
    }
  }));
});

Deno.test("each number is looked at a few times, though thousands have one key", async () => {
  let looks = 0;
  const numbers = Array.from({ length: 3000 }, (_, index) => {
    const [zeros, ones] = ["0".repeat(index % 48), "1".repeat(index % 47)];
    return `A${zeros}1${ones}-${"1".repeat(48 - ones.length)}`;
  });
  const invoices = numbers.map((number, index): ListedInvoice => ({
    row: { cells: [], number: index + 1 },
    get number() {
      looks++;
      return number;
    },
    amount: null,
  }));
  const lines = Array.from({ length: 50 }, () => aLine(numbers[2999] ?? ""));
  const judged = await reconcile(invoices, () => lines, 0);
  assert(looks <= 5 * invoices.length, `${looks}`);
  assert(new Set(numbers.map(invoiceKey)).size < 100 && judged.length === 3000);
});
