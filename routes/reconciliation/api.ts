import { Hono } from "hono";
import { reconcileList } from "../../db/reconciliation/reconcile.ts";
import type { ListedInvoice } from "../../domain/reconciliation/pasted.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { describe } from "../api/describe.ts";
import { readJson, takeText } from "../api/json_input.ts";
import { type Env, providerOf } from "../context.ts";
import { MAX_LIST_BYTES } from "../guards/body_limits.ts";
import { RECONCILE } from "./api_operation.ts";
import { answerOnce } from "../idempotency.ts";
import { LIST } from "./api_schemas.ts";
import { reconciliationJson } from "./json.ts";

/** Payments that are not in the list and are answered by name; all of them are counted. */
const MAX_UNLISTED = 1000;
const LIMITS = { largest: MAX_LIST_BYTES, maxMs: 5 * 60 * 1000 };

/** `POST /api/v1/reconciliations`: the cruce for scripts. It stores nothing, so it may be repeated. */
export function apiReconciliationRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.post("/", describe(RECONCILE), async (c) => {
    const { db, queues } = c.get("services");
    const provider = providerOf(c);
    return await queues.scriptLists.run(provider.id, async () => {
      const text = await takeText(c, LIMITS, "La lista pesa más de 4 MB.");
      const list = readJson(LIST, text);
      const options = { tolerance: Math.abs(list.tolerance ?? 0), maxUnlisted: MAX_UNLISTED };
      const invoices = list.invoices.map(placed);
      const scope = `provider ${provider.id} POST /reconciliations`;
      const keyed = { scope, requestSha256: sha256(text), isAnsweredAnew: true };
      return await answerOnce(c, keyed, async () => {
        const found = await reconcileList(db, provider, invoices, options);
        return { status: 200, body: reconciliationJson(found) };
      });
    });
  });
  return routes;
}

type Sent = { number: string; amount?: number | undefined };

function placed({ number, amount }: Sent, index: number): ListedInvoice {
  return { row: { cells: [], number: index + 1 }, number, amount: amount ?? null };
}
