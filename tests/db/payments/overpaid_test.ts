import { assertEquals } from "@std/assert";
import { findVoucher } from "../../../db/payments/vouchers.ts";
import { testDatabase } from "../../support/database.ts";
import { A, aFile, aSettlement, aVoucher, B, load, PROVIDERS } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { aLineBeyond } from "../../support/payments.ts";
import { providerOf } from "../support/contents.ts";

/** Every way in which an invoice of P1 is paid, by its number. */
function payments() {
  return [
    aFile(
      "comprobantes.csv",
      VOUCHERS_HEADER,
      aVoucher({ number: "P1", paid: "1000,00" }),
      aVoucher({ number: "P2", paid: "200,00" }),
      aVoucher({ number: "P3", paid: "100,00", state: "Anulado" }),
      aVoucher({ number: "P4", paid: "100,00", nit: B }),
    ),
    aFile(
      "facturas.csv",
      SETTLEMENTS_HEADER,
      aSettlement("P1", "ONCE", "100,00"),
      aLineBeyond("P1", "BEYOND"),
      aSettlement("P1", "TWICE-HERE", "100,00"),
      aSettlement("P1", "TWICE HERE", "60,00"),
      aSettlement("P1", "ANNULLED-THERE", "100,00"),
      aSettlement("P1", "OF-ANOTHER", "100,00"),
      aSettlement("P1", "IN-ANOTHER", "100,00"),
      aSettlement("P2", "in another", "100,00"),
      aSettlement("P2", "FURTHER", "100,00"),
      aSettlement("P3", "ANNULLED-THERE", "100,00"),
      aSettlement("P4", "OF-ANOTHER", "100,00", B),
    ),
  ];
}

Deno.test("an invoice was paid too much by one line, by two of a voucher, or by two vouchers", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS(), ...payments()]);
  const provider = await providerOf(db, A);
  const overpaid = async (documentNumber: string, page = 1, perPage = 21) => {
    const detail = await findVoucher(db, provider, documentNumber, { page, perPage });
    return [...detail?.overpaid ?? []].sort();
  };
  assertEquals(await overpaid("P1"), ["BEYOND", "INANOTHER", "TWICEHERE"]);
  assertEquals(await overpaid("P2"), ["INANOTHER"]);
  assertEquals(await overpaid("P3"), []);
  assertEquals(await overpaid("P1", 3, 1), ["TWICEHERE"]);
  assertEquals(await overpaid("P1", 1, 1), []);
  const correction = aVoucher({ number: "P2", paid: "200,00", state: "Anulado" });
  await load(db, [aFile("comprobantes.csv", VOUCHERS_HEADER, correction)]);
  assertEquals(await overpaid("P1"), ["BEYOND", "TWICEHERE"]);
});
