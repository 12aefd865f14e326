import { assert, assertEquals } from "@std/assert";
import {
  readRegistrationRequest,
  requestDueDate,
  type TypedRequest,
} from "../../../domain/providers/registration_request.ts";

const TYPED: TypedRequest = {
  nit: "900.777.111-9",
  documento: " 1001 ",
  valor: "1.234.567,50",
  cedula: "32.654.987",
  nombre: " Carmen Barrios ",
  telefono: "605 555 0132",
  correo: " Pagos@Lab.Example ",
};

Deno.test("a request is read as people type it", () => {
  const reading = readRegistrationRequest({ ...TYPED, nit: "900777111" });
  assertEquals(reading, {
    request: {
      nit: "900777111",
      documentNumber: "1001",
      paidAmount: 123_456_750,
      representativeId: "32654987",
      contactName: "Carmen Barrios",
      contactPhone: "605 555 0132",
      contactEmail: "pagos@lab.example",
    },
  });
});

Deno.test("an amount is in pesos: a point groups thousands, a comma begins the centavos", () => {
  const cases: [string, number | undefined][] = [
    ["1.000", 100_000],
    ["1000", 100_000],
    ["1.000,5", 100_050],
    ["$ 1.000,00", 100_000],
    ["0", undefined],
    ["-5", undefined],
    ["", undefined],
    ["mil", undefined],
    ["1,2,3", undefined],
    ["9".repeat(30), undefined],
  ];
  for (const [valor, expected] of cases) {
    const reading = readRegistrationRequest({ ...TYPED, nit: "900777111", valor });
    const cents = "request" in reading ? reading.request.paidAmount : undefined;
    assertEquals(cents, expected, valor);
  }
});

Deno.test("every field that is wrong says so for itself", () => {
  const wrong: TypedRequest = {
    nit: "900777111-0",
    documento: "",
    valor: "x",
    cedula: "12",
    nombre: "Ana\r\nBcc: x@y.z",
    telefono: "llámeme",
    correo: "a@b.example, c@d.example",
  };
  for (const [field, value] of Object.entries(wrong)) {
    const reading = readRegistrationRequest({ ...TYPED, nit: "900777111", [field]: value });
    assert("errors" in reading, field);
    assertEquals(reading.errors.map((error) => error.field), [field]);
  }
  const nothing = readRegistrationRequest({ ...wrong, nit: "" });
  assert("errors" in nothing);
  assertEquals(nothing.errors.map(({ field }) => field).sort(), Object.keys(wrong).sort());
});

Deno.test("the staff looks at it within three business days", () => {
  assertEquals(requestDueDate("2026-04-01"), "2026-04-08");
});
