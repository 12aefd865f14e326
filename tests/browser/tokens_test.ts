import { assertEquals, assertMatch } from "@std/assert";
import { A, createAccount, PASSWORD } from "../support/app.ts";
import { fillSignIn, visit } from "../support/browser.ts";

Deno.test("R4: a token is copied by a click, and leaves the page with whoever leaves it", async () => {
  await visit([], {}, async (visit) => {
    const { page, origin, portal } = visit;
    await createAccount(portal.services, A);
    await page.goto(`${origin}/zona-ser`);
    await fillSignIn(page, A);
    await page.waitForURL("**/portal");
    await page.goto(`${origin}/cuenta/programas`);
    await page.getByLabel("Nombre").fill("ERP");
    await page.getByLabel("Contraseña actual").fill(PASSWORD);
    await page.getByRole("button", { name: "Crear token" }).click();
    const token = page.locator("#secreto");
    await token.waitFor();
    assertMatch(await token.innerText(), /^zs_[\w-]{32}$/);
    await page.getByRole("button", { name: "Copiar el token" }).click();
    // Where the browser forbids the clipboard, the token is marked instead.
    await page.getByText(/^(Copiado\.|Quedó marcado)/).waitFor();
    await page.evaluate(() => globalThis.dispatchEvent(new Event("pagehide")));
    await page.getByText("Ya no se muestra.").waitFor();
    assertEquals(visit.complaints, []);
  });
});
