/// <reference lib="dom" />
import { assert, assertEquals } from "@std/assert";
import axe from "axe-core";
import type { Page } from "playwright-core";

/** Widths in pixels that every screen must fit: a desk, a phone, and a page enlarged to 400 %. */
export const WIDTHS = [1280, 360, 320];
/** The rules of axe whose answer depends on colors; dark changes nothing else. */
const COLOR_RULES = ["color-contrast", "link-in-text-block"];
/** Those whose answer depends on where things stand: at 320 px everything is as at 360, but narrower. */
const PLACE_RULES = ["color-contrast", "scrollable-region-focusable"];

type Look = { width: number; theme: "light" | "dark"; rules?: string[] };
/** One after another changes as little as can be, because each change draws the page again. */
const LOOKS: Look[] = [
  { width: 1280, theme: "light" },
  { width: 1280, theme: "dark", rules: COLOR_RULES },
  { width: 360, theme: "dark", rules: COLOR_RULES },
  { width: 360, theme: "light" },
  { width: 320, theme: "light", rules: PLACE_RULES },
];

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
  // Of a page that is still coming axe would miss what is not there yet, its title first.
  await page.waitForLoadState();
  const address = page.url();
  await page.evaluate(axe.source);
  for (const { width, theme, rules } of LOOKS) {
    await page.emulateMedia({ reducedMotion: "reduce", colorScheme: theme });
    await page.setViewportSize({ width, height: 800 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert(overflow <= 0, `${address} is ${overflow} px wider than ${width}`);
    assertEquals(await findFaults(page, rules), [], `${address}, ${width} px, ${theme}`);
  }
}

/** `preload` is for rules on media, none of which is serious. */
async function findFaults(page: Page, rules: string[] | undefined): Promise<string[]> {
  return await page.evaluate(async (rules) => {
    const only = rules && { runOnly: { type: "rule", values: rules } };
    const options = { preload: false, resultTypes: ["violations"], ...only };
    const { violations } = await Reflect.get(globalThis, "axe").run(document, options);
    const faults: string[] = [];
    for (const { id, impact, nodes } of violations) {
      if (impact === "serious" || impact === "critical") faults.push(`${id}: ${nodes[0]?.html}`);
    }
    return faults;
  }, rules);
}
