import type { Db } from "../../../db/client.ts";
import { loadedPlaces, medicineRequests, pendingMedicines } from "../../../db/schema.ts";

/** A handle of a pending line, as the database makes them. */
export const HANDLE = "5f0c1e2d3b4a59687786958493021faa";
/** When the tests' clock begins, and a line that is owed since an hour before. */
export const SINCE = Date.parse("2026-04-01T14:00:00Z");

type Line = typeof pendingMedicines.$inferInsert;

/** A line that a pharmacy owes to the person of `anAffiliate`. */
export function aPendingMedicine(changes: Partial<Line> = {}): Line {
  const line = {
    handle: HANDLE,
    documentType: "CC",
    documentNumber: "9990000101",
    formulaNumber: "F-77",
    formulaOn: "2026-03-31",
    pendingSince: SINCE,
    cumCode: "19935311-2",
    medicine: "Losartán 50 mg",
    presentation: "Tableta",
    orderedQuantity: 60,
    deliveredQuantity: 20,
    pointCode: "P1",
    isAnnulled: false,
    ...changes,
  };
  const { documentType, documentNumber, formulaNumber, handle } = line;
  return { code: `${documentType} ${documentNumber} · ${formulaNumber} · ${handle}`, ...line };
}

/** The radicado of `aMedicineRequest`. */
export const REQUEST = "MD-2026-AAAA2222";

/** A request by a formula of her own, of the first affiliate and made by the first user. */
export function aMedicineRequest(
  changes: Partial<typeof medicineRequests.$inferInsert> = {},
): typeof medicineRequests.$inferInsert {
  return {
    folio: REQUEST,
    formId: REQUEST,
    affiliateId: 1,
    requestedBy: 1,
    formulaNumber: "F-90",
    formulaOn: "2026-03-30",
    asked: "Metformina 850 mg, 60 tabletas",
    way: "home",
    address: "Calle 5 # 6-7",
    phone: "300 123 4567",
    state: "received",
    createdAt: SINCE,
    dueAt: SINCE,
    changedAt: SINCE,
    ...changes,
  };
}

/** Two delivery points of the person's municipality and one of another department. */
export async function addDeliveryPoints(db: Db): Promise<void> {
  const point = {
    kind: "deliveryPoints" as const,
    address: "Calle 1 # 2-3",
    hours: "lun-vie 8:00-17:00",
  };
  await db.insert(loadedPlaces).values([
    { ...point, code: "P1", name: "Farmacia Centro", daneCode: "13001", municipality: "Cartagena" },
    { ...point, code: "P2", name: "Farmacia Bosque", daneCode: "13001", municipality: "Cartagena" },
    {
      ...point,
      code: "P3",
      name: "Farmacia Norte",
      daneCode: "08001",
      municipality: "Barranquilla",
    },
  ]);
}
