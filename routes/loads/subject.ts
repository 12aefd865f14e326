import type { MiddlewareHandler } from "hono";
import { staffMay } from "../../domain/accounts/role.ts";
import type { LoadSubject } from "../../domain/loads/kind.ts";
import type { Ctx, Env } from "../context.ts";
import { requireStaff, staffRoleOf } from "../guards/authorize.ts";

/** Whoever loads and publishes: payments or registers, as the role says. */
export function requireLoader(): MiddlewareHandler<Env> {
  return requireStaff("loadPayments", "loadRegisters");
}

/** Whoever reads what became of loads. */
export function requireLoadReader(): MiddlewareHandler<Env> {
  return requireStaff("readLoads", "loadRegisters");
}

/** What the loads of this person's role are about; others are not there for her. */
export function loadSubjectOf(c: Ctx): LoadSubject {
  const role = staffRoleOf(c);
  return role !== null && staffMay(role, "loadRegisters") ? "registers" : "payments";
}
