/// <reference lib="dom" />
import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { createAccount } from "../support/app.ts";
import { addressOf, fillSignIn, visit } from "../support/browser.ts";
import { A } from "../support/files.ts";
import { judgePage } from "../support/screens.ts";
import { ALL_MARCH, somePayments } from "../support/payments.ts";

const PARTS = /\/(pagos|calendario)/;

Deno.test("where no answer comes the page stays, says so, and asks again", async () => {
  await visit(somePayments(), {}, async ({ page, portal, origin }) => {
    await createAccount(portal.services, A);
    await page.goto(`${origin}/zona-ser`);
    await fillSignIn(page, A);
    await page.waitForURL("**/portal");
    await page.goto(`${origin}/pagos?${ALL_MARCH}`);
    await page.getByLabel("Desde").fill("15/03/2026");
    const detail = page.getByRole("row").filter({ hasText: "1003" }).getByRole("link");
    const again = page.getByRole("button", { name: "Intentar de nuevo" });
    const search = () => page.getByRole("button", { name: "Buscar" }).click();
    const steps: [() => Promise<void>, (failing: Failing) => Promise<void>, string, RegExp][] = [
      [search, isDown, "de 4 comprobantes", /desde=15%2F03/],
      [() => detail.click(), isBroken, "Diferencia $", /1003/],
      [() => openCalendar(page), isDown, "marzo de 2026", /1003/],
    ];
    for (const [click, fail, expected, place] of steps) {
      const address = await addressOf(page);
      await page.route(PARTS, fail);
      await click();
      await page.locator("#sin-respuesta button:focus").waitFor();
      const reason = fail === isDown ? "revise su conexión" : "falló de nuestro lado";
      await page.getByText(reason).waitFor();
      await judgePage(page);
      assertEquals(await page.getByRole("heading", { name: "Consulta de Pagos" }).count(), 1);
      assertEquals(await page.getByLabel("Desde").inputValue(), "15/03/2026");
      assertEquals(await addressOf(page), address);
      await page.unroute(PARTS);
      await again.click();
      await page.getByText(expected).first().waitFor();
      await page.waitForURL(place);
      await again.waitFor({ state: "hidden" });
    }
  });
});

Deno.test("an answer that takes longer than 300 ms is announced, and a quick one is not", async () => {
  await visit(somePayments(), {}, async ({ page, portal, origin, complaints }) => {
    await createAccount(portal.services, A);
    await page.goto(`${origin}/zona-ser`);
    await fillSignIn(page, A);
    await page.waitForURL("**/portal");
    await page.clock.install();
    await page.goto(`${origin}/pagos?${ALL_MARCH}`);
    const release = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    await page.route(PARTS, async (route) => {
      asked.resolve();
      await release.promise;
      await route.continue();
    });
    // Further than a slow machine takes from the reading of the clock to its stop.
    await page.clock.pauseAt(Date.now() + 60_000);
    await page.getByRole("link", { name: "Este mes" }).click();
    await asked.promise;
    const sign = page.locator("#cargando");
    await page.clock.runFor(299);
    assertEquals(await sign.textContent(), "");
    await page.clock.runFor(1);
    assertEquals(await sign.textContent(), "Cargando…");
    assertEquals(await sign.isVisible(), true);
    await page.clock.resume();
    release.resolve();
    await page.getByText("No encontramos pagos").waitFor();
    await page.locator("#cargando:empty").waitFor({ state: "attached" });
    assertEquals(complaints, []);
  });
});

type Failing = { abort(): Promise<void>; fulfill(answer: { status: number }): Promise<void> };

async function isDown(route: Failing): Promise<void> {
  await route.abort();
}

async function isBroken(route: Failing): Promise<void> {
  await route.fulfill({ status: 502 });
}

async function openCalendar(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Elegir la fecha final" }).click();
}
