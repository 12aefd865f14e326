import { asc, desc, eq, sql } from "drizzle-orm";
import type { QueuedRequest, QueueFilter, RequestForStaff } from "../../domain/medicines/queue.ts";
import { PAGE_SIZE } from "../../domain/paging.ts";
import type { Db } from "../client.ts";
import { countSome } from "../staff/count_some.ts";
import {
  affiliates,
  files,
  loadedPlaces as places,
  medicineRequestFiles as requestFiles,
  medicineRequests as requests,
  pendingMedicines as medicines,
} from "../schema.ts";
import { isDeliveryPoint, POINT, REQUEST } from "./selection.ts";

/**
 * One page of the staff's queue and how long it is: what was promised first on top, of requests that
 * are over the last one. It says nothing of anybody's health.
 */
export async function findMedicineQueue(
  db: Db,
  filter: QueueFilter,
  { page }: { page: number },
): Promise<{ requests: QueuedRequest[]; count: number }> {
  const [rows, [total]] = await db.batch([
    db.select({
      folio: requests.folio,
      pendingHandle: requests.pendingHandle,
      way: requests.way,
      state: requests.state,
      scheduledOn: requests.scheduledOn,
      createdAt: requests.createdAt,
      dueAt: requests.dueAt,
      point: POINT,
    }).from(requests).leftJoin(places, isDeliveryPoint(requests.pointCode))
      .where(PLACES[filter]).orderBy(...ORDERS[filter]).limit(PAGE_SIZE)
      .offset((page - 1) * PAGE_SIZE),
    countSome(db, requests, PLACES[filter]),
  ]);
  return { requests: rows, count: total?.count ?? 0 };
}

/** Anybody's request with whose it is and what is on file of its line; undefined where there is none. */
export async function findRequestForStaff(
  db: Db,
  folio: string,
): Promise<RequestForStaff | undefined> {
  const [[request], attached] = await db.batch([
    db.select({
      ...REQUEST,
      affiliateId: requests.affiliateId,
      email: ASKER_EMAIL,
      person: {
        documentType: affiliates.documentType,
        documentNumber: affiliates.documentNumber,
        firstName: affiliates.firstName,
        secondName: affiliates.secondName,
        firstSurname: affiliates.firstSurname,
        secondSurname: affiliates.secondSurname,
      },
      line: {
        medicine: medicines.medicine,
        presentation: medicines.presentation,
        orderedQuantity: medicines.orderedQuantity,
        deliveredQuantity: medicines.deliveredQuantity,
        isAnnulled: medicines.isAnnulled,
        pendingSince: medicines.pendingSince,
      },
    }).from(requests).leftJoin(affiliates, eq(affiliates.id, requests.affiliateId))
      .leftJoin(medicines, eq(medicines.handle, requests.pendingHandle))
      .leftJoin(places, isDeliveryPoint(requests.pointCode)).where(eq(requests.folio, folio)),
    db.select({ id: files.id, name: files.name, kind: files.kind, size: files.size })
      .from(requestFiles).innerJoin(files, eq(files.id, requestFiles.fileId))
      .where(eq(requestFiles.folio, folio)),
  ]);
  return request && { ...request, files: attached };
}

/** Of whoever asked, who may be another one of the family; null where there is none on file. */
const ASKER_EMAIL = sql<string | null>`(SELECT a.email FROM users AS u
  JOIN affiliates AS a ON a.id = u.affiliate_id WHERE u.id = ${requests.requestedBy})`;

/** Written as the partial indexes have it; the bound that holds for all lets them be searched. */
const PLACES: Record<QueueFilter, ReturnType<typeof sql>> = {
  underWay: sql`${requests.state} IN ('received', 'scheduled') AND ${requests.dueAt} >= 0`,
  over: sql`${requests.state} IN ('delivered', 'refused') AND ${requests.changedAt} >= 0`,
};

/** In the order of the index that finds them, so that nothing is sorted. */
const ORDERS = {
  underWay: [asc(requests.dueAt), asc(requests.folio)],
  over: [desc(requests.changedAt), desc(requests.folio)],
};
