import { assertEquals } from "@std/assert";
import { VOUCHER_COLUMNS } from "../../../domain/payments/columns.ts";
import { describeNarrowing, filterFields } from "../../../domain/payments/filter_fields.ts";
import {
  readNarrowing,
  sortedBy,
  withoutNarrowing,
} from "../../../domain/payments/voucher_filter.ts";

const MARCH = { from: "2026-03-01", to: "2026-03-31" };
const NARROWED = {
  ...MARCH,
  only: "difference",
  paymentMethod: "Giro Directo",
  text: "bogotá",
  sort: { key: "paidAmount", isDescending: true },
} as const;

Deno.test("a filter is written as the fields that it is read from", () => {
  assertEquals(filterFields(MARCH, VOUCHER_COLUMNS), { desde: "01/03/2026", hasta: "31/03/2026" });
  assertEquals(filterFields(NARROWED, VOUCHER_COLUMNS), {
    desde: "01/03/2026",
    hasta: "31/03/2026",
    solo: "diferencia",
    forma: "Giro Directo",
    texto: "bogotá",
    orden: "-valor-pago",
  });
});

Deno.test("a filter says in words what it is narrowed to, and can be widened to its dates", () => {
  assertEquals(describeNarrowing(MARCH), []);
  assertEquals(describeNarrowing(NARROWED), [
    "Con diferencia",
    "Forma de Pago: Giro Directo",
    "Con “bogotá”",
  ]);
  const of = { nit: "900356158" };
  assertEquals(withoutNarrowing({ ...NARROWED, of }), { ...MARCH, of });
  assertEquals(sortedBy(NARROWED, { key: "paidOn", isDescending: true }).sort, undefined);
});

Deno.test("a text that is too long is an error beside its field, blanks are none", () => {
  assertEquals(readNarrowing({ paymentMethod: "", text: "  " }, "texto"), {});
  assertEquals(readNarrowing({ paymentMethod: "Cheque", text: " a " }, "texto"), {
    paymentMethod: "Cheque",
    text: "a",
  });
  assertEquals(readNarrowing({ paymentMethod: "", text: "x".repeat(101) }, "texto"), {
    errors: [{
      field: "texto",
      message: "Escriba a lo sumo 100 caracteres: ahora son 101.",
    }],
  });
});
