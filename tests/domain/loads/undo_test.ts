import { assertEquals } from "@std/assert";
import type { ProviderDetails } from "../../../domain/providers/provider.ts";
import { type ProviderNow, undoProvider } from "../../../domain/loads/undo.ts";
import { A } from "../../support/files.ts";
import { CLINIC } from "../support/plan.ts";

const { id: _id, ...DETAILS } = CLINIC;
const now = (wish: Partial<ProviderDetails> = {}, state: Partial<ProviderNow> = {}) => ({
  details: { ...DETAILS, ...wish },
  isListed: true,
  isUsed: false,
  writtenSince: [],
  ...state,
});
const NOTHING = { restorations: [], warnings: [] };

Deno.test("what a load wrote goes back where it stands still", () => {
  const change = { nit: A, wanted: { phone: "2", municipality: "B" }, previous: DETAILS };
  const undo = undoProvider(change, now({ phone: "2", municipality: "C" }));
  assertEquals(undo.restorations, [{ nit: A, wanted: { phone: DETAILS.phone } }]);
  assertEquals(undo.warnings.map(({ column }) => column), ["Municipio"]);
  assertEquals(undoProvider(change, now()), NOTHING);
});

Deno.test("a Correo or a Cédula that goes back is told; one that changed since stays, and is told", () => {
  const wanted = { email: "new@a.example", representativeId: "1" };
  const change = { nit: A, wanted, previous: DETAILS };
  const undo = undoProvider(change, now({ email: "newer@a.example", representativeId: "1" }));
  assertEquals(undo.restorations, [{
    nit: A,
    wanted: { representativeId: DETAILS.representativeId },
  }]);
  assertEquals(undo.warnings.map(({ column }) => column), ["Correo", "Cédula Representante Legal"]);
});

Deno.test("a Correo that a later load wrote again does not go back, though it is the same", () => {
  const change = { nit: A, wanted: { email: "new@a.example" }, previous: DETAILS };
  const undo = undoProvider(change, now({ email: "new@a.example" }, { writtenSince: ["email"] }));
  assertEquals(undo.restorations, []);
  assertEquals(undo.warnings.map(({ column }) => column), ["Correo"]);
});

Deno.test("a provider that the load brought goes, unless it is used or was changed", () => {
  const change = { nit: A, wanted: DETAILS, previous: null };
  assertEquals(undoProvider(change, now()).restorations, [{ nit: A, wanted: null }]);
  assertEquals(undoProvider(change, now({}, { isUsed: true })).restorations, []);
  assertEquals(undoProvider(change, now({ phone: "9" })).restorations, []);
  assertEquals(undoProvider(change, now({}, { writtenSince: ["phone"] })).restorations, []);
  assertEquals(undoProvider(change, now({}, { isListed: false })), NOTHING);
  assertEquals(undoProvider(change, undefined), NOTHING);
});

Deno.test("a provider that an undo took away comes back with what it had, unless it is back already", () => {
  const change = { nit: A, wanted: null, previous: DETAILS };
  const back = [{ nit: A, wanted: DETAILS }];
  assertEquals(undoProvider(change, undefined).restorations, back);
  assertEquals(undoProvider(change, now({}, { isListed: false })).restorations, back);
  assertEquals(undoProvider(change, now()), NOTHING);
});
