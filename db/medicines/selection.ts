import { and, type Column, eq } from "drizzle-orm";
import { loadedPlaces as places, medicineRequests as requests } from "../schema.ts";

/* What questions about medicines select, and how they join the points. */

/** A delivery point; null as a whole where none is joined. */
export const POINT = {
  code: places.code,
  name: places.name,
  address: places.address,
  municipality: places.municipality,
  phone: places.phone,
};

/** A request as the affiliate and the staff see it. */
export const REQUEST = {
  folio: requests.folio,
  pendingHandle: requests.pendingHandle,
  formulaNumber: requests.formulaNumber,
  formulaOn: requests.formulaOn,
  asked: requests.asked,
  way: requests.way,
  address: requests.address,
  phone: requests.phone,
  state: requests.state,
  scheduledOn: requests.scheduledOn,
  reason: requests.reason,
  createdAt: requests.createdAt,
  dueAt: requests.dueAt,
  point: POINT,
};

/** Joins the delivery point of a code. */
export function isDeliveryPoint(code: Column) {
  return and(eq(places.kind, "deliveryPoints"), eq(places.code, code));
}
