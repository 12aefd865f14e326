import type { MiddlewareHandler } from "hono";
import { findProviderRecord } from "../../db/providers/record.ts";
import { Problem } from "../../domain/errors.ts";
import { auditFirst } from "../audit.ts";
import type { Env } from "../context.ts";

/**
 * The staff looks at the payments of the provider whose NIT is in the address; the routes after it
 * query that provider's payments as they do for the provider's own people.
 */
export function lookAtProvider(): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { db, now } = c.get("services");
    const provider = await findProviderRecord(db, c.req.param("nit") ?? "", now());
    if (!provider) throw new Problem("notFound", "No encontramos ese NIT en Prestadores.");
    const { id, nit, legalName } = provider;
    c.set("provider", { id, nit, legalName });
    await next();
  };
}

/** Records that the staff sees a provider's payments, before the answer goes out. */
export function keepView(): MiddlewareHandler<Env> {
  return async (c, next) => {
    await next();
    if (!c.res.ok) return;
    const documentNumber = c.req.param("documentNumber");
    const invoiceNumber = c.req.param("invoiceNumber");
    await auditFirst(c, {
      name: "paymentsViewed",
      detail: {
        ...(documentNumber !== undefined && { documentNumber }),
        ...(invoiceNumber !== undefined && { invoiceNumber }),
      },
    });
  };
}
