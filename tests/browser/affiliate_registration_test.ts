/// <reference lib="dom" />
import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { affiliates } from "../../db/schema.ts";
import { PASSWORD } from "../support/app.ts";
import { fillSignIn, linkInNewestMail, visit } from "../support/browser.ts";
import { anAffiliate } from "../support/people.ts";
import { judgePage } from "../support/screens.ts";

for (const javaScriptEnabled of [true, false]) {
  const way = javaScriptEnabled ? "with" : "without";
  Deno.test(`an affiliate comes from the first page to her modules, ${way} a script`, async () => {
    await visit([], { javaScriptEnabled }, async ({ page, portal, origin, outbox, complaints }) => {
      const judge = () => javaScriptEnabled ? judgePage(page) : Promise.resolve();
      await portal.db.insert(affiliates).values(anAffiliate({ email: "maria@correo.example" }));
      await page.goto(`${origin}/zona-ser`);
      await page.getByRole("link", { name: "Registrar Usuario" }).click();
      await page.getByRole("link", { name: "Afiliado", exact: true }).click();
      await page.getByLabel("Número Documento").fill(anAffiliate().documentNumber);
      await page.getByLabel("Fecha de Nacimiento").fill("05/03/1962");
      await judge();
      await page.getByRole("button", { name: "Seguir" }).click();
      await choosePassword(page);
      await judge();
      await page.getByRole("button", { name: "Aceptar" }).click();
      await page.getByText("Registro recibido.").waitFor();
      await judge();
      await page.goto(await linkInNewestMail(outbox));
      await page.getByLabel("Contraseña").fill(PASSWORD);
      await page.getByRole("button", { name: "Activar cuenta" }).click();
      await page.getByText("Cuenta activada.").waitFor();
      assertEquals(await page.getByLabel("Tipo Usuario").inputValue(), "afiliado");
      await page.getByLabel("Tipo Documento").waitFor();
      await fillSignIn(page, anAffiliate().documentNumber);
      await page.getByRole("heading", { name: "María Camila Pérez Rojas" }).waitFor();
      assertEquals(complaints, []);
    });
  });
}

async function choosePassword(page: Page): Promise<void> {
  await page.getByLabel("Ver y Aceptar las Políticas del Sitio").check();
  await page.getByLabel("Contraseña", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Confirmar Contraseña").fill(PASSWORD);
}
