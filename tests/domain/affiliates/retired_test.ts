import { assertEquals } from "@std/assert";
import type { AffiliateDetails } from "../../../domain/affiliates/affiliate.ts";
import { retired } from "../../../domain/affiliates/retired.ts";

const SUSPENDED: AffiliateDetails = {
  firstSurname: "Prueba",
  secondSurname: null,
  firstName: "Ana",
  secondName: null,
  bornOn: "1962-03-05",
  sex: "F",
  regime: "subsidiado",
  kind: "cabeza",
  state: "SM",
  affiliatedOn: "2019-02-01",
  endedOn: null,
  daneCode: "13001",
  municipality: null,
  department: null,
  address: null,
  email: null,
  phone: null,
  primarySiteCode: null,
  primarySiteName: null,
  headDocumentType: null,
  headDocumentNumber: null,
  kinship: null,
  sisbenGroup: null,
};

Deno.test("whoever a whole register leaves out is retired from that day, or from the day on file", () => {
  const today = retired(SUSPENDED, "2026-04-01");
  assertEquals(today, { ...SUSPENDED, state: "RE", endedOn: "2026-04-01" });
  const before = retired({ ...SUSPENDED, endedOn: "2025-12-31" }, "2026-04-01");
  assertEquals(before.endedOn, "2025-12-31");
});
