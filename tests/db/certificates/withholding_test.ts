import { isStanding } from "../../../domain/payments/voucher_state.ts";
import { assertEquals } from "@std/assert";
import { findWithheldSums } from "../../../db/certificates/withheld.ts";
import {
  findCertifiableWithholding,
  findWithholdingYear,
} from "../../../db/certificates/withholding.ts";
import { findSelected, readSettlements } from "../../../db/payments/exports.ts";
import { daysOf, periodsOf, TAXES, WITHHELD_OF } from "../../../domain/certificates/period.ts";
import { testDatabase } from "../../support/database.ts";
import { A, B, load, PROVIDERS } from "../../support/files.ts";
import { aCorrection, someWithholdings } from "../../support/papers/withholding.ts";
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
