/// <reference lib="dom" />
import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { createAccount } from "../support/app.ts";
import { fillSignIn, visit } from "../support/browser.ts";
import { A } from "../support/files.ts";
import { anInquiry, aProposal } from "../support/inquiries.ts";
import { ALL_MARCH, somePayments } from "../support/payments.ts";

const PHONE = { viewport: { width: 360, height: 740 } };

Deno.test("on a phone a voucher is three lines until it is opened, and hidden heads take no focus; paper shows every column", async () => {
  await visit(somePayments(), PHONE, async ({ page, portal, origin }) => {
    await createAccount(portal.services, A);
    await page.goto(`${origin}/zona-ser`);
    await fillSignIn(page, A);
    await page.waitForURL("**/portal");
    await page.goto(`${origin}/pagos?${ALL_MARCH}`);
    assertEquals(await linesOf(page, "1002"), 3);
    assertEquals(await linesOf(page, "1003"), 4, "money without an invoice is never hidden");
    assertEquals(await page.locator("a.sort:visible").count(), 0);
    await page.getByRole("row").filter({ hasText: "1002" }).getByRole("link").click();
    await page.locator("#detalle-titulo:focus").waitFor();
    assert(await linesOf(page, "1002") > 8, "an opened voucher shows all it has");
    assertEquals(await linesOf(page, "1001"), 3);
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 816, height: 1056 });
    const right = (selector: string) =>
      page.locator(selector).first().evaluate((one) => one.getBoundingClientRect().right);
    const box = page.locator(".table-box").first();
    assertEquals(await box.evaluate((one) => getComputedStyle(one).overflowX), "visible");
    assert(await right(".vouchers-table") <= await right(".table-box"), "paper holds every column");
    await anInquiry(portal.db, aProposal());
    await page.setViewportSize({ width: 740, height: 1056 });
    await page.goto(`${origin}/consultas`);
    const day = page.locator('.plain-table td[data-label="Abierta el"]').first();
    const lines = await day.evaluate((cell) => {
      const text = document.createRange();
      text.selectNodeContents(cell);
      return text.getClientRects().length;
    });
    assertEquals(lines, 1, "a day is on one line");
  });
});

/** On how many lines the cells of a voucher stand. */
async function linesOf(page: Page, number: string): Promise<number> {
  const cells = page.locator(".vouchers-table tbody tr").filter({ hasText: number }).first()
    .locator("td");
  const tops = await cells.evaluateAll((all) =>
    all.map((cell) => cell.getBoundingClientRect()).filter(({ height }) => height > 0)
      .map(({ top, height }) => top + height / 2)
  );
  const lines = tops.sort((one, other) => one - other)
    .filter((middle, index) => index === 0 || middle - (tops[index - 1] ?? 0) > 8);
  return lines.length;
}
