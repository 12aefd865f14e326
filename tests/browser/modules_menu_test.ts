/// <reference lib="dom" />
import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { createAccount } from "../support/app.ts";
import { fillSignIn, signInStaff, visit } from "../support/browser.ts";
import { A } from "../support/files.ts";
import { judgePage } from "../support/screens.ts";

const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 800 };

Deno.test("on a phone the modules are a menu, by keyboard and by touch, with a script and without", async () => {
  await visit([], { viewport: PHONE }, async ({ page, portal, origin, complaints }) => {
    await createAccount(portal.services, A);
    await page.goto(`${origin}/zona-ser`);
    await fillSignIn(page, A);
    await page.waitForURL("**/portal");
    assertEquals(await brokenLines(page, [360, 640, 700, 840, 900, 1280]), []);
    await page.setViewportSize(PHONE);
    await page.goto(`${origin}/cruce`);
    assertEquals(await shownModules(page), []);
    await page.locator(".modules summary:visible").focus();
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Equipo" }).waitFor();
    assertEquals((await shownModules(page)).length, 8);
    assertEquals(await page.locator(".modules [aria-current]").textContent(), "Cruce de cartera");
    await judgePage(page);
    await page.setViewportSize(PHONE);
    await page.getByRole("link", { name: "Equipo" }).focus();
    await page.keyboard.press("Escape");
    await page.locator(".modules summary:focus").waitFor();
    assertEquals(await shownModules(page), []);
    await page.getByText("Menú").click();
    await page.getByRole("link", { name: "Equipo" }).waitFor();
    await page.getByRole("heading", { level: 1 }).click();
    await page.getByRole("link", { name: "Equipo" }).waitFor({ state: "hidden" });

    const storageState = await page.context().storageState();
    const plain = await page.context().browser()?.newContext({
      javaScriptEnabled: false,
      viewport: PHONE,
      storageState,
    });
    assert(plain);
    const bare = await plain.newPage();
    await bare.goto(`${origin}/cruce`);
    await bare.getByText("Menú").click();
    await bare.getByRole("link", { name: "Equipo" }).click();
    await bare.waitForURL("**/equipo");
    assertEquals(await shownModules(bare), []);
    await plain.close();
    assertEquals(complaints, []);
  });
});

Deno.test("on a desk the modules of every role are one line, and the last of many fold", async () => {
  await visit([], { viewport: DESK }, async (visit) => {
    const { page, origin } = visit;
    await signInStaff(visit, "administrador");
    await page.goto(`${origin}/funcionario/correos`);
    const strip = await page.locator(".modules").boundingBox();
    assert(strip && strip.height < 60, `the strip is ${strip?.height} px high`);
    assertEquals((await shownModules(page)).length, 6);
    await page.getByText("Más", { exact: true }).click();
    await page.getByRole("link", { name: "Sistema" }).waitFor();
    assertEquals(await page.locator(".modules [aria-current]").textContent(), "Correos");
    assertEquals((await shownModules(page)).length, 10);
    await judgePage(page);
    await page.setViewportSize({ width: 840, height: 800 });
    const right = await page.getByRole("link", { name: "Sistema" })
      .evaluate((link) => link.getBoundingClientRect().right);
    assert(right <= 840, `what folds ends at ${right} px`);
    for (const width of [832, 1023, 1024]) {
      await page.setViewportSize({ width, height: 800 });
      const strip = await page.locator(".modules").boundingBox();
      assert(strip && strip.height < 60, `at ${width} px the strip is ${strip?.height} px high`);
      const shown = await shownModules(page);
      assertEquals(shown.length, 10, "each is in the line or in what folds, and in one of them");
      assertEquals(new Set(shown).size, 10);
    }
  });
});

async function shownModules(page: Page): Promise<string[]> {
  return await page.locator(".modules ul a:visible").allTextContents();
}

/** What is no longer one line of the band or of the figures at these widths, where sums are large. */
async function brokenLines(page: Page, widths: number[]): Promise<string[]> {
  const broken: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: DESK.height });
    const texts = await page.evaluate(() => {
      const sums = [...document.querySelectorAll(".figure-amount")];
      for (const sum of sums) sum.textContent = "$ 10.514.984.473,84";
      const others = document.querySelectorAll(".brand-name, .brand-place, .band-button");
      return [...sums, ...others].filter((one) => {
        const range = document.createRange();
        range.selectNodeContents(one);
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
      }).map(({ textContent }) => textContent);
    });
    broken.push(...texts.map((text) => `${width} px: ${text}`));
  }
  return broken;
}
