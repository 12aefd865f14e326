import { requestCallback } from "../../../db/appointments/callbacks.ts";
import { chooseCareKind, startDraft } from "../../../db/appointments/drafts.ts";
import type { Db } from "../../../db/client.ts";
import { load } from "../files.ts";
import { anAgenda, aWholeAgenda, giveSlot, slotIds } from "./agendas.ts";

export const DRAFT = "00000000-0000-4000-8000-00000000000d";
export const APPOINTMENT = "a1";
export const CALLBACK = "LL-2026-AAAA2222";

/** A draft, an appointment and a request to be called of the first affiliate of the database. */
export async function someAppointments(db: Db, nowMs: number): Promise<void> {
  const dentist = anAgenda({ kind: "Odontología", professional: "Luis" });
  await load(db, aWholeAgenda(anAgenda(), dentist));
  const [first = 0] = await slotIds(db);
  await giveSlot(db, first, 1);
  const who = { id: DRAFT, actorId: 1, affiliateId: 1 };
  await startDraft(db, { ...who, siteCode: "S1" }, nowMs);
  await chooseCareKind(db, { ...who, careKind: "Odontología" });
  const request = {
    folio: CALLBACK,
    draftId: DRAFT,
    actorId: 1,
    affiliateId: 1,
    phone: "300 111 2233",
  };
  await requestCallback(db, { ...request, promisedOn: "2026-04-08" }, nowMs);
}
