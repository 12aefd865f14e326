/// <reference lib="dom" />
import { assert, assertEquals } from "@std/assert";
import {
  anAgenda,
  anAgendasFile,
  aWholeAgenda,
  giveSlot,
  slotIds,
} from "../support/appointments/agendas.ts";
import { APPOINTMENT, CALLBACK, someAppointments } from "../support/appointments/every.ts";
import { fillSignIn, signInStaff, type Visit, visit } from "../support/browser.ts";
import { load } from "../support/files.ts";
import { anAffiliate, createAffiliate } from "../support/people.ts";
import { judgePage, judgeScreen, WIDTHS } from "../support/screens.ts";
import { HOLD_MS } from "../../domain/appointments/booking.ts";

const CONTACT = { phone: "300 123 4567", address: "Calle 1 # 2-3", email: "m@correo.example" };
const agendas = () => aWholeAgenda(anAgenda(), anAgenda({ date: "08/04/2026", kind: "Pediatría" }));

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with" : "without";
  Deno.test(`an appointment is asked for, moved and cancelled ${how} a script, at every width`, async () => {
    await visit(agendas(), { javaScriptEnabled }, async (visit) => {
      await signIn(visit);
      await book(visit);
      await change(visit);
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

Deno.test("the staff moves an appointment whose hour a load took away, without a script", async () => {
  await visit(agendas(), { javaScriptEnabled: false }, async (visit) => {
    const { page, portal } = visit;
    await createAffiliate(portal.services, CONTACT);
    const [first = 0] = await slotIds(portal.db);
    await giveSlot(portal.db, first, 1);
    await load(portal.db, [anAgendasFile(anAgenda({ from: "8:20" }))]);
    await signInStaff(visit, "atencion");
    await page.getByRole("link", { name: "Citas por mover" }).click();
    await page.getByLabel("Sede").selectOption("S1");
    await page.getByLabel("Día").fill("07/04/2026");
    await page.getByRole("button", { name: "Ver el día" }).click();
    await page.getByText("Medicina general. Apartada, por mover").waitFor();
    await isNarrow(page);
    await page.getByRole("link", { name: /^CI-2026-/ }).first().click();
    await page.getByLabel("Motivo").fill("Hay que moverle la cita.");
    await page.getByRole("button", { name: "Ver los datos" }).click();
    await page.getByRole("button", { name: "Mover la cita" }).click();
    await page.getByText("Revise 1 dato para mover la cita").waitFor();
    await page.getByLabel("Hora libre, primero las de esta sede").selectOption({ index: 1 });
    await page.getByRole("button", { name: "Mover la cita" }).click();
    await page.getByText("martes 7 de abril, 8:20 a. m.", { exact: true }).waitFor();
    assertEquals(visit.complaints, []);
  });
});

Deno.test("P9: the pages of the staff of agendas are accessible at every width, light and dark", async () => {
  await visit([], {}, async (visit) => {
    const { page, origin, portal } = visit;
    await createAffiliate(portal.services, CONTACT);
    await someAppointments(portal.db, portal.clock.nowMs);
    await signInStaff(visit, "atencion");
    await judgeScreen(page, `${origin}/funcionario/agendas?sede=S1&fecha=07/04/2026`);
    for (const path of [`citas/${APPOINTMENT}`, `llamadas/${CALLBACK}`]) {
      await page.goto(`${origin}/funcionario/agendas/${path}`);
      if (page.url().includes("motivo")) {
        await page.getByLabel("Motivo").fill("Hay que llamarla por su cita.");
        await page.getByRole("button", { name: "Ver los datos" }).click();
      }
      await page.getByText("María Camila Pérez Rojas").waitFor();
      await judgePage(page);
    }
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
  await page.getByLabel("IPS Caribe").waitFor();
  await isNarrow(page);
  await page.getByLabel("IPS Caribe").check();
  await page.getByRole("button", { name: "Continuar" }).click();
  await page.getByLabel("Medicina general").check();
  await page.getByRole("button", { name: "Continuar" }).click();
  await page.getByText("Más cercana: martes 7 de abril, 8:00 a. m., Ana Pérez").waitFor();
  await isNarrow(page);
  await page.getByRole("button", { name: "martes 7 de abril, con horas libres" }).click();
  await page.getByLabel("8:20 a. m.").check();
  await page.getByRole("button", { name: "Continuar" }).click();
  await page.getByLabel("Teléfono").waitFor();
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
  await page.getByRole("button", { name: "Cancelar la cita" }).waitFor();
  await isNarrow(page);
  await page.getByRole("button", { name: "Cancelar la cita" }).click();
  await page.getByRole("heading", { name: "Esta cita está cancelada" }).waitFor();
}

/** Looks at every width; what is done next is done at the narrowest, the last of them. */
async function isNarrow(page: Visit["page"]): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert(overflow <= 0, `${page.url()} is ${overflow} px wider than ${width}`);
  }
}
