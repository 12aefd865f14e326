import { assertEquals } from "@std/assert";
import { enqueueReminders } from "../../../db/appointments/reminders.ts";
import { anAgenda, aWholeAgenda, giveSlot, slotIds } from "../../support/appointments/agendas.ts";
import { testDatabase } from "../../support/database.ts";
import { load } from "../../support/files.ts";
import { rowsOf } from "../support/contents.ts";

const SETTINGS = { eps: { name: "Mutual Ser", phone: "01 8000" }, baseUrl: "https://eps.example" };
const at = (time: string) => Date.parse(`${time}-05:00`);

Deno.test("L10: an appointment is reminded of once, the day before, by whichever process", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, aWholeAgenda(anAgenda(), anAgenda({ date: "08/04/2026" })));
  const [first = 0, second = 0, , nextDay = 0] = await slotIds(db);
  for (const slot of [first, second, nextDay]) await giveSlot(db, slot);
  await db.$client.execute({
    sql: "UPDATE appointments SET state = 'cancelled' WHERE slot_id = ?",
    args: [second],
  });
  const remind = (nowMs: number) => enqueueReminders(db, { ...SETTINGS, nowMs });
  const mails = () => rowsOf(db, "SELECT subject, text FROM outbox_mails");
  await remind(at("2026-04-05T23:59:00"));
  assertEquals(await mails(), []);
  await Promise.all([1, 2, 3].map(() => remind(at("2026-04-06T00:00:00"))));
  await remind(at("2026-04-06T23:59:00"));
  const sent = await mails();
  assertEquals(sent.map(({ subject }) => subject), ["Mañana tiene una cita · Mutual Ser"]);
  assertEquals(/Medicina|Ana|IPS/.test(String(sent[0]?.text)), false);
  await remind(at("2026-04-07T06:00:00"));
  assertEquals((await mails()).length, 2);
});
