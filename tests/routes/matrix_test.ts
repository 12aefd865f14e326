import { assert, assertEquals } from "@std/assert";
import { createApiToken } from "../../db/api_tokens.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { A, csrfOf, ORIGIN, type TestApp, testApp } from "../support/app.ts";
import { ALL_MARCH, somePayments } from "../support/payments.ts";

/**
 * What each kind of visitor gets at each address: signed out, a provider's representative, and a
 * script with a provider's token. An address without a row fails the suite.
 */
type Row = { visitor: number; provider: number; token: number; query?: string };

const OPEN: Row = { visitor: 200, provider: 200, token: 200 };
const PRIVATE: Row = { visitor: 303, provider: 200, token: 303 };
const SCRIPTS: Row = { visitor: 401, provider: 401, token: 200 };
/** A form of one's own: without a session nothing happens, with one it is judged. */
const OWN_FORM: Row = { visitor: 303, provider: 422, token: 303 };
const PUBLIC_FORM: Row = { visitor: 422, provider: 422, token: 422 };

const MATRIX: Record<string, Row> = {
  "GET /health": OPEN,
  "GET /ready": OPEN,
  "GET /": OPEN,
  "GET /robots.txt": OPEN,
  "GET /politicas": OPEN,
  "GET /zona-ser": { ...OPEN, provider: 303 },
  "POST /zona-ser": PUBLIC_FORM,
  "POST /zona-ser/salir": { visitor: 303, provider: 303, token: 303 },
  "GET /registro": OPEN,
  "POST /registro": PUBLIC_FORM,
  "POST /registro/reglas": OPEN,
  "GET /activar": { visitor: 410, provider: 410, token: 410, query: "x" },
  "POST /activar": { visitor: 410, provider: 410, token: 410, query: "x" },
  "GET /clave": OPEN,
  "POST /clave": PUBLIC_FORM,
  "POST /clave/reglas": OPEN,
  "GET /portal": PRIVATE,
  "GET /pagos": PRIVATE,
  "GET /pagos/:documentNumber": { ...PRIVATE, query: ALL_MARCH },
  "GET /calendario": { ...PRIVATE, query: "campo=desde" },
  "GET /buscar": PRIVATE,
  "GET /cuenta": PRIVATE,
  "POST /cuenta": OWN_FORM,
  "POST /cuenta/reglas": PRIVATE,
  "GET /export.xlsx": { ...PRIVATE, query: "comprobante=1001" },
  "GET /export.csv": { ...PRIVATE, query: "comprobante=1001" },
  "GET /api/v1/me": SCRIPTS,
  "GET /api/v1/vouchers": SCRIPTS,
  "GET /api/v1/vouchers/:documentNumber": SCRIPTS,
  "GET /api/v1/vouchers/:documentNumber/settlements": SCRIPTS,
  "GET /api/v1/invoices/:invoiceNumber": SCRIPTS,
  "GET /api/v1/export.xlsx": { ...SCRIPTS, query: "comprobante=1001" },
  "GET /api/v1/export.csv": { ...SCRIPTS, query: "comprobante=1001" },
};

const VALUES: Record<string, string> = { documentNumber: "1001", invoiceNumber: "FEV1" };

Deno.test("T5: every address has its row, and every row an address", async () => {
  await using portal = await testApp();
  const addresses = portal.app.routes.filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => `${method} ${path}`);
  assertEquals([...new Set(addresses)].sort(), Object.keys(MATRIX).sort());
});

for (const kind of ["visitor", "provider", "token"] as const) {
  Deno.test(`T5: a ${kind} gets what the matrix says at every address`, async () => {
    await using portal = await testApp(somePayments());
    const headers = await headersOf(portal, kind);
    for (const [address, row] of Object.entries(MATRIX)) {
      const [method = "", path = ""] = address.split(" ");
      if (path === "/zona-ser/salir") continue;
      const answer = await ask(portal, method, fill(path, row.query), headers);
      assertEquals(answer.status, row[kind], address);
      const isOwn = answer.status === 200 && row.visitor !== 200;
      if (isOwn) assertEquals(answer.headers.get("cache-control"), "no-store", address);
      await answer.arrayBuffer();
    }
  });
}

Deno.test("T8: near misses of a private address are no address, and never kept by a cache", async () => {
  await using portal = await testApp(somePayments());
  const headers = await headersOf(portal, "provider");
  for (
    const path of ["/pagos/x.css", "/pagos;.js", "//pagos", "/PAGOS", "/%70agos/"]
  ) {
    const answer = await ask(portal, "GET", path, headers);
    assert([404, 400].includes(answer.status), `${path}: ${answer.status}`);
    assertEquals(answer.headers.get("cache-control"), "no-store", path);
    await answer.body?.cancel();
  }
});

function fill(path: string, query: string | undefined): string {
  const filled = path.replace(/:(\w+)/g, (_, name) => VALUES[name] ?? "");
  return query === undefined ? filled : `${filled}?${query}`;
}

function ask(portal: TestApp, method: string, path: string, headers: Record<string, string>) {
  const csrf = headers["x-test-csrf"] ?? "";
  const body = method === "POST" ? new URLSearchParams({ csrf }) : undefined;
  return portal.app.request(ORIGIN + path, {
    method,
    headers: { ...headers, origin: ORIGIN },
    ...(body && { body }),
  });
}

async function headersOf(portal: TestApp, kind: keyof Row): Promise<Record<string, string>> {
  if (kind === "provider") {
    const browser = await portal.signIn(A);
    const csrf = csrfOf(await (await browser.get("/portal")).text());
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    return { cookie, "x-test-csrf": csrf };
  }
  if (kind !== "token") return {};
  const token = `zs_${"m".repeat(32)}`;
  const tokenSha256 = await sha256(token);
  await createApiToken(portal.db, {
    nit: A,
    name: "x",
    tokenSha256,
    createdAt: 0,
    expiresOn: null,
  });
  return { authorization: `Bearer ${token}` };
}
