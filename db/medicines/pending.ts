import { and, eq, sql } from "drizzle-orm";
import type { PendingMedicine } from "../../domain/medicines/pending.ts";
import type { PointChoice } from "../../domain/medicines/point.ts";
import type { MedicineRequest } from "../../domain/medicines/request.ts";
import type { Db } from "../client.ts";
import { askTogether, question, type Values } from "../question.ts";
import {
  affiliates,
  loadedPlaces as places,
  medicineRequests as requests,
  pendingMedicines as medicines,
} from "../schema.ts";
import { isDeliveryPoint, POINT, REQUEST } from "./selection.ts";

/** What pharmacies owe a person, oldest first, and what she asked for last. */
export async function findMedicines(
  db: Db,
  affiliateId: number,
): Promise<{ pending: PendingMedicine[]; requests: MedicineRequest[] }> {
  const [pending, asked] = await askTogether(
    db,
    PENDING({ affiliateId }),
    LAST_REQUESTS({ affiliateId }),
  );
  return { pending, requests: asked };
}

/** A line that is owed to a person, and the points near her; undefined where she has no such line. */
export async function findPendingMedicine(
  db: Db,
  { affiliateId, handle }: { affiliateId: number; handle: string },
): Promise<{ medicine: PendingMedicine | undefined; points: PointChoice[] }> {
  const [[medicine], points] = await askTogether(
    db,
    ONE_PENDING({ affiliateId, handle }),
    POINTS({ affiliateId }),
  );
  return { medicine, points };
}

/** The points of a person's department. */
export async function findPoints(db: Db, affiliateId: number): Promise<PointChoice[]> {
  const [points] = await askTogether(db, POINTS({ affiliateId }));
  return points;
}

const SHOWN_REQUESTS = 20;

type Of = { affiliateId: number };

const SHOWN = {
  handle: medicines.handle,
  formulaNumber: medicines.formulaNumber,
  formulaOn: medicines.formulaOn,
  pendingSince: medicines.pendingSince,
  medicine: medicines.medicine,
  presentation: medicines.presentation,
  orderedQuantity: medicines.orderedQuantity,
  deliveredQuantity: medicines.deliveredQuantity,
  point: POINT,
  request: {
    folio: requests.folio,
    state: requests.state,
    scheduledOn: requests.scheduledOn,
  },
};

/** Written as the partial index has it. */
const IS_OWED = sql`is_annulled = 0 AND delivered_quantity < ordered_quantity`;
const IS_HERS = and(
  eq(medicines.documentType, affiliates.documentType),
  eq(medicines.documentNumber, affiliates.documentNumber),
);
const IS_UNDER_WAY = and(
  eq(requests.pendingHandle, medicines.handle),
  sql`${requests.state} IN ('received', 'scheduled')`,
);

const PENDING = question(
  SHOWN,
  (select, { affiliateId }: Values<Of>) =>
    select.from(affiliates).innerJoin(medicines, IS_HERS)
      .leftJoin(places, isDeliveryPoint(medicines.pointCode)).leftJoin(requests, IS_UNDER_WAY)
      .where(and(eq(affiliates.id, affiliateId), IS_OWED)).orderBy(medicines.pendingSince),
);

const ONE_PENDING = question(
  SHOWN,
  (select, { affiliateId, handle }: Values<Of & { handle: string }>) =>
    select.from(medicines).innerJoin(affiliates, IS_HERS)
      .leftJoin(places, isDeliveryPoint(medicines.pointCode)).leftJoin(requests, IS_UNDER_WAY)
      .where(and(eq(medicines.handle, handle), eq(affiliates.id, affiliateId), IS_OWED)),
);

const LAST_REQUESTS = question(
  REQUEST,
  (select, { affiliateId }: Values<Of>) =>
    select.from(requests).leftJoin(places, isDeliveryPoint(requests.pointCode))
      .where(eq(requests.affiliateId, affiliateId))
      .orderBy(sql`${requests.createdAt} DESC`).limit(SHOWN_REQUESTS),
);

/** The first two digits of a code of the DANE are the department's; `:` comes after every digit. */
const POINTS = question(
  {
    ...POINT,
    isNear: sql<boolean>`${places.daneCode} = ${affiliates.daneCode}`.mapWith(Boolean),
  },
  (select, { affiliateId }: Values<Of>) =>
    select.from(affiliates).innerJoin(
      places,
      and(
        eq(places.kind, "deliveryPoints"),
        sql`${places.daneCode} BETWEEN substr(${affiliates.daneCode}, 1, 2)
          AND substr(${affiliates.daneCode}, 1, 2) || ':'`,
      ),
    ).where(eq(affiliates.id, affiliateId)).orderBy(places.daneCode, places.name, places.code),
);
