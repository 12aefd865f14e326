import { GROUPS } from "../../domain/reconciliation/groups.ts";
import { json, jsonBody, type Operation } from "../api/describe.ts";
import { LIST, RECONCILIATION } from "./api_schemas.ts";

const NONE = { count: 0, amount: "0.00", paidAmount: "0.00", items: [] };

/** An answer of the demo, of NIT 999000011. */
const AN_ANSWER = {
  tolerance: "0.00",
  total: 1,
  groups: {
    ...Object.fromEntries(GROUPS.map((group) => [group, NONE])),
    different: {
      count: 1,
      amount: "10.00",
      paidAmount: "268981.58",
      items: [{
        position: 1,
        number: "CBS36746",
        amount: "10.00",
        found: {
          invoiceNumber: "CBS36746",
          invoiceAmount: "274471.00",
          netAmount: "268981.58",
          paidAmount: "268981.58",
          rest: "0.00",
          garnishments: "0.00",
          payments: [{
            voucherNumber: "1500092560",
            lineNumber: 1,
            paidOn: "2026-11-27",
            paidAmount: "107592.63",
          }],
        },
      }],
    },
  },
  unlisted: { from: "2026-11-27", to: "2026-11-27", count: 0, paidAmount: "0.00", items: [] },
};

export const RECONCILE: Operation = {
  operationId: "reconcile",
  tag: "Cruce",
  summary: "Comparar una lista de facturas con lo pagado",
  description: "No guarda nada, así que se puede repetir. Se compara una lista de cada IPS a la " +
    "vez y tres esperan; otra más recibe 503.",
  scope: "reconcile",
  body: jsonBody(LIST, "La lista, de a lo sumo 20.000 facturas y 4 MB.", {
    tolerance: "0.00",
    invoices: [{ number: "CBS36746", amount: "10.00" }],
  }),
  answers: { 200: json(RECONCILIATION, "Los grupos del cruce.", AN_ANSWER) },
  problems: [409, 413, 422],
  isOnce: true,
};
