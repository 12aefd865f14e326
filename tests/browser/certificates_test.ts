import { assertEquals } from "@std/assert";
import { saveTerms } from "../../db/certificates/terms.ts";
import { createAccount } from "../support/app.ts";
import { fillSignIn, type Visit, visit } from "../support/browser.ts";
import { A } from "../support/files.ts";
import { readPdf } from "../support/papers/pdf.ts";
import { someTerms, someWithholdings } from "../support/papers/withholding.ts";
import { anAffiliate, createAffiliate } from "../support/people.ts";
import { judgePage } from "../support/screens.ts";

for (const javaScriptEnabled of [true, false]) {
  const way = javaScriptEnabled ? "with a script" : "without one";

  Deno.test(`an affiliate signs in, downloads the certificate with one click, and anybody verifies it, ${way}`, async () => {
    await visit([], { javaScriptEnabled }, async (visit) => {
      const { page, portal, origin, complaints } = visit;
      await createAffiliate(portal.services, { state: "AC" });
      await page.goto(`${origin}/afiliados/certificado`);
      await page.getByLabel("Tipo Usuario").selectOption("afiliado");
      await page.getByLabel("Tipo Documento").selectOption("CC");
      await fillSignIn(page, anAffiliate().documentNumber);
      await page.getByRole("heading", { name: "Certificado de afiliación" }).waitFor();
      if (javaScriptEnabled) await judgePage(page);
      const code = await downloadCode(visit, "Descargar certificado");
      await page.getByRole("button", { name: "Cerrar sesión" }).click();
      await page.getByRole("link", { name: "Verificar un certificado" }).click();
      await page.getByLabel("Código del certificado").fill(code.toLowerCase().replaceAll("-", " "));
      await page.getByRole("button", { name: "Verificar" }).click();
      await page.getByRole("heading", { name: "El certificado es válido" }).waitFor();
      await page.getByText("M. C. P. R.").waitFor();
      if (javaScriptEnabled) await judgePage(page);
      assertEquals(complaints, []);
    });
  });

  Deno.test(`an accountant finds the certificate of last year and the lines behind it, ${way}`, async () => {
    await visit(someWithholdings(), { javaScriptEnabled }, async (visit) => {
      const { page, portal, origin, complaints } = visit;
      await createAccount(portal.services, A);
      await saveTerms(portal.db, 2025, someTerms());
      await page.goto(`${origin}/zona-ser`);
      await fillSignIn(page, A);
      await page.getByRole("link", { name: "Certificados" }).click();
      await page.getByRole("heading", { name: "Renta" }).waitFor();
      const code = await downloadCode(visit, "Certificado de Renta, año 2025");
      const [lines] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: "Renglones en Excel de Renta, año 2025" }).click(),
      ]);
      assertEquals(lines.suggestedFilename(), `MutualSer_${A}_Retefuente_2025.xlsx`);
      await page.goto(`${origin}/certificados`);
      await page.getByRole("link", { name: code }).click();
      await page.getByRole("heading", { name: "El certificado es válido" }).waitFor();
      assertEquals(complaints, []);
    });
  });
}

/** Downloads the paper behind a button; answers the code on it. */
async function downloadCode({ page }: Visit, button: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button }).click(),
  ]);
  const path = await download.path();
  const { text } = await readPdf(await Deno.readFile(path));
  return /\b[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}\b/.exec(text)?.[0] ?? "";
}
