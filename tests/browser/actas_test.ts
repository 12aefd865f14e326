/// <reference lib="dom" />
import { assertEquals } from "@std/assert";
import { createAccount } from "../support/app.ts";
import { fillSignIn, signInStaff, type Visit, visit } from "../support/browser.ts";
import { A } from "../support/files.ts";
import { somePayments } from "../support/payments.ts";
import { judgePage } from "../support/screens.ts";

const LIST = "Factura\tSaldo\nFEV-1\t1.700,50\nFEV-2\t2.500,00\nNO-1\t10,00\n";

for (const javaScriptEnabled of [true, false]) {
  const way = javaScriptEnabled ? "with" : "without";
  Deno.test(`P9: an acta goes from a pasted list to its closing, ${way} a script, and every step is accessible`, async () => {
    await visit(somePayments(), { javaScriptEnabled }, async (visit) => {
      const { page, complaints } = visit;
      const judge = () => javaScriptEnabled ? judgePage(page) : Promise.resolve();
      await enter(visit);
      await page.goto(`${visit.origin}/cruce`);
      await page.getByLabel("Su lista de facturas").fill(LIST);
      await page.getByRole("button", { name: "Leer la lista" }).click();
      await page.getByRole("button", { name: "Cruzar" }).click();
      await page.getByLabel("Fecha de corte").fill("31/02/2026");
      await page.getByRole("button", { name: "Preparar el acta" }).click();
      await page.locator("#corte-error").waitFor();
      await page.getByLabel("Fecha de corte").fill("31/03/2026");
      await page.getByRole("button", { name: "Preparar el acta" }).click();
      await page.waitForURL("**/conciliaciones/AC-*");
      const path = new URL(page.url()).pathname;
      await page.getByLabel("Motivo de la factura NO-1").fill("Radicada el 3 de enero");
      await judge();
      await page.getByRole("button", { name: "Enviar a la EPS" }).dblclick();
      await page.getByText("El acta quedó enviada.").waitFor();
      await answer(visit, path);
      await judge();
      await enter(visit);
      await page.goto(visit.origin + path);
      await page.getByLabel("No estamos de acuerdo con NO-1").check();
      await judge();
      await page.getByRole("button", { name: "Cerrar el acta" }).click();
      await page.getByText("El acta quedó cerrada por las dos partes.").waitFor();
      await page.getByText("La IPS no está de acuerdo").waitFor();
      await judge();
      assertEquals(complaints, []);
    });
  });
}

async function enter({ page, origin, portal }: Visit): Promise<void> {
  await createAccount(portal.services, A);
  await page.context().clearCookies();
  await page.goto(`${origin}/zona-ser`);
  await fillSignIn(page, A);
  await page.waitForURL("**/portal");
}

/** The treasury answers both differences, after it forgot one. */
async function answer(visit: Visit, path: string): Promise<void> {
  const { page, origin } = visit;
  await signInStaff(visit, "tesoreria");
  await page.goto(`${origin}/funcionario/conciliaciones`);
  await page.getByRole("link", { name: path.split("/").at(-1) ?? "" }).click();
  await page.getByText("Radicada el 3 de enero").waitFor();
  await page.getByLabel(/^Respuesta a FEV/).selectOption("paid");
  await page.getByLabel(/^Nota de FEV/).fill("Comprobante 1002");
  await page.getByRole("button", { name: "Entregar la respuesta" }).click();
  await page.locator("#posicion-2-error").waitFor();
  await page.getByLabel("Respuesta a NO-1").selectOption("reviews");
  await page.getByLabel("Para qué día, NO-1").fill("30/04/2026");
  await page.getByRole("button", { name: "Entregar la respuesta" }).click();
  await page.getByText("La respuesta quedó entregada.").waitFor();
}
