import { assertEquals, assertStringIncludes } from "@std/assert";
import { createApiToken } from "../../db/programs/tokens.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { A } from "../support/files.ts";
import { addressOf, visit } from "../support/browser.ts";
import { somePayments } from "../support/payments.ts";
import { judgePage } from "../support/screens.ts";

const TOKEN = `zs_${"r".repeat(32)}`;

Deno.test("whoever has a token asks from the page of the API, which keeps it nowhere", async () => {
  await visit(somePayments(), {}, async ({ page, portal, origin, complaints }) => {
    const token = { nit: A, name: "ERP", tokenSha256: sha256(TOKEN), createdAt: 0 };
    await createApiToken(portal.db, { ...token, expiresOn: null });
    await page.goto(`${origin}/api`);
    await page.getByLabel("Token para probar aquí").fill(TOKEN);
    await page.getByRole("heading", { name: "Un Comprobante de Egreso" }).click();
    const form = page.getByRole("form", { name: "Probar: Un Comprobante de Egreso" });
    await form.getByLabel("documentNumber").fill("GD/7 á");
    await form.getByRole("button", { name: "Enviar" }).click();
    await form.getByText('"paidAmount": "5000.00"').waitFor();
    await judgePage(page);
    assertEquals(await addressOf(page), `${origin}/api`);
    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
    assertEquals(kept.includes(TOKEN), false);
    assertEquals(complaints, []);
  });
});

Deno.test("without a script the page of the API says how to ask with curl, and offers no form", async () => {
  await visit([], { javaScriptEnabled: false }, async ({ page, origin }) => {
    await page.goto(`${origin}/api`);
    await page.getByRole("heading", { name: "Un Comprobante de Egreso" }).click();
    const card = page.locator("#getVoucher");
    await card.getByText("Authorization: Bearer $TOKEN").waitFor();
    assertStringIncludes(await card.innerText(), "/api/v1/vouchers/1500092560");
    assertEquals(await page.getByRole("button", { name: "Enviar" }).count(), 0);
    assertEquals(await page.getByLabel("Token para probar aquí").isVisible(), false);
  });
});
