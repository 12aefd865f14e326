import type { WithholdingTerms } from "../../../domain/certificates/terms.ts";
import type { Sheet } from "../../../domain/loads/files.ts";
import { A, aFile, aVoucher, B, SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../files.ts";

export function someTerms(changes: Partial<WithholdingTerms> = {}): WithholdingTerms {
  return {
    city: "Cartagena",
    address: "Calle 7 # 8-09",
    rentaConcept: "Servicios de salud",
    rentaRate: "2 %",
    ivaConcept: "Servicios gravados",
    ivaRate: "15 % del IVA",
    icaConcept: "Actividades de salud",
    icaRate: "7 por mil",
    signerName: "Elena Prueba",
    signerRole: "Contadora",
    legalNote: "Sin firma autógrafa.",
    ...changes,
  };
}

export const WITHHELD_HEADER = `${SETTLEMENTS_HEADER};IVA;Retefuente;ReteICA;ReteIVA`;

/** The cells are Valor Factura, IVA, Retefuente, ReteICA and ReteIVA. */
export function aWithheldLine(
  voucher: string,
  invoice: string,
  [amount, ...others]: [amount: string, ...others: string[]],
  nit = A,
): string {
  return [nit, voucher, "Factura", invoice, amount, amount, amount, "0,00", "0,00", "0,00"]
    .concat(others).join(";");
}

/** Lines of A with withholdings, in two bimesters of 2025 and one of 2026, and of B. */
export function someWithholdings(): Sheet[] {
  return [
    aFile(
      "comprobantes.csv",
      VOUCHERS_HEADER,
      aVoucher({ number: "2001", paidOn: "28/02/2025" }),
      aVoucher({ number: "2002", paidOn: "01/03/2025" }),
      aVoucher({ number: "2003", paidOn: "31/12/2025" }),
      aVoucher({ number: "2004", paidOn: "30/12/2025", state: "Anulado" }),
      aVoucher({ number: "2005", paidOn: "01/01/2026" }),
      aVoucher({ nit: B, number: "B-1", paidOn: "28/02/2025" }),
    ),
    aFile(
      "facturas.csv",
      WITHHELD_HEADER,
      aWithheldLine("2001", "FV-1", ["1000,00", "190,00", "20,01", "7,00", "28,50"]),
      aWithheldLine("2001", "FV-2", ["500,00", "0,00", "10,02", "0,00", "0,00"]),
      aWithheldLine("2001", "FV-3", ["300,00", "0,00", "0,00", "0,00", "0,00"]),
      aWithheldLine("2002", "FV-4", ["2000,00", "0,00", "40,03", "0,00", "0,00"]),
      aWithheldLine("2003", "FV-5", ["100,00", "0,00", "-2,00", "0,00", "0,00"]),
      aWithheldLine("2004", "FV-6", ["900,00", "0,00", "18,00", "9,00", "9,00"]),
      aWithheldLine("2005", "FV-7", ["700,00", "0,00", "14,00", "0,00", "0,00"]),
      aWithheldLine("B-1", "SECRETA-9", ["1234,00", "0,00", "99,99", "0,00", "0,00"], B),
    ),
  ];
}

/** The lines of 2001 again, with another retefuente and Valor Factura in its first line. */
export function aCorrection(retefuente: string, amount = "1000,00"): Sheet[] {
  return [
    aFile("c.csv", VOUCHERS_HEADER, aVoucher({ number: "2001", paidOn: "28/02/2025" })),
    aFile(
      "f.csv",
      WITHHELD_HEADER,
      aWithheldLine("2001", "FV-1", [amount, "190,00", retefuente, "7,00", "28,50"]),
      aWithheldLine("2001", "FV-2", ["500,00", "0,00", "10,02", "0,00", "0,00"]),
      aWithheldLine("2001", "FV-3", ["300,00", "0,00", "0,00", "0,00", "0,00"]),
    ),
  ];
}
