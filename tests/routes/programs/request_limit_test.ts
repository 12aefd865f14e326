import { assertEquals, assertStringIncludes } from "@std/assert";
import { createApiToken } from "../../../db/programs/tokens.ts";
import { createRateLimit } from "../../../lib/rate_limit.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { A, B, ORIGIN, type TestApp, testApp } from "../../support/app.ts";

Deno.test("a token that asks too often gets 429 and is told when to come again, and no other token loses by it", async () => {
  await using portal = await testApp([], {}, { tokenLimit: createRateLimit(3, 60_000) });
  const [one, other] = [await script(portal, A), await script(portal, B)];
  const first = await one("/me");
  assertEquals([first.headers.get("ratelimit-policy"), first.headers.get("ratelimit")], [
    '"token";q=3;w=60',
    '"token";r=2;t=60',
  ]);
  await one("/vouchers");
  portal.clock.nowMs += 20_500;
  assertEquals((await one("/nada")).status, 404);
  const refused = await one("/me");
  assertEquals([refused.status, refused.headers.get("retry-after")], [429, "40"]);
  assertStringIncludes(refused.headers.get("content-type") ?? "", "application/problem+json");
  assertEquals((await refused.json()).detail, "Son demasiadas solicitudes. Espere 40 segundos.");
  assertEquals((await other("/me")).status, 200);
  portal.clock.nowMs += 39_500;
  assertEquals((await one("/me")).status, 200);
});

Deno.test("whoever has no valid token is counted for nobody", async () => {
  await using portal = await testApp([], {}, { tokenLimit: createRateLimit(1, 60_000) });
  const headers = { authorization: `Bearer zs_${"z".repeat(32)}` };
  for (let count = 0; count < 3; count++) {
    assertEquals((await portal.app.request(`${ORIGIN}/api/v1/me`, { headers })).status, 401);
  }
});

async function script({ app, db }: TestApp, nit: string) {
  const token = `zs_${nit.repeat(4)}`;
  const kept = { nit, name: "x", createdAt: 0, expiresOn: null };
  await createApiToken(db, { ...kept, tokenSha256: sha256(token) });
  const headers = { authorization: `Bearer ${token}` };
  return (path: string) => app.request(`${ORIGIN}/api/v1${path}`, { headers });
}
