import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { createApiToken } from "../../db/programs/tokens.ts";
import { apiTokens } from "../../db/schema.ts";
import { PROVIDER_SCOPES, type ProviderScope } from "../../domain/programs/scope.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { A, B, ORIGIN, type TestApp, testApp } from "../support/app.ts";
import { somePayments } from "../support/payments.ts";

const MARCH = "from=2026-03-01&to=2026-03-31";

Deno.test("GET /me says who asks, for which NIT", async () => {
  await using portal = await testApp();
  const { get } = await script(portal);
  const answer = await get("/me");
  assertEquals(await answer.json(), {
    name: "contabilidad",
    nit: A,
    legalName: "Clínica A S.A.S.",
    scopes: ["read", "download", "reconcile"],
  });
});

Deno.test("GET /vouchers lists a range with the totals of all of it, money as decimal strings", async () => {
  await using portal = await testApp(somePayments());
  const { get } = await script(portal);
  const list = await (await get(`/vouchers?${MARCH}&perPage=2&page=2`)).json();
  assertEquals([list.page, list.pages, list.total, list.annulledCount], [2, 3, 5, 1]);
  assertEquals(list.items.map((item: { documentNumber: string }) => item.documentNumber), [
    "1003",
    "1002",
  ]);
  assertEquals(list.totals, {
    paidAmount: "51900.50",
    unappliedAmount: "100.00",
    unappliedAdvanceAmount: "0.00",
  });
  assertEquals(list.items[0], {
    documentNumber: "1003",
    paidOn: "2026-03-15",
    bankName: "Bancolombia",
    accountType: "Corriente",
    accountNumber: "23045678912",
    paymentMethod: "Transferencia",
    paidAmount: "900.00",
    unappliedAmount: "100.00",
    unappliedAdvanceAmount: "0.00",
    state: "standing",
    isAnnulled: false,
    returnedOn: null,
    returnReason: null,
    settlementCount: 1,
    settledAmount: "700.00",
    difference: "100.00",
  });
});

Deno.test("GET /vouchers filters by forma de pago, totals included", async () => {
  await using portal = await testApp(somePayments());
  const { get } = await script(portal);
  const list = await (await get(`/vouchers?${MARCH}&paymentMethod=Giro%20Directo`)).json();
  assertEquals([list.total, list.totals.paidAmount], [1, "5000.00"]);
});

Deno.test("GET /vouchers/{n} gives one, and /settlements its lines with all twenty columns", async () => {
  await using portal = await testApp(somePayments());
  const { get } = await script(portal);
  const one = await (await get(`/vouchers/${encodeURIComponent("GD/7 á")}`)).json();
  assertEquals([one.documentNumber, one.paidAmount], ["GD/7 á", "5000.00"]);
  const lines = await (await get("/vouchers/1002/settlements")).json();
  assertEquals([lines.items.length, lines.page, lines.pages, lines.total], [21, 1, 3, 43]);
  assertEquals(lines.totals.paidAmount, "43000.00");
  assertEquals(lines.items[0], {
    lineNumber: 1,
    voucherNumber: "1002",
    documentType: "Factura",
    invoiceNumber: "CBS100",
    invoiceAmount: "1000.00",
    netAmount: "1000.00",
    paidAmount: "1000.00",
    financialDiscount: "0.00",
    balance: "0.00",
    garnishments: "0.00",
    vat: null,
    retefuente: null,
    reteIca: null,
    reteIva: null,
    stampTax: null,
    paymentMethod: null,
    settledOn: null,
    settlementDocument: null,
    settledAmount: null,
    copayment: null,
    moderatingFee: null,
  });
  const all = await (await get("/vouchers/1002/settlements?perPage=1000")).json();
  assertEquals(all.items.length, 43);
});

Deno.test("GET /invoices/{n} gives every settlement of an invoice in any spelling", async () => {
  await using portal = await testApp(somePayments());
  const { get } = await script(portal);
  const found = await (await get("/invoices/fev%201")).json();
  assertEquals(found.items.map((item: { voucherNumber: string }) => item.voucherNumber), [
    "1003",
    "1001",
  ]);
});

Deno.test("bad values are 422 with the fields named, as problem+json", async () => {
  await using portal = await testApp();
  const { get } = await script(portal);
  const cases: [string, string[]][] = [
    ["/vouchers?from=01/03/2026&to=2026-03-31", ["from"]],
    ["/vouchers?from=2026-02-30&to=2026-03-31", ["from"]],
    ["/vouchers?from=2026-04-01&to=2026-03-31", ["to"]],
    [`/vouchers?${MARCH}&page=0&perPage=1001`, ["page", "perPage"]],
    [`/vouchers?${MARCH}&perPage=-1`, ["perPage"]],
    [`/vouchers?${MARCH}&page=1&page=2`, ["page"]],
    ["/export.csv?comprobante=1001&only=difference&por=factura", ["only"]],
    ["/export.xlsx?comprobante=1001&desde=01/03/2026", ["desde"]],
  ];
  for (const [path, fields] of cases) {
    const answer = await get(path);
    const problem = await answer.json();
    assertEquals(answer.status, 422, path);
    assertMatch(answer.headers.get("content-type") ?? "", /^application\/problem\+json/);
    assertEquals(problem.errors.map((error: { field: string }) => error.field), fields, path);
  }
});

Deno.test("an unknown address under the API is a problem+json, too", async () => {
  await using portal = await testApp();
  const { get } = await script(portal);
  const answer = await get("/nada");
  assertEquals(answer.status, 404);
  assertStringIncludes(answer.headers.get("content-type") ?? "", "application/problem+json");
  await answer.body?.cancel();
});

Deno.test("T11: only a valid bearer token opens the API: no cookie, no query, no other scheme", async () => {
  await using portal = await testApp();
  const { token } = await script(portal);
  const signedIn = await portal.signIn();
  const tries: [string, Record<string, string>][] = [
    ["/me", {}],
    ["/me", { authorization: `Basic ${token}` }],
    ["/me", { authorization: `Bearer ${token}x` }],
    [`/me?token=${token}`, {}],
    [`/me?access_token=${token}`, { cookie: `token=${token}` }],
  ];
  for (const [path, headers] of tries) {
    const answer = await signedIn.get(`/api/v1${path}`, headers);
    assertEquals(answer.status, 401, JSON.stringify([path, headers]));
    assertMatch(answer.headers.get("www-authenticate") ?? "", /^Bearer/);
    await answer.body?.cancel();
  }
});

Deno.test("T11: a token that was revoked or has expired is refused at once", async () => {
  await using portal = await testApp();
  const { get } = await script(portal, { expiresOn: "2026-04-01" });
  assertEquals((await get("/me")).status, 200);
  portal.clock.nowMs += 24 * 60 * 60 * 1000;
  assertEquals((await get("/me")).status, 401);
  const other = await script(portal, { letter: "y" });
  assertEquals((await other.get("/me")).status, 200);
  await portal.db.update(apiTokens).set({ revokedAt: portal.clock.nowMs });
  assertEquals((await other.get("/me")).status, 401);
});

Deno.test("T11: a token without any scope opens nothing but /me, and is told which one it lacks", async () => {
  await using portal = await testApp(somePayments());
  const { authorization } = await script(portal, { scopes: [] });
  const open = ["/api/v1/me", "/api/v1/*"];
  const scoped = portal.app.routes.filter(({ path, method }) =>
    path.startsWith("/api/v1/") && !path.startsWith("/api/v1/public") && method !== "ALL" &&
    !open.includes(path)
  );
  assert(scoped.length >= 12);
  for (const { path, method } of scoped) {
    const address = ORIGIN + path.replaceAll(/:\w+/g, "1001");
    const answer = await portal.app.request(address, { method, headers: { authorization } });
    const { status, detail } = await answer.json();
    assertEquals([answer.status, status], [403, 403], `${method} ${path}`);
    const scope = /scope="(\w+)"/.exec(answer.headers.get("www-authenticate") ?? "")?.[1];
    assertMatch(detail, new RegExp(`le falta el permiso .+ \\(${scope}\\)`));
  }
});

Deno.test("T11: each scope opens its own addresses and no other's", async () => {
  await using portal = await testApp(somePayments());
  const addresses: Record<ProviderScope, [string, RequestInit][]> = {
    read: [["/vouchers", {}], ["/invoices/FEV-000001", {}], ["/statement", {}]],
    download: [["/export.csv?comprobante=1001", {}], ["/export.xlsx?comprobante=1001", {}]],
    reconcile: [["/reconciliations", {
      method: "POST",
      body: JSON.stringify({ tolerance: "0.00", invoices: [{ number: "FEV-000001" }] }),
    }]],
  };
  for (const [index, scope] of PROVIDER_SCOPES.entries()) {
    const letter = "abc".charAt(index);
    const { authorization } = await script(portal, { scopes: [scope], letter });
    for (const [of, asked] of Object.entries(addresses)) {
      for (const [path, init] of asked) {
        const address = `${ORIGIN}/api/v1${path}`;
        const answer = await portal.app.request(address, { ...init, headers: { authorization } });
        await answer.body?.cancel();
        assertEquals(answer.status, of === scope ? 200 : 403, `${scope} ${path}`);
      }
    }
  }
});

Deno.test("the workbook and the CSV come by token as well, by the names of the pages and by those of scripts", async () => {
  await using portal = await testApp(somePayments());
  const { get } = await script(portal);
  const csv = await get("/export.csv?comprobante=1001");
  assertStringIncludes(await csv.text(), "FEV-000001");
  const own = "from=2026-03-12&to=2026-03-31&text=fev&sort=-paidAmount";
  const narrowed = await get(`/export.csv?${own}&por=factura`);
  const lines = (await narrowed.text()).trim().split("\r\n");
  assertEquals(lines.length, 2);
  assertStringIncludes(lines[1] ?? "", "1003");
  const both = await get("/export.csv?from=2026-03-01&hasta=31/03/2026");
  assertEquals([both.status, (await both.json()).errors[0].field], [422, "from"]);
  const bad = await get("/export.xlsx?from=01/03/2026");
  assertEquals([bad.status, (await bad.json()).errors[0].field], [422, "from"]);
  const xlsx = await get("/export.xlsx?desde=01/03/2026&hasta=31/03/2026");
  assertStringIncludes(xlsx.headers.get("content-type") ?? "", "spreadsheetml");
  await xlsx.arrayBuffer();
});

async function script(
  portal: TestApp,
  { expiresOn = null, letter = "x", nit = A, scopes = PROVIDER_SCOPES }: {
    expiresOn?: string | null;
    letter?: string;
    scopes?: readonly ProviderScope[];
    nit?: typeof A | typeof B;
  } = {},
) {
  const token = `zs_${letter.repeat(32)}`;
  const tokenSha256 = sha256(token);
  await createApiToken(portal.db, {
    nit,
    name: "contabilidad",
    tokenSha256,
    createdAt: 0,
    expiresOn,
    scopes,
  });
  const headers = { authorization: `Bearer ${token}` };
  return {
    token,
    ...headers,
    get: (path: string) => portal.app.request(`${ORIGIN}/api/v1${path}`, { headers }),
  };
}
