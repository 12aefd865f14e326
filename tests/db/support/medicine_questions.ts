import type { Db } from "../../../db/client.ts";
import { findMedicines, findPendingMedicine, findPoints } from "../../../db/medicines/pending.ts";
import { findMedicineQueue, findRequestForStaff } from "../../../db/medicines/queue.ts";
import { stepRequest } from "../../../db/medicines/steps.ts";
import {
  findRequest,
  findRequestOfForm,
  requestByFormula,
  requestPending,
} from "../../../db/medicines/requests.ts";

const HER = { affiliateId: 1, handle: "one", folio: "MD-1", formId: "one" };
const ASKED = { ...HER, requestedBy: 1, createdAt: 0 };
const DELIVERY = { way: "point", pointCode: "P1" } as const;

/** What pages of medicines ask, by name. */
export const MEDICINE_QUESTIONS: Record<string, (db: Db) => Promise<unknown>> = {
  findMedicines: (db) => findMedicines(db, 1),
  findPendingMedicine: (db) => findPendingMedicine(db, HER),
  findPoints: (db) => findPoints(db, 1),
  findRequest: (db) => findRequest(db, HER),
  findRequestOfForm: (db) => findRequestOfForm(db, HER),
  "findMedicineQueue of what is under way": (db) => findMedicineQueue(db, "underWay", { page: 2 }),
  "findMedicineQueue of what is over": (db) => findMedicineQueue(db, "over", { page: 2 }),
  findRequestForStaff: (db) => findRequestForStaff(db, "MD-1"),
  stepRequest: (db) =>
    stepRequest(db, {
      folio: "MD-1",
      before: "received",
      after: "delivered",
      scheduledOn: null,
      reason: null,
      changedAt: 0,
    }, []),
  requestPending: (db) => requestPending(db, { ...ASKED, delivery: DELIVERY }),
  requestByFormula: (db) =>
    requestByFormula(db, {
      ...ASKED,
      wish: { formulaNumber: "F-1", formulaOn: "2026-03-01", asked: "x", delivery: DELIVERY },
      fileIds: ["one"],
    }),
};
