/// <reference lib="dom" />
import { assert, assertEquals } from "@std/assert";
import axe from "axe-core";
import type { Page } from "playwright-core";

/** Widths in pixels that every screen must fit: a desk, a phone, and a page enlarged to 400 %. */
export const WIDTHS = [1280, 360, 320];
const THEMES = ["light", "dark"] as const;
/** The rules of axe whose answer depends on colors; dark changes nothing else. */
const COLOR_RULES = ["color-contrast", "link-in-text-block"];

/** Asks for a screen and judges it. */
export async function judgeScreen(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await judgePage(page);
}

/**
 * Looks at the page that is open in every width and theme: nothing is wider than the window, and axe
 * finds nothing serious or critical.
 */
export async function judgePage(page: Page): Promise<void> {
  const address = page.url();
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.evaluate(axe.source);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert(overflow <= 0, `${address} is ${overflow} px wider than ${width}`);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      assertEquals(
        await findFaults(page, colorScheme),
        [],
        `${address}, ${width} px, ${colorScheme}`,
      );
    }
  }
}

async function findFaults(page: Page, theme: (typeof THEMES)[number]): Promise<string[]> {
  return await page.evaluate(async (rules) => {
    const options = rules ? { runOnly: { type: "rule", values: rules } } : {};
    const { violations } = await Reflect.get(globalThis, "axe").run(document, options);
    const faults: string[] = [];
    for (const { id, impact, nodes } of violations) {
      if (impact === "serious" || impact === "critical") faults.push(`${id}: ${nodes[0]?.html}`);
    }
    return faults;
  }, theme === "dark" ? COLOR_RULES : undefined);
}
