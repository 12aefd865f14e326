import { assertEquals } from "@std/assert";
import type { ProviderDetails } from "../../../domain/providers/provider.ts";
import {
  describeUndo,
  type ProviderNow,
  type UndoEffect,
  undoProvider,
} from "../../../domain/loads/undo.ts";
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

Deno.test("what a load wrote goes back where it is still stored", () => {
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

const EFFECT: UndoEffect = {
  isReversal: true,
  fresh: { count: 26, paidAmount: 123_450 },
  corrected: { count: 1, paidAmount: 200_000, before: 100_000 },
  paidProviders: 2,
  restoredProviders: 1,
  listedProviders: 3,
};

Deno.test("an undo says what leaves, what is as before, and of how many providers", () => {
  assertEquals(describeUndo(EFFECT), [
    "26 comprobantes por $\u00a01.234,50 salen de toda consulta y suma.",
    "1 comprobante vuelve a su versión de antes de la carga: de $\u00a02.000,00 a $\u00a01.000,00.",
    "Son pagos de 2 prestadores.",
    "1 prestador vuelve a sus datos de antes.",
    "3 prestadores salen de la lista.",
  ]);
});

Deno.test("the undo of an undo says what is seen again, and is silent of what does not move", () => {
  const none = { count: 0, paidAmount: 0 };
  assertEquals(
    describeUndo({ ...EFFECT, isReversal: false, restoredProviders: 0, listedProviders: 1 }),
    [
      "26 comprobantes por $\u00a01.234,50 vuelven a verse y a sumar.",
      "1 comprobante vuelve a su versión de la carga: de $\u00a01.000,00 a $\u00a02.000,00.",
      "Son pagos de 2 prestadores.",
      "1 prestador vuelve a la lista.",
    ],
  );
  const nothing = { ...EFFECT, fresh: none, corrected: { ...none, before: 0 }, paidProviders: 0 };
  assertEquals(describeUndo({ ...nothing, restoredProviders: 0, listedProviders: 0 }), []);
});
