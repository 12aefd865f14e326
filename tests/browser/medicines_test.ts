/// <reference lib="dom" />
import { Buffer } from "node:buffer";
import { assert, assertEquals } from "@std/assert";
import { pendingMedicines } from "../../db/schema.ts";
import { addressOf, fillSignIn, signInStaff, type Visit, visit } from "../support/browser.ts";
import { PDF } from "../support/inquiries.ts";
import { addDeliveryPoints, aPendingMedicine } from "../support/medicines/lines.ts";
import { anAffiliate, createAffiliate } from "../support/people.ts";
import { judgePage } from "../support/screens.ts";

for (const javaScriptEnabled of [true, false]) {
  const way = javaScriptEnabled ? "with" : "without";
  Deno.test(`an owed medicine is asked for, scheduled and seen, ${way} a script`, async () => {
    await visit([], { javaScriptEnabled }, async (visit) => {
      const { page, complaints } = visit;
      const addresses: string[] = [];
      page.on("framenavigated", (frame) => addresses.push(frame.url()));
      const judge = () => javaScriptEnabled ? judgePage(page) : Promise.resolve();
      await signInAffiliate(visit);
      await page.getByRole("link", { name: "Medicamentos" }).first().click();
      await page.getByRole("heading", { name: "Losartán 50 mg" }).waitFor();
      await page.getByRole("link", { name: "Pedir a domicilio" }).click();
      await page.getByRole("button", { name: "Enviar solicitud" }).click();
      await page.getByText("Revise 2 datos para enviar la solicitud").waitFor();
      await judge();
      await page.getByLabel("Dirección").fill("Calle 5 # 6-7, El Prado, Cartagena");
      await page.getByLabel("Teléfono").fill("300 123 4567");
      await page.getByRole("button", { name: "Enviar solicitud" }).click();
      await page.getByText("Recibimos su solicitud").waitFor();
      await judge();
      const request = await addressOf(page);
      const folio = await page.getByRole("heading", { level: 1 }).innerText();
      await staffSchedules(visit, folio.replace("Solicitud ", ""));
      await judge();
      await signInAgain(visit);
      await page.goto(request);
      await page.getByText("Ya tiene fecha de entrega").waitFor();
      assert(addresses.every((one) => !/losart|9990000101/i.test(one)), addresses.join());
      assertEquals(complaints, []);
    });
  });
}

Deno.test("a formula is sent with its picture; only the fields of the chosen way are shown", async () => {
  await visit([], {}, async (visit) => {
    const { page, origin, complaints } = visit;
    await signInAffiliate(visit);
    await page.goto(`${origin}/afiliados/medicamentos/solicitar`);
    const [address, point] = [page.getByLabel("Dirección"), page.getByLabel("Punto de entrega")];
    assertEquals([await address.isVisible(), await point.isVisible()], [false, false]);
    await page.getByLabel("Lo recojo yo").check();
    assertEquals([await address.isVisible(), await point.isVisible()], [false, true]);
    await point.selectOption("P2");
    await page.getByLabel("Número de la fórmula").fill("F-90");
    await page.getByLabel("Fecha de la fórmula").fill("30/03/2026");
    await page.getByLabel("¿Qué medicamento necesita").fill("Metformina 850 mg, 60 tabletas");
    const buffer = Buffer.from(PDF);
    const file = { name: "formula.pdf", mimeType: "application/pdf", buffer };
    await page.getByLabel("Foto o PDF de la fórmula").setInputFiles(file);
    await page.getByRole("button", { name: "Enviar solicitud" }).click();
    await page.getByText("Recibimos su solicitud").waitFor();
    await page.getByRole("link", { name: "formula.pdf" }).waitFor();
    assertEquals(complaints, []);
  });
});

async function signInAffiliate(visit: Visit): Promise<void> {
  const { db, services } = visit.portal;
  await createAffiliate(services);
  await addDeliveryPoints(db);
  await db.insert(pendingMedicines).values(aPendingMedicine());
  await signInAgain(visit);
}

async function signInAgain({ page, origin }: Visit): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`${origin}/zona-ser`);
  await page.getByLabel("Tipo Usuario").selectOption("afiliado");
  await page.getByLabel("Tipo Documento").selectOption("CC");
  await fillSignIn(page, anAffiliate().documentNumber);
  await page.waitForURL("**/afiliados/inicio");
}

async function staffSchedules(visit: Visit, folio: string): Promise<void> {
  const { page } = visit;
  await signInStaff(visit, "atencion");
  await page.getByRole("link", { name: "Medicamentos" }).first().click();
  await page.getByRole("link", { name: folio }).click();
  await page.getByLabel("Motivo").fill("Programa la entrega que pidió.");
  await page.getByRole("button", { name: "Ver los datos" }).click();
  await page.getByLabel("Programar la entrega").check();
  await page.getByLabel("Fecha de entrega").fill("03/04/2026");
  await page.getByRole("button", { name: "Guardar" }).click();
  await page.getByText("Programada").first().waitFor();
}
