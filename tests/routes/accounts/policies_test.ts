import { assertEquals, assertStringIncludes } from "@std/assert";
import { consents, users } from "../../../db/schema.ts";
import { POLICY_VERSION, policyText } from "../../../domain/accounts/policy.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { A, csrfOf, testApp } from "../../support/app.ts";

const PAGE = "/politicas/aceptar";

Deno.test("L6: who accepted an older version is asked again before anything else opens", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn(A);
  await portal.db.update(users).set({ acceptedPolicy: "2020-01" });
  for (const path of ["/portal", "/pagos", "/cuenta", "/cuenta/datos.json", "/export.csv"]) {
    assertEquals((await browser.get(path)).headers.get("location"), PAGE, path);
  }
  const part = await browser.get("/pagos", { "hx-request": "true" });
  assertEquals([part.status, part.headers.get("hx-redirect")], [403, PAGE]);
  const page = await (await browser.get(PAGE)).text();
  assertStringIncludes(page, POLICY_VERSION);
  const csrf = csrfOf(page);
  assertEquals((await browser.post(PAGE, { csrf })).status, 422);
  assertEquals((await browser.get("/portal")).status, 303);
  assertEquals((await browser.post(PAGE, { csrf, politicas: "si" })).status, 303);
  assertEquals((await browser.get("/portal")).status, 200);
});

Deno.test("L6: the proof says which text, by whom, when and from where", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn(A);
  await portal.db.update(users).set({ acceptedPolicy: null });
  const csrf = csrfOf(await (await browser.get(PAGE)).text());
  await browser.post(PAGE, { csrf, politicas: "si" });
  const [kept, ...others] = await portal.db.select().from(consents);
  assertEquals(others, []);
  assertEquals(kept, {
    id: 1,
    providerId: 1,
    affiliateId: null,
    userId: 1,
    policyVersion: POLICY_VERSION,
    policySha256: sha256(policyText(portal.services.settings.eps)),
    acceptedAt: portal.clock.nowMs,
    address: "127.0.0.1",
  });
});

Deno.test("signing out is possible without accepting", async () => {
  await using portal = await testApp();
  const browser = await portal.signIn(A);
  await portal.db.update(users).set({ acceptedPolicy: null });
  const csrf = csrfOf(await (await browser.get(PAGE)).text());
  const answer = await browser.post("/zona-ser/salir", { csrf });
  assertEquals(answer.headers.get("location"), "/zona-ser?salida=si");
});
