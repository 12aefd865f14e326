import type { Sample } from "../portal.ts";
import type { Target } from "./target.ts";

/** What a script with a provider's token may send. */
export function apiTargets(token: string, sample: Sample): Target[] {
  const { documentNumber, invoiceNumber, paidOn } = sample;
  const voucher = `/api/v1/vouchers/${documentNumber}`;
  const paging = "page=1&perPage=5";
  const all: Target[] = [
    {
      name: "GET /api/v1/vouchers",
      path: `/api/v1/vouchers?from=${paidOn}&to=${paidOn}&paymentMethod=Transferencia&${paging}`,
      parameters: ["from", "to", "paymentMethod", "page", "perPage"],
    },
    { name: "GET /api/v1/vouchers/{doc}", path: `${voucher}*` },
    {
      name: "GET /api/v1/vouchers/{doc}/settlements",
      path: `${voucher}/settlements?${paging}`,
      parameters: ["page", "perPage"],
    },
    { name: "GET /api/v1/invoices/{number}", path: `/api/v1/invoices/${invoiceNumber}*` },
    {
      name: "GET /api/v1/invoices/{number}/explanation",
      path: `/api/v1/invoices/${invoiceNumber}*/explanation`,
    },
    {
      name: "GET /api/v1/settlements",
      path: `/api/v1/settlements?from=${paidOn}&to=${paidOn}&${paging}`,
      parameters: ["from", "to", "page", "perPage"],
    },
    { name: "GET /api/v1/statement", path: "/api/v1/statement?year=2026", parameters: ["year"] },
    {
      name: "GET /api/v1/withholdings",
      path: "/api/v1/withholdings?year=2025",
      parameters: ["year"],
    },
    {
      name: "GET /api/v1/export.csv",
      path: `/api/v1/export.csv?comprobante=${documentNumber}`,
      parameters: ["comprobante"],
    },
  ];
  const headers = [`Authorization: Bearer ${token}`];
  return [
    ...all.map((target) => ({ ...target, headers })),
    {
      name: "GET /api/v1/me, token",
      path: "/api/v1/me",
      headers: [`Authorization: Bearer ${token}*`],
    },
  ];
}
