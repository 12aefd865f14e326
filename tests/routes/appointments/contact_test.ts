import { assertEquals, assertStringIncludes } from "@std/assert";
import { takeAttempt } from "../../../db/accounts/attempts.ts";
import { affiliates } from "../../../db/schema.ts";
import { APPOINTMENT_CHANGE_BY_PERSON } from "../../../domain/appointments/booking.ts";
import { rowsOf } from "../../db/support/contents.ts";
import { type TestApp, testApp, type TestBrowser } from "../../support/app.ts";
import { anAgenda, aWholeAgenda, giveSlot, slotIds } from "../../support/appointments/agendas.ts";
import { postFrom, textOf } from "../../support/staff.ts";

const LIST = "/afiliados/citas";
const NEW = `${LIST}/nueva`;
const CONTACT = { telefono: "300 123 4567", direccion: "Calle 1", correo: "otra@correo.example" };
const ENDED = "Esta afiliación terminó";

Deno.test("whoever goes on booking, moving and cancelling waits, and no mail goes out", async () => {
  await using portal = await testApp(aWholeAgenda(anAgenda()));
  const browser = await portal.signInAffiliate();
  const last = await holdFirst(browser);
  const [, second = 0] = await slotIds(portal.db);
  const [person] = await rowsOf(portal.db, "SELECT id FROM affiliates");
  await giveSlot(portal.db, second, Number(person?.id));
  await useUp(portal);
  const booked = await postFrom(browser, last, last, CONTACT);
  assertEquals(booked.status, 429);
  const html = await booked.text();
  assertStringIncludes(html, "Demasiados intentos. Espere");
  assertStringIncludes(html, CONTACT.correo);
  const given = `${LIST}/a${second}`;
  const cancelled = await postFrom(browser, given, `${given}/cancelar`, {});
  assertEquals(cancelled.status, 429);
  assertStringIncludes(await cancelled.text(), "Demasiados intentos. Espere");
  const moving = await postFrom(browser, given, `${given}/mover`, {});
  const hours = moving.headers.get("location") ?? "";
  const [, hora = ""] = /name="hora" value="(\d+)"/.exec(await textOf(browser, hours)) ?? [];
  const data = (await postFrom(browser, hours, hours, { hora })).headers.get("location") ?? "";
  const moved = await postFrom(browser, data, data, {});
  assertEquals(moved.status, 429);
  assertStringIncludes(await moved.text(), "Demasiados intentos. Espere");
  const rows = await rowsOf(portal.db, "SELECT slot_id, state FROM appointments");
  assertEquals(rows, [{ slot_id: second, state: "booked" }]);
  await portal.services.background.settled();
  assertEquals(portal.mails, []);
});

Deno.test("whoever is affiliated no more books nothing, not even what she began, and sees what she has", async () => {
  await using portal = await testApp(aWholeAgenda(anAgenda()));
  const browser = await portal.signInAffiliate();
  const last = await holdFirst(browser);
  for (const state of ["RE", "AF"]) {
    await portal.db.update(affiliates).set({ state });
    for (const path of [NEW, last, `${LIST}/a1/mover`]) {
      const answer = await postFrom(browser, LIST, path, { sede: "S1", ...CONTACT });
      assertEquals(answer.status, 409, path);
      assertStringIncludes(await answer.text(), ENDED);
    }
    const page = await browser.get(NEW);
    assertEquals(page.status, 409);
    assertStringIncludes(await page.text(), ENDED);
    for (
      const path of [LIST, "/afiliados/mi-afiliacion", "/afiliados/atencion/pqrs/nueva?tipo=queja"]
    ) {
      const open = await browser.get(path);
      await open.body?.cancel();
      assertEquals(open.status, 200, path);
    }
    const list = await textOf(browser, LIST);
    assertStringIncludes(list, ENDED);
    assertEquals(list.includes("Pedir una cita"), false);
  }
  assertEquals(await rowsOf(portal.db, "SELECT id FROM appointments"), []);
  const [, second = 0] = await slotIds(portal.db);
  const [person] = await rowsOf(portal.db, "SELECT id FROM affiliates");
  await giveSlot(portal.db, second, Number(person?.id));
  const given = await textOf(browser, `${LIST}/a${second}`);
  assertEquals([given.includes("Cancelar"), given.includes("Mover")], [true, false]);
});

/** Chooses site, kind and the first hour; answers the address of the last step. */
async function holdFirst(browser: TestBrowser): Promise<string> {
  const send = async (path: string, form: Record<string, string>) =>
    (await postFrom(browser, path, path, form)).headers.get("location") ?? "";
  const kinds = await send(NEW, { sede: "S1" });
  const hours = await send(kinds, { tipoCita: "Medicina general" });
  const [, hora = ""] = /name="hora" value="(\d+)"/.exec(await textOf(browser, hours)) ?? [];
  return await send(hours, { hora });
}

async function useUp({ db, services }: TestApp): Promise<void> {
  const [user] = await rowsOf(db, "SELECT id FROM users WHERE kind = 'affiliate'");
  const attempt = { limit: APPOINTMENT_CHANGE_BY_PERSON, of: String(user?.id) };
  for (let count = 0; count <= attempt.limit.free; count++) {
    await takeAttempt(db, [attempt], services.now());
  }
}
