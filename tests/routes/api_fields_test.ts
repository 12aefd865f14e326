import { assert, assertEquals } from "@std/assert";
import { createApiToken } from "../../db/programs/tokens.ts";
import { newSecretToken, sha256 } from "../../lib/secret_token.ts";
import { A, ORIGIN, type TestApp, testApp } from "../support/app.ts";
import { somePayments } from "../support/payments.ts";

const PLACE = ["items", "page", "pages", "total", "totals"];
const VOUCHER = [
  "documentNumber",
  "paidOn",
  "bankName",
  "accountType",
  "accountNumber",
  "paymentMethod",
  "paidAmount",
  "unappliedAmount",
  "unappliedAdvanceAmount",
  "state",
  "isAnnulled",
  "returnedOn",
  "returnReason",
  "settlementCount",
  "settledAmount",
  "difference",
];
const VOUCHER_TOTALS = ["paidAmount", "unappliedAmount", "unappliedAdvanceAmount"];
const SETTLEMENT_AMOUNTS = [
  "invoiceAmount",
  "netAmount",
  "paidAmount",
  "financialDiscount",
  "balance",
  "garnishments",
  "vat",
  "retefuente",
  "reteIca",
  "reteIva",
  "stampTax",
  "settledAmount",
  "copayment",
  "moderatingFee",
];
const SETTLEMENT = [
  "voucherNumber",
  "lineNumber",
  "documentType",
  "invoiceNumber",
  ...SETTLEMENT_AMOUNTS,
  "paymentMethod",
  "settledOn",
  "settlementDocument",
];
const PROBLEM = ["type", "title", "status", "detail", "requestId"];
const MARCH = "from=2026-03-01&to=2026-03-31";

/** Every key that an answer has, by its address; a new one is added here on purpose. */
const KEYS: Record<string, Record<string, string[]>> = {
  "/me": { "": ["name", "nit", "legalName", "scopes"] },
  [`/vouchers?${MARCH}`]: {
    "": [...PLACE, "annulledCount", "returnedCount", "scheduled"],
    items: VOUCHER,
    totals: VOUCHER_TOTALS,
  },
  "/vouchers/1002": { "": VOUCHER },
  "/vouchers/1002/settlements": { "": PLACE, items: SETTLEMENT, totals: SETTLEMENT_AMOUNTS },
  "/invoices/FEV-000001": {
    "": PLACE,
    items: [...SETTLEMENT, "paidOn", "state", "isAnnulled"],
    totals: SETTLEMENT_AMOUNTS,
  },
  "/vouchers/NO-HAY": { "": PROBLEM },
  "/vouchers?from=ayer&to=hoy": { "": [...PROBLEM, "errors"], errors: ["field", "message"] },
  "/vouchers?page=0": { "": [...PROBLEM, "errors"], errors: ["field", "message"] },
  "/nada": { "": PROBLEM },
};

Deno.test("T7: a JSON answer has its keys and no other", async () => {
  await using portal = await testApp(somePayments());
  const headers = { authorization: `Bearer ${await aToken(portal)}` };
  for (const [path, expected] of Object.entries(KEYS)) {
    const body = await jsonOf(portal, path, headers);
    for (const [place, keys] of Object.entries(expected)) {
      assertEquals(keysAt(body, place), keys.toSorted(), `${path} ${place}`);
    }
  }
});

Deno.test("T7: without a token there is a problem and nothing more", async () => {
  await using portal = await testApp(somePayments());
  for (const path of Object.keys(KEYS)) {
    assertEquals(keysAt(await jsonOf(portal, path, {}), ""), PROBLEM.toSorted(), path);
  }
});

async function jsonOf(
  { app }: TestApp,
  path: string,
  headers: Record<string, string>,
): Promise<unknown> {
  const answer = await app.request(`${ORIGIN}/api/v1${path}`, { headers });
  return await answer.json();
}

/** The keys of an answer, or of the objects below one of its keys, sorted. */
function keysAt(body: unknown, place: string): string[] {
  const value: unknown = place === "" ? body : Reflect.get(Object(body), place);
  const objects: unknown[] = Array.isArray(value) ? value : [value];
  assert(objects.length > 0, place);
  return [...new Set(objects.flatMap((one) => Object.keys(Object(one))))].sort();
}

async function aToken({ db }: TestApp): Promise<string> {
  const token = newSecretToken("zs_");
  const tokenSha256 = sha256(token);
  await createApiToken(db, { nit: A, name: "x", tokenSha256, createdAt: 0, expiresOn: null });
  return token;
}
