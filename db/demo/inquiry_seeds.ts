import type { InquiryKind, InquiryStep } from "../../domain/inquiries/inquiry.ts";
import type { StoredVoucher } from "../../domain/payments/voucher.ts";

/** An inquiry of the demo; `share` is a part of the voucher's unapplied money. */
export type Seed = {
  mark: string;
  kind: InquiryKind;
  daysAgo: number;
  text: string;
  voucher: StoredVoucher;
  invoices?: [number: string, share: number][];
  withFile?: boolean;
  steps?: [step: InquiryStep, text: string][];
};

type Four = [StoredVoucher, StoredVoucher, StoredVoucher, StoredVoucher];
type Three = [StoredVoucher, StoredVoucher, StoredVoucher];

/** What a provider reports of wrong vouchers, one inquiry in each state. */
export function reports([first, second, third, fourth]: Four): Seed[] {
  return [
    {
      mark: "DEMA",
      kind: "missingInvoice",
      daysAgo: 1,
      voucher: first,
      text: "En el detalle no está la factura FEV-001204, que iba en la relación de este pago.",
      withFile: true,
    },
    {
      mark: "DEMB",
      kind: "notReceived",
      daysAgo: 24,
      voucher: second,
      text: "El banco no registra el abono de este comprobante. ¿A qué cuenta se giró?",
      steps: [["inProgress", "Pedimos el soporte del giro al banco."]],
    },
    {
      mark: "DEMC",
      kind: "wrongAmount",
      daysAgo: 9,
      voucher: third,
      text: "Recibimos un valor menor que el del comprobante.",
      steps: [["answered", "El banco descontó el GMF. Adjuntamos la relación."]],
    },
    {
      mark: "DEMD",
      kind: "notMine",
      daysAgo: 40,
      voucher: fourth,
      text: "Una de las facturas es de otra IPS.",
      steps: [
        ["answered", "Tiene razón: la trasladamos a la IPS que la radicó."],
        ["closed", "Gracias."],
      ],
    },
  ];
}

/** Three proposals to apply unapplied money: waiting, accepted and returned. */
export function proposals([waiting, accepted, returned]: Three): Seed[] {
  return [
    {
      mark: "DEME",
      kind: "applyUnapplied",
      daysAgo: 2,
      voucher: waiting,
      text: "",
      invoices: [["FEV-009001", 0.4], ["FEV-009002", 0.35]],
    },
    {
      mark: "DEMF",
      kind: "applyUnapplied",
      daysAgo: 18,
      voucher: accepted,
      text: "Son las facturas de urgencias que siguen con saldo.",
      invoices: [["FEV-008110", 0.5], ["FEV-008125", 0.3], ["FEV-008131", 0.2]],
      steps: [["inProgress", ""], ["accepted", "De acuerdo con las tres facturas."]],
    },
    {
      mark: "DEMG",
      kind: "applyUnapplied",
      daysAgo: 12,
      voucher: returned,
      text: "",
      invoices: [["FEV-007700", 0.9]],
      steps: [["returned", "La factura FEV-007700 está glosada. Proponga otra."]],
    },
  ];
}
