/// <reference lib="dom" />
import { assert, assertEquals } from "@std/assert";
import { type Visit, visit } from "../support/browser.ts";
import { fillSignIn } from "../support/browser.ts";
import { anAgenda, aWholeAgenda } from "../support/appointments/agendas.ts";
import { anAffiliate, createAffiliate } from "../support/people.ts";
import { WIDTHS } from "../support/screens.ts";
import { HOLD_MS } from "../../domain/appointments/booking.ts";

const CONTACT = { phone: "300 123 4567", address: "Calle 1 # 2-3", email: "m@correo.example" };
const agendas = () => aWholeAgenda(anAgenda(), anAgenda({ date: "08/04/2026", kind: "Pediatría" }));

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with" : "without";
  Deno.test(`an appointment is asked for, moved and cancelled ${how} a script, at every width`, async () => {
    await visit(agendas(), { javaScriptEnabled }, async (visit) => {
      await signIn(visit);
      for (const width of WIDTHS) {
        await visit.page.setViewportSize({ width, height: 800 });
        await book(visit);
        await change(visit);
      }
      assertEquals(visit.complaints, []);
    });
  });
}

Deno.test("the kept hour counts down, and what was typed waits for the next one", async () => {
  await visit(agendas(), {}, async (visit) => {
    const { page, portal } = visit;
    await signIn(visit);
    await toContact(visit);
    await page.getByText(/^Quedan [0-5]:\d\d$/).waitFor();
    await page.getByLabel("Teléfono").fill("300 999 8877");
    portal.clock.nowMs += HOLD_MS;
    await page.getByRole("button", { name: "Apartar la cita" }).click();
    await page.getByText("ya no está guardada para usted").waitFor();
    await page.getByRole("link", { name: "Escoger otra hora" }).last().click();
    await page.getByRole("button", { name: "Tomar esta hora" }).click();
    assertEquals(await page.getByLabel("Teléfono").inputValue(), "300 999 8877");
    assertEquals(visit.complaints, []);
  });
});

async function signIn({ page, origin, portal }: Visit): Promise<void> {
  await createAffiliate(portal.services, CONTACT);
  await page.goto(`${origin}/zona-ser`);
  await page.getByLabel("Tipo Usuario").selectOption("afiliado");
  await page.locator("[name=tipoDocumento]").selectOption("CC");
  await fillSignIn(page, anAffiliate().documentNumber);
  await page.waitForURL("**/afiliados/inicio");
}

async function toContact({ page, origin }: Visit): Promise<void> {
  await page.goto(`${origin}/afiliados/citas`);
  await page.getByRole("link", { name: "Pedir una cita" }).click();
  await isNarrow(page);
  await page.getByLabel("IPS Caribe").check();
  await page.getByRole("button", { name: "Continuar" }).click();
  await page.getByLabel("Medicina general").check();
  await page.getByRole("button", { name: "Continuar" }).click();
  await page.getByText("Más cercana: martes 7 de abril, 8:00 a. m., Ana Pérez").waitFor();
  await isNarrow(page);
  await page.getByRole("button", { name: "martes 7 de abril, 3 horas libres" }).click();
  await page.getByLabel("8:20 a. m.").check();
  await page.getByRole("button", { name: "Continuar" }).click();
  await isNarrow(page);
}

async function book(visit: Visit): Promise<void> {
  const { page } = visit;
  await toContact(visit);
  assertEquals(await page.getByLabel("Correo").inputValue(), CONTACT.email);
  await page.getByLabel("Teléfono").fill("1");
  await page.getByRole("button", { name: "Apartar la cita" }).click();
  await page.getByRole("heading", { name: "Revise 1 dato para apartar la cita" }).waitFor();
  await page.getByLabel("Teléfono").fill(CONTACT.phone);
  await page.getByRole("button", { name: "Apartar la cita" }).click();
  await page.getByRole("heading", { name: "Su cita está apartada" }).waitFor();
  await page.getByText("martes 7 de abril, 8:20 a. m.").waitFor();
  await isNarrow(page);
}

async function change({ page }: Visit): Promise<void> {
  const file = page.waitForEvent("download");
  await page.getByRole("link", { name: "Guardar en mi calendario" }).click();
  assertEquals((await file).suggestedFilename(), "cita.ics");
  await page.getByRole("button", { name: "Mover" }).click();
  await page.getByRole("button", { name: "Tomar esta hora" }).click();
  await page.getByRole("button", { name: "Mover la cita" }).click();
  await page.getByText("martes 7 de abril, 8:00 a. m.").waitFor();
  await page.getByRole("link", { name: "Cancelar" }).click();
  await isNarrow(page);
  await page.getByRole("button", { name: "Cancelar la cita" }).click();
  await page.getByRole("heading", { name: "Esta cita está cancelada" }).waitFor();
}

async function isNarrow(page: Visit["page"]): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert(overflow <= 0, `${page.url()} is ${overflow} px wider than the window`);
}
