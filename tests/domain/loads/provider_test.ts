import { assertEquals } from "@std/assert";
import { compareProviders, maskDifference } from "../../../domain/loads/provider.ts";
import { A } from "../../support/files.ts";
import { CLINIC } from "../support/plan.ts";

const { id: _id, ...STORED } = CLINIC;

Deno.test("Correo and Cédula are named before all that a load changes of a provider", () => {
  const wanted = { legalName: "Otra", email: "x@y.example", representativeId: "7", phone: "1" };
  const { kind, fields } = compareProviders(STORED, wanted);
  assertEquals(kind, "changed");
  assertEquals(fields.map(({ field }) => field), [
    "email",
    "representativeId",
    "legalName",
    "phone",
  ]);
  assertEquals(fields[0], { field: "email", before: STORED.email, after: "x@y.example" });
});

Deno.test("what a load leaves out or says again changes nothing", () => {
  assertEquals(compareProviders(STORED, { email: STORED.email }).fields, []);
  assertEquals(compareProviders(STORED, {}), { kind: "changed", fields: [] });
});

Deno.test("L5: whoever only reads sees addresses and numbers of people masked", () => {
  const wanted = {
    legalName: "Otra",
    email: "nuevo@clinica.example",
    representativeId: "10678452",
  };
  const masked = maskDifference({ nit: A, legalName: "x", ...compareProviders(null, wanted) });
  assertEquals(masked.fields.map(({ after }) => after), ["nu…@clinica.example", "…8452", "Otra"]);
});
