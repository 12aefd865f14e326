import { bookAppointment, holdSlot, moveAppointment } from "../../../db/appointments/booking.ts";
import { startMove } from "../../../db/appointments/drafts.ts";
import { openDatabase } from "../../../db/client.ts";
import { aDraft, CONTACT } from "../../support/appointments/agendas.ts";

/**
 * A process beside others. `book PATH PERSON SLOT` asks for a slot for 25 people from PERSON on and
 * says how many got it; `move PATH PERSON SLOT…` moves the appointment of a person from slot to slot,
 * with a line for each move, until it is killed.
 */
const [what = "", path = "", person = "", ...slots] = Deno.args;
const NOW = Date.parse("2026-04-01T15:00:00Z");
const MAX_MOVES = 10_000;
const db = await openDatabase({ url: `file:${path}` });
const [first = 0] = slots.map(Number);
if (what === "book") console.log(await bookForMany(Number(person), first));
else await moveOn(Number(person), slots.map(Number));
db.$client.close();

/** Five lines of five people: all at once would wait for the lock longer than a page may. */
async function bookForMany(from: number, slotId: number): Promise<number> {
  const lines = Array.from({ length: 5 }, async (_, line) => {
    let done = 0;
    for (let place = 0; place < 5; place++) {
      if (await bookFor(from + 5 * line + place, slotId) === "done") done++;
    }
    return done;
  });
  return (await Promise.all(lines)).reduce((sum, done) => sum + done, 0);
}

async function bookFor(actorId: number, slotId: number): Promise<string> {
  const draftId = await aDraft(db, { person: actorId, nowMs: NOW });
  await holdSlot(db, { draftId, actorId, slotId }, NOW);
  const code = `CI-${draftId}`;
  return await bookAppointment(db, { code, draftId, actorId, ...CONTACT }, NOW);
}

async function moveOn(actorId: number, slots: number[]): Promise<void> {
  for (let moves = 0; moves < MAX_MOVES; moves++) {
    const { id, slotId } = await findOf(actorId);
    const next = slots[(slots.indexOf(slotId) + 1) % slots.length] ?? 0;
    const draftId = crypto.randomUUID();
    const who = { id: draftId, actorId, affiliateId: actorId };
    await startMove(db, { ...who, appointmentId: id }, NOW);
    await holdSlot(db, { draftId, actorId, slotId: next }, NOW);
    const end = await moveAppointment(db, { draftId, actorId }, NOW);
    if (end !== "done") throw new Error(end);
    console.log(next);
  }
}

async function findOf(person: number): Promise<{ id: string; slotId: number }> {
  const sql = "SELECT id, slot_id FROM appointments WHERE affiliate_id = ?";
  const { rows } = await db.$client.execute({ sql, args: [person] });
  return { id: String(rows[0]?.id), slotId: Number(rows[0]?.slot_id) };
}
