import { assert, assertEquals, assertRejects } from "@std/assert";
import { PART_BYTES, storeFile } from "../../../db/files.ts";
import type { Db } from "../../../db/client.ts";
import { findMedicines, findPendingMedicine } from "../../../db/medicines/pending.ts";
import {
  findRequest,
  findRequestOfForm,
  type NewRequest,
  requestByFormula,
  requestPending,
} from "../../../db/medicines/requests.ts";
import { stepRequest } from "../../../db/medicines/steps.ts";
import { affiliates, loadedPlaces, pendingMedicines } from "../../../db/schema.ts";
import { medicineDueAt } from "../../../domain/medicines/deadline.ts";
import type { DeliveryWay } from "../../../domain/medicines/request.ts";
import { testDatabase } from "../../support/database.ts";
import {
  addDeliveryPoints,
  aPendingMedicine,
  HANDLE,
  SINCE,
} from "../../support/medicines/lines.ts";
import { addPerson, anAffiliate } from "../../support/people.ts";
import { rowsOf } from "../support/contents.ts";

const NOW = SINCE + 60 * 60 * 1000;
const HOME: DeliveryWay = { way: "home", address: "Calle 5 # 6-7", phone: "300 123 4567" };
const POINT: DeliveryWay = { way: "point", pointCode: "P2" };
const WISH = {
  formulaNumber: "F-90",
  formulaOn: "2026-03-30",
  asked: "Metformina 850 mg, 60 tabletas",
  delivery: POINT,
};

Deno.test("a person's owed medicines come oldest first, with where they are owed", async () => {
  await using portal = await withMedicine();
  const { db } = portal;
  await db.insert(pendingMedicines).values([
    aPendingMedicine({
      handle: "b",
      medicine: "Insulina",
      pendingSince: SINCE - 1,
      pointCode: "X",
    }),
    aPendingMedicine({ handle: "c", deliveredQuantity: 60 }),
    aPendingMedicine({ handle: "d", isAnnulled: true }),
    aPendingMedicine({ handle: "e", documentNumber: "9990000102" }),
  ]);
  const { pending, requests } = await findMedicines(db, portal.affiliateId);
  assertEquals(pending.map(({ medicine, point }) => [medicine, point?.name]), [
    ["Insulina", undefined],
    ["Losartán 50 mg", "Farmacia Centro"],
  ]);
  assertEquals([pending[1]?.request, requests], [null, []]);
  const { points } = await findPendingMedicine(db, { ...portal, handle: HANDLE });
  assertEquals(points.map(({ code }) => code), ["P2", "P1"], "of her department alone");
});

Deno.test("a request for an owed medicine counts from when it was owed, and its state is seen", async () => {
  await using portal = await withMedicine();
  const { db, affiliateId } = portal;
  const asked = { ...aRequest(portal), handle: HANDLE, delivery: HOME };
  assertEquals(await requestPending(db, asked), { outcome: "requested", folio: "MD-2026-1" });
  assertEquals(await requestPending(db, asked), { outcome: "requested", folio: "MD-2026-1" });
  const found = await findRequest(db, { folio: "MD-2026-1", affiliateId });
  assertEquals(found?.dueAt, medicineDueAt(SINCE));
  assertEquals([found?.asked, found?.formulaNumber], ["Losartán 50 mg", "F-77"]);
  assertEquals([found?.way, found?.address, found?.point], ["home", "Calle 5 # 6-7", null]);
  await stepRequest(db, aStep("scheduled", { scheduledOn: "2026-04-03" }), []);
  const { pending, requests } = await findMedicines(db, affiliateId);
  const request = { folio: "MD-2026-1", state: "scheduled", scheduledOn: "2026-04-03" };
  assertEquals([pending[0]?.request, requests.length], [request, 1]);
});

Deno.test("of 50 requests at once for one medicine one is made, and all others name it", async () => {
  await using portal = await withMedicine();
  const { db } = portal;
  const outcomes = await Promise.all(Array.from({ length: 50 }, (_, index) =>
    requestPending(db, {
      ...aRequest(portal, index),
      handle: HANDLE,
      delivery: index % 2 ? HOME : POINT,
    })));
  const made = outcomes.filter(({ outcome }) => outcome === "requested");
  const [first] = made;
  assert(first);
  assertEquals(made.length, 1);
  for (const one of outcomes) assertEquals(one.folio, first.folio);
  assertEquals((await rowsOf(db, "SELECT * FROM medicine_requests")).length, 1);
});

Deno.test("once a request is over another one may be made, and a second one under way never", async () => {
  await using portal = await withMedicine();
  const { db } = portal;
  const ask = (number: number) =>
    requestPending(db, { ...aRequest(portal, number), handle: HANDLE, delivery: HOME });
  await ask(1);
  assertEquals((await ask(2)).outcome, "underWay");
  await stepRequest(db, aStep("refused", { reason: "La dirección no existe." }), []);
  assertEquals(await ask(3), { outcome: "requested", folio: "MD-2026-3" });
  await assertRejects(
    () => db.$client.execute("UPDATE medicine_requests SET state = 'received', reason = NULL"),
    Error,
  );
});

Deno.test("L8: nobody asks for another's medicine, for one not owed, or at a point that is none", async () => {
  await using portal = await withMedicine();
  const { db, affiliateId } = portal;
  const [other] = await db.insert(affiliates).values(anAffiliate({ documentNumber: "9990000102" }))
    .returning();
  const asked = { ...aRequest(portal), handle: HANDLE, delivery: HOME };
  const foreign = { ...asked, affiliateId: other?.id ?? 0 };
  assertEquals(await requestPending(db, foreign), { outcome: "gone", folio: null });
  assertEquals(await requestPending(db, { ...asked, handle: "0" }), {
    outcome: "gone",
    folio: null,
  });
  const office: DeliveryWay = { way: "point", pointCode: "O1" };
  await db.insert(loadedPlaces).values(
    { kind: "offices", code: "O1", name: "Oficina", address: "Calle 1", daneCode: "13001" },
  );
  assertEquals(await requestPending(db, { ...asked, delivery: office }), {
    outcome: "noPoint",
    folio: null,
  });
  await requestPending(db, asked);
  assertEquals(await requestPending(db, { ...foreign, formId: "2", folio: "MD-2026-2" }), {
    outcome: "gone",
    folio: null,
  });
  assertEquals(
    await findRequest(db, { folio: "MD-2026-1", affiliateId: other?.id ?? 0 }),
    undefined,
  );
  assertEquals((await findPendingMedicine(db, { ...foreign })).medicine, undefined);
  assertEquals((await findMedicines(db, affiliateId)).requests.length, 1);
});

Deno.test("a formula that is sent comes with its pictures, once however often its form comes", async () => {
  await using portal = await withMedicine();
  const { db, affiliateId } = portal;
  const picture = { name: "formula.jpg", kind: "jpeg" as const, size: 3, parts: [PICTURE] };
  assert(PICTURE.length < PART_BYTES);
  const ask = async (number: number) =>
    await requestByFormula(db, {
      ...aRequest(portal, number),
      formId: "one",
      wish: WISH,
      fileIds: [await storeFile(db, picture, NOW)],
    });
  assertEquals([await ask(1), await ask(2)], ["MD-2026-1", "MD-2026-1"]);
  assertEquals(await findRequestOfForm(db, { formId: "one", affiliateId }), "MD-2026-1");
  assertEquals(await findRequestOfForm(db, { formId: "one", affiliateId: 0 }), undefined);
  const found = await findRequest(db, { folio: "MD-2026-1", affiliateId });
  assertEquals(found?.files.map(({ name }) => name), ["formula.jpg"]);
  assertEquals([found?.pendingHandle, found?.dueAt], [null, medicineDueAt(NOW)]);
  assertEquals(found?.point?.name, "Farmacia Bosque");
  assertEquals((await rowsOf(db, "SELECT * FROM files WHERE left_at IS NOT NULL")).length, 1);
});

Deno.test("a step that another one came before is refused, and one after the end too", async () => {
  await using portal = await withMedicine();
  const { db } = portal;
  await requestPending(db, { ...aRequest(portal), handle: HANDLE, delivery: HOME });
  const plan = aStep("scheduled", { scheduledOn: "2026-04-03" });
  assertEquals([await stepRequest(db, plan, []), await stepRequest(db, plan, [])], [true, false]);
  const deliver = aStep("delivered", { before: "scheduled" });
  assertEquals([await stepRequest(db, deliver, []), await stepRequest(db, deliver, [])], [
    true,
    false,
  ]);
  assertEquals(
    await stepRequest(db, aStep("refused", { before: "delivered", reason: "Tarde." }), []),
    false,
  );
  const [row] = await rowsOf(db, "SELECT state, scheduled_on, reason FROM medicine_requests");
  assertEquals(row, { state: "delivered", scheduled_on: "2026-04-03", reason: null });
});

const PICTURE = new Uint8Array([0xff, 0xd8, 0xff]);

type Asker = { db: Db; affiliateId: number; userId: number };

function aRequest({ affiliateId, userId }: Asker, number = 1): NewRequest {
  const [folio, formId] = [`MD-2026-${number}`, String(number)];
  return { folio, formId, affiliateId, requestedBy: userId, createdAt: NOW };
}

type Step = Parameters<typeof stepRequest>[1];

function aStep(after: Step["after"], changes: Partial<Step> = {}): Step {
  const nothing = { scheduledOn: null, reason: null };
  return { folio: "MD-2026-1", before: "received", after, ...nothing, changedAt: NOW, ...changes };
}

async function withMedicine() {
  const database = await testDatabase();
  const { db } = database;
  const [person] = await db.insert(affiliates).values(anAffiliate()).returning();
  const affiliateId = person?.id ?? 0;
  const userId = await addPerson(db, { kind: "affiliate", affiliateId }, []);
  await addDeliveryPoints(db);
  await db.insert(pendingMedicines).values(aPendingMedicine());
  return Object.assign(database, { affiliateId, userId });
}
