/// <reference lib="dom" />
import { assert, assertEquals } from "@std/assert";
import { createAccount, PASSWORD } from "../support/app.ts";
import { type Visit, visit } from "../support/browser.ts";
import { A } from "../support/files.ts";
import { ALL_MARCH, somePayments } from "../support/payments.ts";

const PAYMENTS = /\/pagos\?desde=01/;
const SLIPPED =
  '<div hx-get="/x" hx-trigger="load"></div><div data-hx-get="/x" hx-trigger="load">' +
  '</div><img src="/no.png" onerror="fetch(\'/x\')"><script>fetch("/x")</script>' +
  '<div hx-on:htmx:load="fetch(\'/x\')" hx-get="/x" hx-trigger="load[fetch(\'/x\')]"></div>';

Deno.test("P4: if escaping were broken, the policy and hx-csp would still stop every request of injected markup", async () => {
  await visit(somePayments(), {}, async (visit) => {
    await signIn(visit);
    const asked = await requestsOf(visit, () => SLIPPED);
    assert(!asked.includes("/x"), asked.join(" "));
    // What the server itself wrote would have asked.
    const asking = visit.page.waitForRequest("**/x");
    await requestsOf(
      visit,
      (nonce) => `<div hx-get="/x" hx-trigger="load" hx-nonce="${nonce}"></div>`,
    );
    await asking;
  });
});

Deno.test("P4: however late hx-csp comes, htmx does not process the page before it", async () => {
  await visit(somePayments(), {}, async (visit) => {
    const { page } = visit;
    await signIn(visit);
    let isHeld = false;
    await page.route(/hx-csp/, async (route) => {
      await page.waitForFunction(() => "htmx" in globalThis, undefined, { polling: 20 });
      // Whatever htmx put off until after its own script has run when a later timer has.
      await page.evaluate(() => new Promise((later) => setTimeout(() => setTimeout(later))));
      isHeld = true;
      await route.continue();
    });
    const asked = await requestsOf(visit, () => SLIPPED);
    assert(isHeld && !asked.includes("/x"), asked.join(" "));
  });
});

Deno.test("P5: elements named htmx, config and __proto__ change nothing of what the page does", async () => {
  await visit(somePayments(), {}, async (visit) => {
    const { page, origin } = visit;
    await signIn(visit);
    const clobbers = ["htmx", "config", "__proto__", "constructor", "hxCsp"]
      .map((name) =>
        `<form id="${name}" name="${name}"><input name="config" id="in-${name}"></form>`
      )
      .join("") +
      '<a id="htmx" name="config" href="/x">x</a><a id="config" name="extensions">x</a>';
    const asked = await requestsOf(visit, () => clobbers + SLIPPED);
    assert(!asked.includes("/x"), asked.join(" "));
    await page.getByLabel("Desde").focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "10 de marzo de 2026" }).click();
    await page.locator("#desde[value='10/03/2026']").waitFor();
    await page.getByRole("button", { name: "Buscar" }).click();
    await page.waitForURL(/desde=10(\/|%2F)03/);
    assertEquals(new URL(page.url()).origin, origin);
    assert(
      await page.evaluate(() => typeof Reflect.get(globalThis, "htmx")?.process) === "function",
    );
  });
});

/** Opens the payments with markup slipped in before the content; answers the paths it asked for. */
async function requestsOf(
  { page, origin }: Visit,
  markup: (nonce: string) => string,
): Promise<string[]> {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.unroute(PAYMENTS);
  await page.route(PAYMENTS, async (route) => {
    const answer = await route.fetch();
    const html = await answer.text();
    const nonce = /nonce="([^"]+)"/.exec(html)?.[1] ?? "";
    const body = html.replace('<main id="contenido"', `${markup(nonce)}<main id="contenido"`);
    await route.fulfill({ response: answer, body });
  });
  await page.goto(`${origin}/pagos?${ALL_MARCH}`, { waitUntil: "networkidle" });
  return asked;
}

async function signIn({ page, portal, origin }: Visit): Promise<void> {
  await createAccount(portal.services, A);
  await page.goto(`${origin}/zona-ser`);
  await page.getByLabel("Usuario", { exact: true }).fill(A);
  await page.getByLabel("Contraseña").fill(PASSWORD);
  await page.getByRole("button", { name: "Inicio de Sesión" }).click();
  await page.getByRole("heading", { name: "Módulos Portal" }).waitFor();
}
