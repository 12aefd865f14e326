import { Hono } from "hono";
import { z } from "zod";
import { reconcileList } from "../../db/reconciliation/reconcile.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { type Cents, fromDecimal } from "../../domain/money.ts";
import { type ListedInvoice, MAX_LIST_ROWS } from "../../domain/reconciliation/pasted.ts";
import { MAX_TYPED_LENGTH, numberProblem } from "../../domain/payments/invoice_number.ts";
import { type Env, providerOf } from "../context.ts";
import { MAX_LIST_BYTES } from "../guards/body_limits.ts";
import { parseJson, takeText } from "../input.ts";
import { reconciliationJson } from "./json.ts";

/** Payments that are not in the list and are answered by name; all of them are counted. */
const MAX_UNLISTED = 1000;
const LIMITS = { largest: MAX_LIST_BYTES, maxMs: 5 * 60 * 1000 };
/** Errors that an answer names; who repairs the first finds the next. */
const MAX_ERRORS = 100;
const AMOUNT = 'Debe ser un valor con dos decimales: "1234567.50".';

const amount = z.string().max(40).optional();
const BODY = z.object({
  tolerance: amount,
  invoices: z.array(z.object({ number: z.string(), amount })).min(1).max(MAX_LIST_ROWS),
});

/** `POST /api/v1/reconciliations`: the cruce for scripts. It stores nothing, so it may be repeated. */
export function apiReconciliationRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.post("/", async (c) => {
    const { db, queues } = c.get("services");
    const provider = providerOf(c);
    return await queues.scriptLists.run(provider.id, async () => {
      const text = await takeText(c, LIMITS, "La lista pesa más de 4 MB.");
      const { tolerance, invoices } = readBody(parseJson(text));
      const options = { tolerance, maxUnlisted: MAX_UNLISTED };
      return c.json(reconciliationJson(await reconcileList(db, provider, invoices, options)));
    });
  });
  return routes;
}

function readBody(body: unknown): { tolerance: Cents; invoices: ListedInvoice[] } {
  const reading = BODY.safeParse(body);
  if (!reading.success) {
    throw new Problem("invalid", "", reading.error.issues.slice(0, MAX_ERRORS).map(fieldError));
  }
  const errors: FieldError[] = [];
  const read = (field: string, text: string | undefined): Cents | null => {
    if (text === undefined) return null;
    const cents = fromDecimal(text);
    if (cents === undefined) errors.push({ field, message: AMOUNT });
    return cents ?? null;
  };
  const tolerance = Math.abs(read("tolerance", reading.data.tolerance) ?? 0);
  const invoices = reading.data.invoices.map(({ number, amount }, index) => {
    const field = `invoices.${index}`;
    const message = numberProblem(number, MAX_TYPED_LENGTH);
    if (message !== undefined) errors.push({ field: `${field}.number`, message });
    const row = { cells: [], number: index + 1 };
    return { row, number, amount: read(`${field}.amount`, amount) };
  });
  if (errors.length > 0) throw new Problem("invalid", "", errors.slice(0, MAX_ERRORS));
  return { tolerance, invoices };
}

function fieldError({ path, code }: { path: PropertyKey[]; code: string }): FieldError {
  const message = code === "too_big"
    ? `Envíe a lo sumo ${MAX_LIST_ROWS} facturas.`
    : "El valor no es válido.";
  return { field: path.join("."), message };
}
