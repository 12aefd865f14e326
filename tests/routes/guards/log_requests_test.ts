import { assertEquals } from "@std/assert";
import { A, testApp } from "../../support/app.ts";
import { somePayments } from "../../support/payments.ts";

Deno.test("the line of a request names the page's own route, never what stands in the address", async () => {
  await using portal = await testApp(somePayments());
  const browser = await portal.signIn(A);
  portal.logged.length = 0;
  for (
    const address of [
      "/",
      "/afiliados",
      "/pagos?desde=01/03/2026&hasta=31/03/2026",
      "/pagos/1003",
      "/facturas/FEV-10",
      "/activar?SECRET",
      "/static/app.css",
      "/nada/SECRET",
    ]
  ) await (await browser.get(address)).body?.cancel();
  const routes = portal.logged.filter(({ event }) => event === "request")
    .map(({ details }) => details.route);
  assertEquals(routes, [
    "/",
    "/afiliados",
    "/pagos",
    "/pagos/:documentNumber",
    "/facturas/:invoiceNumber",
    "/activar",
    "/static/app.css",
    "/*",
  ]);
});
