/// <reference lib="dom" />
import { assertEquals } from "@std/assert";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { findLoads } from "../../db/loads/history.ts";
import { totpCode } from "../support/totp.ts";
import { createAccount, PASSWORD } from "../support/app.ts";
import { addressOf, fillSignIn, type Visit, visit } from "../support/browser.ts";
import { A, aFile, aSettlement, aVoucher, load } from "../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../support/files.ts";
import { createStaff } from "../support/people.ts";
import { somePayments } from "../support/payments.ts";
import { judgeScreen, WIDTHS } from "../support/screens.ts";

const LOADS = "/funcionario/cargas";
/** No two of one amount: that would be odd. */
const LINES = Array.from(
  { length: 45 },
  (_, index) => aVoucher({ number: `N${index}`, paid: `${1000 + index},00` }),
);
const GOOD = [VOUCHERS_HEADER, aVoucher({ number: "1001", paidOn: "11/03/2026" }), ...LINES];
const BAD = [SETTLEMENTS_HEADER, ...LINES.map((_, index) => `${A};N${index};Factura;F;1.2,3;1;1`)];

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with JavaScript" : "without JavaScript";
  Deno.test(`files are loaded, followed, published by a second person and undone, ${how}`, async () => {
    await visit(somePayments(), { javaScriptEnabled }, async (visit) => {
      const { page, origin, complaints } = visit;
      await signInStaff(visit, "una@eps.example");
      const address = await loadFiles(page, origin, "comprobantes.csv", GOOD);
      await waitForVerdict(page, javaScriptEnabled);
      await page.getByText("Usted la cargó").waitFor();
      await signInStaff(visit, "otra@eps.example");
      await page.goto(origin + LOADS);
      await page.locator("a.row-link").click();
      await page.waitForURL(address);
      await page.getByLabel("Total de control").fill("46.990,01");
      await page.getByRole("button", { name: "Publicar" }).click();
      await page.getByRole("heading", { name: "Revise 1 dato para publicar" }).waitFor();
      assertEquals(await page.getByLabel("Total de control").inputValue(), "46.990,01");
      await page.getByLabel("Total de control").fill("46.990,00");
      await page.getByRole("button", { name: "Publicar" }).click();
      await page.getByText("Publicada el").waitFor();
      await page.getByRole("link", { name: "Deshacer esta carga" }).click();
      await page.getByText(/45 comprobantes por \$\s45\.990,00 salen/).waitFor();
      await page.getByRole("link", { name: "Seguir" }).click();
      await page.getByRole("button", { name: "Deshacer la carga" }).click();
      await page.getByRole("heading", { name: "Revise 2 datos para deshacer" }).waitFor();
      await page.getByLabel("Motivo").fill("El banco devolvió estos pagos.");
      await page.getByLabel("Total de control").fill("46.990,00");
      await page.getByRole("button", { name: "Deshacer la carga" }).click();
      await page.getByText(/deshizo la Carga \d{4}-\d{4} el/).waitFor();
      assertEquals(complaints, []);
    });
  });
}

/** A second payment of an invoice, and a third that repeats it. */
const ODD = [
  VOUCHERS_HEADER,
  aVoucher({ number: "2001", paidOn: "12/03/2026", paid: "1000,50" }),
  aVoucher({ number: "2002", paidOn: "12/03/2026", paid: "1000,50" }),
];
const ODD_LINES = [SETTLEMENTS_HEADER, aSettlement("2001", "fev 1", "1000,50")];

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with JavaScript" : "without JavaScript";
  Deno.test(`a second person opens odd payments and confirms them by kind, ${how}`, async () => {
    await visit(somePayments(), { javaScriptEnabled }, async (visit) => {
      const { page, origin, complaints } = visit;
      await signInStaff(visit, "una@eps.example");
      const address = await loadFiles(page, origin, "comprobantes.csv", ODD, ODD_LINES);
      await waitForVerdict(page, javaScriptEnabled);
      await signInStaff(visit, "otra@eps.example");
      await page.goto(address);
      await page.getByLabel("Total de control").fill("2.001,00");
      await page.getByLabel(/^Revisé: 1 factura que otro comprobante ya paga/).check();
      await page.getByRole("button", { name: "Publicar" }).click();
      await page.getByRole("heading", { name: "Revise 1 dato para publicar" }).waitFor();
      assertEquals(await page.getByLabel("Total de control").inputValue(), "2.001,00");
      assertEquals(await page.getByLabel(/^Revisé: 1 factura/).isChecked(), true);
      await page.locator("#dosVeces").getByRole("link", { name: "2001" }).click();
      await page.getByRole("heading", { name: "Comprobante 2001" }).waitFor();
      if (javaScriptEnabled) await judgeScreen(page, await addressOf(page));
      await page.goto(address);
      await page.locator("#dosVeces").getByRole("link", { name: "1003" }).click();
      await page.getByRole("heading", { name: "Detalle de Pagos" }).waitFor();
      await page.goto(address);
      await page.getByLabel("Total de control").fill("2.001,00");
      for (const box of await page.getByLabel(/^Revisé:/).all()) await box.check();
      await page.getByRole("button", { name: "Publicar" }).click();
      await page.getByText("Publicada el").waitFor();
      assertEquals(complaints, []);
    });
  });
}

Deno.test(`P9: every screen of the treasury is accessible and never wider than ${WIDTHS.join(", ")} px, light and dark`, async () => {
  await visit(somePayments(), {}, async (visit) => {
    const { page, origin, portal } = visit;
    await signInStaff(visit, "una@eps.example");
    await judgeScreen(page, origin + LOADS);
    const refused = await loadFiles(page, origin, "facturas.csv", BAD);
    await page.getByText("No se guardó nada").first().waitFor();
    await judgeScreen(page, refused);
    await page.getByRole("link", { name: "Siguiente" }).first().click();
    await page.getByText("22–42 de").waitFor();
    const waiting = await loadFiles(page, origin, "comprobantes.csv", GOOD);
    await page.getByText("Revisada y guardada").waitFor();
    await judgeScreen(page, waiting);
    await judgeScreen(page, `${waiting}?cambios=2&prestadores=9`);
    const odd = await loadFiles(page, origin, "comprobantes.csv", ODD, ODD_LINES);
    await page.getByText("Revisada y guardada").waitFor();
    await judgeScreen(page, odd);
    await judgeScreen(page, `${waiting}/deshacer`);
    const { loads } = await findLoads(portal.db, { page: 1 });
    const published = loads.find(({ status }) => status === "published");
    await judgeScreen(page, `${origin}${LOADS}/${published?.id}/deshacer`);
    await judgeScreen(page, `${origin}${LOADS}/${published?.id}/deshacer/confirmar`);
    await page.getByLabel("Motivo").waitFor();
    await judgeScreen(page, `${origin}${LOADS}/historial`);
    await judgeScreen(page, `${origin}/funcionario/tokens`);
    await judgeScreen(page, `${origin}/funcionario/siifa`);
    await judgeScreen(page, `${origin}/funcionario/siifa/columnas`);
    assertEquals(visit.complaints, []);
  });
});

Deno.test("a provider opens what a correction changed without leaving the voucher", async () => {
  await visit(somePayments(), {}, async (visit) => {
    const { page, origin, portal } = visit;
    const corrected = aVoucher({ number: "1001", paidOn: "10/03/2026", paid: "3500,50" });
    await load(portal.db, [aFile("c.csv", VOUCHERS_HEADER, corrected)]);
    await createAccount(portal.services, A);
    await page.goto(`${origin}/zona-ser`);
    await fillSignIn(page, A);
    await page.waitForURL("**/portal");
    const address = `${origin}/pagos/1001?desde=01/03/2026&hasta=31/03/2026`;
    await page.goto(address);
    await page.getByText("Corregido el 01/04/2026").click();
    await page.locator("ins", { hasText: "3.500,50" }).waitFor();
    assertEquals(await addressOf(page), address);
    assertEquals(visit.complaints, []);
  });
});

/** Signs a member of the treasury in instead of whoever was signed in. */
async function signInStaff({ page, origin, portal }: Visit, email: string): Promise<void> {
  const { secret } = await createStaff(portal.services, email, "tesoreria");
  await page.context().clearCookies();
  await page.goto(`${origin}/zona-ser`);
  await page.getByLabel("Tipo Usuario").selectOption("funcionario");
  await page.getByLabel("Usuario", { exact: true }).fill(email);
  await page.getByLabel("Contraseña").fill(PASSWORD);
  await page.getByRole("button", { name: "Inicio de Sesión" }).click();
  await page.locator("#codigo").fill(totpCode(secret, portal.clock.nowMs));
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForURL("**/funcionario");
}

/** Sends a file, and one of invoices where there is any; answers the address of the load. */
async function loadFiles(
  page: Page,
  origin: string,
  name: string,
  lines: string[],
  invoices?: string[],
): Promise<string> {
  await page.goto(origin + LOADS);
  const fileOf = (name: string, lines: string[]) => ({
    name,
    mimeType: "text/csv",
    buffer: Buffer.from(lines.join("\n")),
  });
  const files = [fileOf(name, lines), ...(invoices ? [fileOf("facturas.csv", invoices)] : [])];
  await page.getByLabel("Arrastre aquí los archivos o escójalos").setInputFiles(files);
  await page.getByRole("button", { name: "Cargar y revisar" }).click();
  await page.waitForURL(/cargas\/[0-9a-f]{64}$/);
  return page.url();
}

/** Without scripts one asks again by the link. */
async function waitForVerdict(page: Page, javaScriptEnabled: boolean): Promise<void> {
  const verdict = page.getByText("Revisada y guardada");
  const again = page.getByRole("link", { name: "Actualizar" });
  while (!javaScriptEnabled) {
    await verdict.or(again).waitFor();
    if (await verdict.count() > 0) break;
    await again.click();
  }
  await verdict.waitFor();
}
