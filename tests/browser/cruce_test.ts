import { assertEquals } from "@std/assert";
import { createAccount } from "../support/app.ts";
import { fillSignIn, visit } from "../support/browser.ts";
import { A } from "../support/files.ts";
import { somePayments } from "../support/payments.ts";
import { judgePage } from "../support/screens.ts";

const LIST = "Factura\tSaldo\nfev 1\t1.700,50\nFEV-2\t2.500,00\nNO-1\t10,00\nFEV-0001\t1\n\t5";

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with JavaScript" : "without JavaScript";
  Deno.test(`a pasted list is crossed, opened and taken away, ${how}`, async () => {
    await visit(somePayments(), { javaScriptEnabled }, async (visit) => {
      const { page, origin, portal, complaints } = visit;
      await createAccount(portal.services, A);
      await page.goto(`${origin}/zona-ser`);
      await fillSignIn(page, A);
      await page.getByRole("link", { name: "Cruce de cartera" }).first().click();
      await page.getByLabel("Su lista de facturas").fill(LIST);
      await page.getByRole("button", { name: "Leer la lista" }).click();
      assertEquals(await page.getByLabel("Valor", { exact: true }).inputValue(), "1");
      if (javaScriptEnabled) await judgePage(page);
      await page.getByRole("button", { name: "Cruzar" }).click();
      const heading = page.getByRole("heading", { name: "5 filas de su lista" });
      await heading.waitFor();
      await page.locator("#resultado:focus").waitFor();
      const result = page.url();
      await page.getByRole("link", { name: "Repetida en su lista" }).click();
      await page.getByText("Está en la fila 2.").waitFor();
      if (javaScriptEnabled) await judgePage(page);
      const download = page.waitForEvent("download");
      await page.getByRole("link", { name: "Descargar el cruce" }).click();
      assertEquals((await download).suggestedFilename(), "MutualSer_900356158_Cruce.xlsx");
      await page.reload();
      await heading.waitFor();
      await page.goto(`${origin}/portal`);
      await page.goBack();
      await heading.waitFor();
      await page.goto(result);
      await heading.waitFor();
      assertEquals(complaints, []);
    });
  });
}
