import type { Sheet } from "../../domain/loads/files.ts";
import {
  A,
  aFile,
  aSettlement,
  aVoucher,
  B,
  SETTLEMENTS_HEADER,
  VOUCHERS_HEADER,
} from "./files.ts";

/** A few payments to A, one long, and one to B under a number of its own. */
export function somePayments(): Sheet[] {
  return [
    aFile(
      "comprobantes.csv",
      VOUCHERS_HEADER,
      aVoucher({ number: "1001", paidOn: "10/03/2026", paid: "3000,50" }),
      aVoucher({ number: "1002", paidOn: "15/03/2026", paid: "43000,00" }),
      aVoucher({ number: "1003", paidOn: "15/03/2026", paid: "900,00", unapplied: "100,00" }),
      aVoucher({ number: "GD/7 á", paidOn: "20/03/2026", method: "Giro Directo", paid: "5000,00" }),
      aVoucher({ number: "1005", paidOn: "21/03/2026", paid: "777,00", state: "Anulado" }),
      aVoucher({ nit: B, number: "B-1", paidOn: "15/03/2026", paid: "123456,78" }),
    ),
    aFile(
      "facturas.csv",
      SETTLEMENTS_HEADER,
      aSettlement("1001", "FEV-000001", "1000,50"),
      aSettlement("1001", "FEV-000002", "2000,00"),
      ...Array.from(
        { length: 43 },
        (_, index) => aSettlement("1002", `CBS${100 + index}`, "1000,00"),
      ),
      aSettlement("1003", "FEV-000001", "700,00"),
      aSettlement("B-1", "SECRETA-9", "123456,78", B),
    ),
  ];
}

/** Vouchers of A, each with an invoice, all of one amount: where old and new ones are mixed, it shows. */
export function evenPayments(count: number, paid: string): Sheet[] {
  const numbers = Array.from({ length: count }, (_, index) => `${1000 + index}`);
  const vouchers = numbers.map((number) => aVoucher({ number, paid }));
  const lines = numbers.map((number) => aSettlement(number, `FEV-${number}`, paid));
  return [
    aFile("comprobantes.csv", VOUCHERS_HEADER, ...vouchers),
    aFile("facturas.csv", SETTLEMENTS_HEADER, ...lines),
  ];
}

/** A line that pays more of an invoice than it is worth: 150 of 100. */
export function aLineBeyond(voucher: string, invoice: string): string {
  const amounts = ["100,00", "100,00", "150,00", "0,00", "0,00", "0,00"];
  return [A, voucher, "Factura", invoice, ...amounts].join(";");
}

/** A line that pays a part of an invoice of 1.000,00, and the Saldo that it leaves. */
export function aPartialLine(voucher: string, invoice: string, left: string, nit = A): string {
  return [nit, voucher, "Factura", invoice, "1000,00", "980,00", "80,00", "0", left, "0"].join(";");
}

export const ALL_MARCH = "desde=01/03/2026&hasta=31/03/2026";
export { A, B };
