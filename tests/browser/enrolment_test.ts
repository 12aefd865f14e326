import { assertEquals } from "@std/assert";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { enrolments } from "../../db/schema.ts";
import { visit } from "../support/browser.ts";
import { AFILIARSE, ANSWERS, aPdf, DAUGHTER, EMAIL } from "../support/enrolment/applicant.ts";
import { judgePage } from "../support/screens.ts";

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with JavaScript" : "without JavaScript";
  Deno.test(`whoever applies is led from the first question to her radicado, ${how}`, async () => {
    await visit([], { javaScriptEnabled }, async ({ page, origin, portal, complaints }) => {
      const judge = () => javaScriptEnabled ? judgePage(page) : Promise.resolve();
      await page.goto(`${origin}/afiliados`);
      await page.getByRole("link", { name: "Afiliarse" }).click();
      await page.getByLabel("¿A qué correo le escribimos?").fill(EMAIL);
      await page.getByRole("button", { name: "Empezar" }).click();
      for (const [key, typed] of Object.entries(ANSWERS)) {
        await page.waitForURL(`**${AFILIARSE}/${key}`);
        await judge();
        await answer(page, typed);
        if (key === "sustento") {
          const goOn = page.getByRole("link", { name: "Seguir" });
          await goOn.waitFor();
          await judge();
          await goOn.click();
        }
      }
      await page.getByRole("button", { name: "Agregar a una persona" }).click();
      for (const [key, typed] of Object.entries(DAUGHTER)) {
        await page.waitForURL(`**/${key}`);
        await answer(page, typed);
      }
      const isWhole = page.getByRole("button", { name: "No falta nadie" });
      await isWhole.waitFor();
      await judge();
      await isWhole.click();
      for (let left = 3; left > 0; left--) {
        await page.waitForURL(`**${AFILIARSE}/documentos`);
        await judge();
        await page.getByRole("link", { name: "Enviar" }).first().click();
        await page.locator("#archivos").setInputFiles({
          name: `foto${left}.pdf`,
          mimeType: "application/pdf",
          buffer: Buffer.from(await aPdf(`${left}`).arrayBuffer()),
        });
        await page.getByRole("button", { name: "Enviar" }).click();
        await page.getByText(`foto${left}.pdf`, { exact: true }).first().waitFor();
        await judge();
        await page.getByRole("link", { name: "Sus documentos" }).click();
      }
      await page.getByRole("link", { name: "Seguir" }).click();
      await page.getByLabel("Escriba su nombre completo").fill("Carmen Ortiz Peña");
      await judge();
      await page.getByRole("button", { name: "Firmar" }).click();
      await page.waitForURL(`**${AFILIARSE}/revision`);
      await judge();
      await page.getByRole("button", { name: "Enviar" }).first().dblclick();
      await page.waitForURL(`**${AFILIARSE}/estado`);
      await page.getByText("Recibida").waitFor();
      await judge();
      const [draft] = await portal.db.select().from(enrolments);
      assertEquals(JSON.parse(draft?.typed ?? "").holder.nombre, ANSWERS.nombre);
      assertEquals(draft?.state, "sent");
      assertEquals(complaints, []);
    });
  });
}

/** Fills in a question as a person does, and sends it. */
async function answer(page: Page, typed: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(typed)) {
    const box = page.locator(`[name="${name}"]`);
    const type = await box.first().getAttribute("type");
    if (type === "radio") await page.locator(`#${name}-${value}`).check();
    else if (await page.locator(`select[name="${name}"]`).count() > 0) {
      await box.selectOption(value);
    } else await box.fill(value);
  }
  await page.getByRole("button", { name: "Seguir", exact: true }).click();
}
