import { C } from "./files.ts";

/** A request of C's to be registered, as `createRegistrationRequest` takes it. */
export function aRegistrationRequest(folio: string) {
  return {
    folio,
    nit: C,
    documentNumber: "1",
    paidAmount: 100,
    representativeId: "32654987",
    contactName: "Carmen",
    contactPhone: "605 555 0132",
    contactEmail: "c@lab.example",
    createdAt: 0,
    dueOn: "2026-04-07",
    paidSince: "2025-04-01",
  };
}
