/// <reference lib="dom" />
import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { createAccount } from "../support/app.ts";
import { fillSignIn, visit } from "../support/browser.ts";
import { A } from "../support/files.ts";
import { judgePage } from "../support/screens.ts";
import { ALL_MARCH, somePayments } from "../support/payments.ts";

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with JavaScript" : "without JavaScript";

  Deno.test(`a figure leads to its list, and the focus to the detail and back to its row, ${how}`, async () => {
    await visit(somePayments(), { javaScriptEnabled }, async ({ page, portal, origin }) => {
      await createAccount(portal.services, A);
      await page.goto(`${origin}/zona-ser`);
      await fillSignIn(page, A);
      await page.waitForURL("**/portal");
      await page.locator(".figure").getByRole("link", { name: "1 comprobante", exact: true })
        .click();
      await page.getByText("Total de 1 comprobante").waitFor();
      const chip = page.getByRole("link", { name: "Con pendiente por aplicar · 1" });
      assertEquals(await chip.getAttribute("aria-current"), "true");
      await page.getByRole("link", { name: "Todos · 2" }).click();
      await page.getByText("Total de 2 comprobantes").waitFor();
      await page.goto(`${origin}/pagos?${ALL_MARCH}`);
      await page.getByText("Total de 4 comprobantes, y 1 anulado").waitFor();
      for (const number of ["1002", "GD/7 á"]) {
        const row = page.getByRole("row").filter({ hasText: number });
        const open = row.getByRole("link", { name: "Ver Detalle" });
        await open.focus();
        await page.keyboard.press("Enter");
        const heading = page.getByRole("heading", { name: "Detalle de Pagos" });
        await page.locator("#detalle-titulo:focus").waitFor();
        const top = (await heading.boundingBox())?.y ?? -1;
        assert(top >= 16, `the heading stands at ${top}`);
        assert(top <= 40 || await isAtEnd(page), `the heading stands at ${top}`);
        await page.getByRole("link", { name: "Cerrar detalle" }).focus();
        await page.keyboard.press("Enter");
        await page.waitForURL(/\/pagos\?/);
        await heading.waitFor({ state: "detached" });
        await open.and(page.locator(":focus")).waitFor();
      }
    });
  });
}

Deno.test("the days of the calendar are walked through by keys, over months and years, and one is picked", async () => {
  await visit(somePayments(), {}, async ({ page, portal, origin, complaints }) => {
    await createAccount(portal.services, A);
    await page.goto(`${origin}/zona-ser`);
    await fillSignIn(page, A);
    await page.waitForURL("**/portal");
    await page.goto(`${origin}/pagos?desde=31/03/2026&hasta=31/03/2026`);
    await page.getByLabel("Desde").focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await day(page, "31 de marzo de 2026");
    for (const [key, name] of WALK) {
      await page.keyboard.press(key);
      await day(page, name);
    }
    await judgePage(page);
    await page.keyboard.press("Tab");
    assertEquals(await page.locator(".calendar :focus").count(), 0, "one stop for all days");
    await page.keyboard.press("Shift+Tab");
    await day(page, "1 de febrero de 2025");
    await page.getByRole("button", { name: "Año siguiente" }).click();
    await page.getByText("febrero de 2026").waitFor();
    await page.getByRole("button", { name: "Mes anterior" }).press("Enter");
    await page.getByText("enero de 2026").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await day(page, "1 de enero de 2026");
    await page.keyboard.press("Enter");
    await page.locator("#desde[value='01/01/2026']").waitFor();
    await page.locator(".calendar").waitFor({ state: "detached" });
    await page.keyboard.press("Enter");
    await page.waitForURL(/desde=01(\/|%2F)01/);
    assertEquals(complaints, []);
  });
});

const WALK = [
  ["ArrowRight", "1 de abril de 2026"],
  ["ArrowLeft", "31 de marzo de 2026"],
  ["ArrowUp", "24 de marzo de 2026"],
  ["ArrowDown", "31 de marzo de 2026"],
  ["Home", "30 de marzo de 2026"],
  ["End", "5 de abril de 2026"],
  ["ArrowLeft", "4 de abril de 2026"],
  ["PageUp", "4 de marzo de 2026"],
  ["End", "8 de marzo de 2026"],
  ["Shift+PageDown", "8 de marzo de 2027"],
  ["Shift+PageUp", "8 de marzo de 2026"],
  ["PageDown", "8 de abril de 2026"],
  ["Home", "6 de abril de 2026"],
  ["Shift+PageUp", "6 de abril de 2025"],
  ["PageUp", "6 de marzo de 2025"],
  ["PageUp", "6 de febrero de 2025"],
  ["ArrowUp", "30 de enero de 2025"],
  ["PageDown", "28 de febrero de 2025"],
  ["ArrowUp", "21 de febrero de 2025"],
  ["ArrowUp", "14 de febrero de 2025"],
  ["ArrowUp", "7 de febrero de 2025"],
  ["ArrowUp", "31 de enero de 2025"],
  ["ArrowRight", "1 de febrero de 2025"],
] as const;

/** Waits until a day has the focus. */
async function day(page: Page, name: string): Promise<void> {
  await page.locator(`.calendar [aria-label="${name}"]:focus`).waitFor();
}

async function isAtEnd(page: Page): Promise<boolean> {
  return await page.evaluate(() =>
    Math.ceil(scrollY + innerHeight) >= document.documentElement.scrollHeight
  );
}
