/// <reference lib="dom" />
import { assertEquals } from "@std/assert";
import { aCase, CASE } from "../support/attention/cases.ts";
import { fillSignIn, signInStaff, visit } from "../support/browser.ts";
import { anAffiliate, createAffiliate } from "../support/people.ts";
import { judgePage, judgeScreen } from "../support/screens.ts";

const PQRS = "/afiliados/atencion/pqrs";

for (const javaScriptEnabled of [true, false]) {
  const way = javaScriptEnabled ? "with a script" : "without one";
  Deno.test(`somebody complains without her name and reads the answer with her code, ${way}`, async () => {
    await visit([], { javaScriptEnabled }, async ({ page, origin, complaints }) => {
      await page.goto(`${origin}/afiliados/atencion`);
      await page.getByRole("link", { name: "Peticiones, quejas y reclamos" }).click();
      await page.getByRole("link", { name: "Queja" }).click();
      await page.getByRole("link", { name: "No, sin mi nombre" }).click();
      await page.getByRole("button", { name: "Enviar queja" }).click();
      await page.getByText("Cuéntenos qué pasó o qué necesita.").first().waitFor();
      await page.getByLabel("¿Qué pasó, o qué necesita?").fill("La fila no avanza.");
      await page.getByRole("button", { name: "Enviar queja" }).click();
      await page.getByText("Recibimos su queja").waitFor();
      if (javaScriptEnabled) await judgePage(page);
      const [folio = "", code = ""] = await page.locator(".case-keys strong").allTextContents();
      await page.context().clearCookies();
      await page.goto(`${origin}${PQRS}/${folio}`);
      await page.getByLabel("Radicado").fill(folio);
      await page.getByLabel("Número de documento, o el código").fill(code.toLowerCase());
      await page.getByRole("button", { name: "Ver mi solicitud" }).click();
      await page.getByText("La fila no avanza.").waitFor();
      await page.getByLabel("Mensaje", { exact: true }).fill("Sigue igual.");
      await page.getByRole("button", { name: "Enviar mensaje" }).click();
      await page.getByText("Enviamos su mensaje.").waitFor();
      if (javaScriptEnabled) await judgePage(page);
      await page.getByRole("button", { name: "Salir de esta solicitud" }).click();
      await page.getByText("¿Qué quiere hacer?").waitFor();
      assertEquals(complaints, []);
    });
  });
}

Deno.test("P9: what the staff and an affiliate see of PQRS is accessible and never too wide", async () => {
  await visit([], {}, async (seen) => {
    const { page, origin, portal, complaints } = seen;
    const overdue = { kind: "claim", risk: "vital", dueAt: portal.clock.nowMs - 1 } as const;
    const affiliateId = await createAffiliate(portal.services);
    await aCase(portal.db, { ...overdue, affiliateId });
    await signInStaff(seen, "atencion");
    await judgeScreen(page, `${origin}/funcionario/atencion`);
    await page.goto(`${origin}/funcionario/atencion/${CASE}`);
    await page.getByLabel("Motivo").fill("Responde lo que reclamó.");
    await page.getByRole("button", { name: "Ver los datos" }).click();
    await page.waitForURL(`**/funcionario/atencion/${CASE}`);
    await judgeScreen(page, `${origin}/funcionario/atencion/${CASE}`);
    await page.context().clearCookies();
    await page.goto(`${origin}/zona-ser`);
    await page.getByLabel("Tipo Usuario").selectOption("afiliado");
    await page.getByLabel("Tipo Documento").selectOption("CC");
    await fillSignIn(page, anAffiliate().documentNumber);
    await page.waitForURL("**/afiliados/inicio");
    await judgeScreen(page, `${origin}${PQRS}`);
    await judgeScreen(page, `${origin}${PQRS}/${CASE}`);
    await judgeScreen(page, `${origin}${PQRS}/nueva?tipo=reclamo`);
    assertEquals(complaints, []);
  });
});
