import { assertEquals } from "@std/assert";
import { saveTerms } from "../../../db/certificates/terms.ts";
import { csrfOf, ORIGIN, testApp } from "../../support/app.ts";
import { A } from "../../support/files.ts";
import { someTerms, someWithholdings } from "../../support/papers/withholding.ts";
import { createApiToken } from "../../../db/programs/tokens.ts";
import { sha256 } from "../../../lib/secret_token.ts";

Deno.test("scripts get what was withheld and certified, each period with its days, and see a new certificate at once", async () => {
  await using portal = await testApp(someWithholdings());
  await saveTerms(portal.db, 2025, someTerms());
  const token = `zs_${"w".repeat(32)}`;
  const kept = { nit: A, name: "x", tokenSha256: sha256(token), createdAt: 0, expiresOn: null };
  await createApiToken(portal.db, kept);
  const ask = async (query: string, tag = "") => {
    const headers = { authorization: `Bearer ${token}`, "if-none-match": tag };
    return await portal.app.request(`${ORIGIN}/api/v1/withholdings${query}`, { headers });
  };
  const first = await ask("?year=2025");
  const before = await first.json();
  const tag = first.headers.get("etag") ?? "";
  assertEquals((await ask("?year=2025", tag)).status, 304);
  assertEquals(before.isReady, true);
  assertEquals(before.years, [2026, 2025]);
  assertEquals(before.items.map(({ tax, period, withheld }: Item) => [tax, period, withheld]), [
    ["renta", "2025", "68.06"],
    ["iva", "2025-1", "28.50"],
    ["ica", "2025-1", "7.00"],
  ]);
  const [renta] = before.items;
  assertEquals([renta.from, renta.to, renta.isOver], ["2025-01-01", "2025-12-31", true]);
  assertEquals(renta.certificate, null);
  const browser = await portal.signIn();
  const csrf = csrfOf(await (await browser.get("/certificados")).text());
  const form = { csrf, impuesto: "renta", periodo: "2025" };
  await (await browser.post("/certificados", form)).body?.cancel();
  const [after] = (await (await ask("?year=2025", tag)).json()).items;
  assertEquals([after.certificate.withheld, after.certificate.laterVouchers], ["68.06", []]);
  const answer = await ask("?year=abc");
  assertEquals(answer.status, 422);
  await answer.body?.cancel();
});

type Item = { tax: string; period: string; withheld: string };
