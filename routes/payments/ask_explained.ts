import { Problem } from "../../domain/errors.ts";
import {
  type ExplainedInvoice,
  explainInvoice,
  type LinePlace,
} from "../../domain/payments/explanation.ts";
import { numberProblem } from "../../domain/payments/invoice_number.ts";
import type { Ctx } from "../context.ts";
import { askInvoices } from "./questions.ts";

/** One invoice of the provider, explained by one of its lines; another provider's is none. */
export async function askExplained(
  c: Ctx,
  invoiceNumber: string,
  place?: LinePlace,
): Promise<ExplainedInvoice> {
  const isNumber = numberProblem(invoiceNumber) === undefined;
  const found = isNumber ? await askInvoices(c, [invoiceNumber]) : undefined;
  const explained = explainInvoice(found?.get(invoiceNumber) ?? [], place);
  if (!explained) throw new Problem("notFound", "No encontramos esa factura entre sus pagos.");
  return explained;
}
