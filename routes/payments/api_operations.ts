import { json, type Operation } from "../api/describe.ts";
import { VOUCHER } from "./api_schemas.ts";

/** What is asked of payments, as the reference has it. */
export const GET_VOUCHER: Operation = {
  operationId: "getVoucher",
  tag: "Pagos",
  summary: "Un Comprobante de Egreso",
  description: "Lo que la lista dice de él. El de otra IPS y el que no existe dan el mismo 404.",
  scope: "read",
  answers: { 200: json(VOUCHER, "El comprobante.") },
  problems: [404, 422],
  hasTag: true,
};
