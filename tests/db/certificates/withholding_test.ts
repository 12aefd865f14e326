import { isStanding } from "../../../domain/payments/voucher_state.ts";
import { assertEquals } from "@std/assert";
import { fc } from "../../support/runs/properties.ts";
import { findWithheldSums } from "../../../db/certificates/withheld.ts";
import {
  findCertifiableWithholding,
  findWithholdingYear,
} from "../../../db/certificates/withholding.ts";
import { findSelected, readSettlements } from "../../../db/payments/exports.ts";
import { daysOf, periodsOf, TAXES, WITHHELD_OF } from "../../../domain/certificates/period.ts";
import { sumCents, toDecimalComma } from "../../../domain/money.ts";
import { testDatabase } from "../../support/database.ts";
import { A, aFile, aVoucher, B, load, PROVIDERS, VOUCHERS_HEADER } from "../../support/files.ts";
import {
  aCorrection,
  aWithheldLine,
  someWithholdings,
  WITHHELD_HEADER,
} from "../../support/papers/withholding.ts";
import { providerOf } from "../support/contents.ts";

const RENTA = { tax: "renta", year: 2025, bimester: null } as const;

Deno.test("what is certified of each period is what its lines add up to, before and after a correction", async () => {
  await using test = await testDatabase();
  await load(test.db, [PROVIDERS(), ...someWithholdings()]);
  for (const retefuente of ["20,01", "33,33"]) {
    await load(test.db, aCorrection(retefuente));
    for (const nit of [A, B]) {
      const provider = await providerOf(test.db, nit);
      for (const period of TAXES.flatMap((tax) => periodsOf(tax, 2025))) {
        const sums = { lines: 0, base: 0, vat: 0, withheld: 0 };
        const vouchers = await findSelected(test.db, provider, daysOf(period)) ?? [];
        const standing = vouchers.filter(isStanding);
        for await (const lines of readSettlements(test.db, provider, standing)) {
          for (const line of lines) {
            const withheld = line[WITHHELD_OF[period.tax]] ?? 0;
            if (withheld === 0) continue;
            sums.lines++;
            sums.base += line.invoiceAmount;
            sums.vat += line.vat ?? 0;
            sums.withheld += withheld;
          }
        }
        assertEquals(await findWithheldSums(test.db, provider.id, period), sums);
        const { sums: certified } = await findCertifiableWithholding(
          test.db,
          provider.id,
          period,
        );
        assertEquals(certified, sums);
      }
    }
  }
});

const amount = fc.option(fc.integer({ min: -5_000_000, max: 900_000_000 }));
const line = fc.record({
  base: fc.integer({ min: 1, max: 900_000_000 }),
  vat: amount,
  renta: amount,
  ica: amount,
  iva: amount,
});

Deno.test("a certificate equals its lines, whatever a file brings", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (lines) => {
      await using test = await testDatabase();
      const written = lines.map(({ base, vat, renta, ica, iva }, index) =>
        aWithheldLine("9", `F-${index}`, [cellOf(base), ...[vat, renta, ica, iva].map(cellOf)])
      );
      const voucher = aFile(
        "c.csv",
        VOUCHERS_HEADER,
        aVoucher({ number: "9", paidOn: "28/02/2025" }),
      );
      await load(test.db, [PROVIDERS(), voucher, aFile("f.csv", WITHHELD_HEADER, ...written)]);
      const { id } = await providerOf(test.db, A);
      for (const tax of TAXES) {
        const withheldFrom = lines.filter((one) => (one[tax] ?? 0) !== 0);
        const [period] = periodsOf(tax, 2025);
        assertEquals(period && await findWithheldSums(test.db, id, period), {
          lines: withheldFrom.length,
          base: sumCents(withheldFrom.map(({ base }) => base)),
          vat: sumCents(withheldFrom.map(({ vat }) => vat)),
          withheld: sumCents(withheldFrom.map((one) => one[tax])),
        });
      }
    }),
    { numRuns: 20 },
  );
});

Deno.test("annulled vouchers, other years and other providers count in nothing", async () => {
  await using test = await testDatabase();
  await load(test.db, [PROVIDERS(), ...someWithholdings()]);
  const { id } = await providerOf(test.db, A);
  const { months, years, terms } = await findWithholdingYear(test.db, id, 2025);
  assertEquals(months, [
    { month: "2025-02", renta: 3_003, iva: 2_850, ica: 700 },
    { month: "2025-03", renta: 4_003, iva: 0, ica: 0 },
    { month: "2025-12", renta: -200, iva: 0, ica: 0 },
  ]);
  assertEquals([years, terms], [{ first: 2025, last: 2026 }, undefined]);
  assertEquals((await findWithheldSums(test.db, id, RENTA)).withheld, 6_806);
});

function cellOf(amount: number | null): string {
  return amount === null ? "" : toDecimalComma(amount);
}
