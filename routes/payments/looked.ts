import type { Permission } from "../../domain/accounts/role.ts";
import type { LookedAt } from "../../domain/payments/voucher_filter.ts";
import { type Ctx, providerOf, roleMay } from "../context.ts";

/** The provider that the staff looks at; undefined where its own people look. */
export function lookedAt(c: Ctx): LookedAt | undefined {
  const isStaff = c.get("session")?.user.kind === "staff";
  return isStaff ? { nit: providerOf(c).nit } : undefined;
}

/** Whose marks the reader may see: those of her own team, never one that the staff looks at. */
export function teamOf(c: Ctx): number | null {
  return lookedAt(c) ? null : providerOf(c).id;
}

/** The module under which the reader sees payments. */
export function moduleOf(c: Ctx): "Financiera" | "Pagos de prestadores" {
  return lookedAt(c) ? "Pagos de prestadores" : "Financiera";
}

/** The staff may download what it may see, and has nobody to report to. */
export function mayWithPayments(c: Ctx, permission: Permission): boolean {
  return lookedAt(c) ? permission === "download" : roleMay(c, permission);
}
