/// <reference lib="dom" />
import { assert, assertEquals } from "@std/assert";
import { affiliates } from "../../db/schema.ts";
import { signInStaff, visit } from "../support/browser.ts";
import { anAffiliate } from "../support/people.ts";
import { judgePage } from "../support/screens.ts";

for (const javaScriptEnabled of [true, false]) {
  const way = javaScriptEnabled ? "with" : "without";
  Deno.test(`the staff types a reason and sees an affiliate, ${way} a script, and no document is in an address`, async () => {
    await visit([], { javaScriptEnabled }, async (visit) => {
      const { page, portal, complaints } = visit;
      const judge = () => javaScriptEnabled ? judgePage(page) : Promise.resolve();
      const { documentNumber } = anAffiliate();
      await portal.db.insert(affiliates).values(anAffiliate());
      await signInStaff(visit, "atencion");
      const addresses: string[] = [];
      page.on("framenavigated", (frame) => addresses.push(frame.url()));
      await page.getByRole("link", { name: "Afiliados" }).first().click();
      await page.getByLabel("Número Documento").waitFor();
      await judge();
      await page.getByLabel("Número Documento").fill(documentNumber);
      await page.getByRole("button", { name: "Buscar afiliado" }).click();
      await page.getByRole("heading", { name: "¿Por qué necesita ver los datos" }).waitFor();
      await judge();
      await page.getByLabel("Motivo").fill("Pide");
      await page.getByRole("button", { name: "Ver los datos" }).click();
      await page.getByText("Revise 1 dato para seguir").waitFor();
      await page.getByLabel("Motivo").fill("Pide en la oficina saber su estado.");
      await page.getByRole("button", { name: "Ver los datos" }).click();
      await page.getByRole("heading", { name: "María Camila Pérez Rojas" }).waitFor();
      await judge();
      assert(addresses.every((address) => !address.includes(documentNumber)), addresses.join());
      assertEquals(await page.title(), "Afiliados · Mutual Ser");
      assertEquals(complaints, []);
    });
  });
}
