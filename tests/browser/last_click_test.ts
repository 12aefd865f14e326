/// <reference lib="dom" />
import { assert, assertEquals, assertMatch } from "@std/assert";
import { createAccount } from "../support/app.ts";
import { addressOf, fillSignIn, visit } from "../support/browser.ts";
import { A } from "../support/files.ts";
import { ALL_MARCH, somePayments } from "../support/payments.ts";

Deno.test("the last click wins: an older answer that comes late replaces nothing", async () => {
  await visit(somePayments(), {}, async ({ page, portal, origin, complaints }) => {
    await createAccount(portal.services, A);
    await page.goto(`${origin}/zona-ser`);
    await fillSignIn(page, A);
    await page.getByRole("heading", { name: "Módulos Portal" }).waitFor();
    await page.goto(`${origin}/pagos?${ALL_MARCH}`);
    const asked = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<void>();
    await page.route(/documento=1002|\/pagos\/1002/, async (route) => {
      asked.resolve();
      const answer = await route.fetch();
      await release.promise;
      await route.fulfill({ response: answer }).catch(() => {});
      answered.resolve();
    });
    const detailOf = (number: string) =>
      page.getByRole("row").filter({ hasText: number }).getByRole("link", { name: "Ver Detalle" });
    await detailOf("1002").click();
    await asked.promise;
    await detailOf("1003").click();
    await page.getByText("FEV-000001").waitFor();
    release.resolve();
    await answered.promise;
    // Two turns of the page, in which a late answer would have been put in.
    await page.evaluate(() => new Promise((later) => setTimeout(() => setTimeout(later))));
    assert(await page.getByText("FEV-000001").isVisible());
    assertEquals(await page.getByText("CBS100").count(), 0);
    assertMatch(await addressOf(page), /1003/);
    assertEquals(complaints, []);
  });
});
