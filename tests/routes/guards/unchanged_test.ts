import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { createApiToken } from "../../../db/programs/tokens.ts";
import { apiTokens } from "../../../db/schema.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { A, B, ORIGIN, type TestApp, testApp } from "../../support/app.ts";
import { aFile, aVoucher, load, VOUCHERS_HEADER } from "../../support/files.ts";
import { somePayments } from "../../support/payments.ts";

const MARCH = "from=2026-03-01&to=2026-03-31";
const LISTS = [
  `/vouchers?${MARCH}`,
  "/vouchers/1002",
  "/vouchers/1002/settlements?page=2",
  "/invoices/FEV-000001",
  "/export.csv?desde=01/03/2026&hasta=31/03/2026",
  "/export.csv?from=2026-03-01&to=2026-03-31",
  "/settlements?from=2026-03-01&to=2026-03-31",
  "/vouchers?updatedSince=",
  "/statement?year=2026",
];

/** A script of a provider; `tag` is the entity tag that it has already. */
async function script(portal: TestApp, nit = A) {
  const token = `zs_${"x".repeat(31)}${nit.slice(-1)}`;
  const tokenSha256 = sha256(token);
  await createApiToken(portal.db, {
    nit,
    name: "erp",
    tokenSha256,
    createdAt: 0,
    expiresOn: null,
  });
  return async (path: string, tag?: string, method = "GET") => {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(tag !== undefined && { "if-none-match": tag }),
    };
    const answer = await portal.app.request(`${ORIGIN}/api/v1${path}`, { method, headers });
    const text = await answer.text();
    return { status: answer.status, tag: answer.headers.get("etag") ?? "", text };
  };
}

Deno.test("T3: an unchanged list or file is 304 without a body, until a load changes the provider's own data", async () => {
  await using portal = await testApp(somePayments());
  const get = await script(portal);
  for (const path of LISTS) {
    const { status, tag } = await get(path);
    assertEquals(status, 200, path);
    assertMatch(tag, /^W\/"[0-9a-f]{32}"$/);
    assertEquals(await get(path, tag), { status: 304, tag, text: "" }, path);
    assertEquals((await get(path, `"other", ${tag}`)).status, 304, path);
    assertEquals((await get(path, '"other"')).status, 200, path);
    assertEquals((await get(path, tag.replace("W/", ""))).status, 304, path);
    assertEquals(await get(path, undefined, "HEAD"), { status: 200, tag, text: "" }, path);
    assertEquals(await get(path, tag, "HEAD"), { status: 304, tag, text: "" }, path);
  }
  const { tag } = await get("/vouchers/1002");
  const ofB = aVoucher({ nit: B, number: "B-2", paidOn: "16/03/2026", paid: "1,00" });
  await load(portal.db, [aFile("b.csv", VOUCHERS_HEADER, ofB)]);
  assertEquals((await get("/vouchers/1002", tag)).status, 304);
  const ofA = aVoucher({ number: "1009", paidOn: "16/03/2026", paid: "1,00" });
  await load(portal.db, [aFile("a.csv", VOUCHERS_HEADER, ofA)]);
  const changed = await get("/vouchers/1002", tag);
  assertEquals(changed.status, 200);
  assertNotEquals(changed.tag, tag);
});

Deno.test("T3: two providers, two addresses and two days have tags of their own", async () => {
  await using portal = await testApp(somePayments());
  const [a, b] = [await script(portal), await script(portal, B)];
  const [path = "", other = ""] = LISTS;
  const tags = [(await a(path)).tag, (await b(path)).tag, (await a(other)).tag];
  portal.clock.nowMs += 24 * 60 * 60 * 1000;
  tags.push((await a(path)).tag);
  assertEquals(new Set(tags).size, 4);
});

Deno.test("A15: a revoked token gets 401, whatever entity tag it sends", async () => {
  await using portal = await testApp(somePayments());
  const get = await script(portal);
  const { tag } = await get("/vouchers/1002");
  await portal.db.update(apiTokens).set({ revokedAt: 1 });
  assertEquals((await get("/vouchers/1002", tag)).status, 401);
});

Deno.test("a refused request gets no entity tag", async () => {
  await using portal = await testApp(somePayments());
  const get = await script(portal);
  for (const path of ["/vouchers/none", "/vouchers?from=nothing", "/invoices/none"]) {
    const { status, tag } = await get(path);
    assert(status >= 400, path);
    assertEquals(tag, "", path);
  }
});

Deno.test("a star finds nothing where there is nothing", async () => {
  await using portal = await testApp(somePayments());
  const get = await script(portal);
  assertEquals((await get("/vouchers/NO-HAY", "*")).status, 404);
  assertEquals((await get("/vouchers/1002", "*")).status, 200);
});
