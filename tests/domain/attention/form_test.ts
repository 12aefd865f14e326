import { assertEquals } from "@std/assert";
import { readCase, type TypedCase } from "../../../domain/attention/form.ts";

const TYPED: TypedCase = {
  tipo: "reclamo",
  riesgo: "vital",
  tipoDocumento: "cc",
  documento: " 9.990.000.106 ",
  nombre: " Rosa Inventada ",
  correo: "Rosa@Correo.Example",
  telefono: "",
  texto: " No me lo dieron. ",
};

function fieldsOf(reading: ReturnType<typeof readCase>): string[] {
  return "errors" in reading ? reading.errors.map(({ field }) => field) : [];
}

Deno.test("a case with a name is read with who asks", () => {
  assertEquals(readCase(TYPED, "named"), {
    read: {
      kind: "claim",
      risk: "vital",
      text: "No me lo dieron.",
      person: {
        documentType: "CC",
        documentNumber: "9990000106",
        name: "Rosa Inventada",
        email: "rosa@correo.example",
        phone: null,
      },
    },
  });
});

Deno.test("nothing that would name somebody is read of a case without a name", () => {
  for (const author of ["anonymous", "known"] as const) {
    const reading = readCase({ ...TYPED, documento: "?", correo: "?" }, author);
    assertEquals("read" in reading && reading.read.person, null, author);
  }
});

Deno.test("only a claim is asked for its risk", () => {
  assertEquals(fieldsOf(readCase({ ...TYPED, riesgo: "" }, "anonymous")), ["riesgo"]);
  const reading = readCase({ ...TYPED, tipo: "queja", riesgo: "vital" }, "anonymous");
  assertEquals("read" in reading && reading.read.risk, "none");
});

Deno.test("each field has its own error", () => {
  const wrong: [Partial<TypedCase>, string][] = [
    [{ tipo: "otra" }, "tipo"],
    [{ texto: "  " }, "texto"],
    [{ texto: "x".repeat(4001) }, "texto"],
    [{ tipoDocumento: "XX" }, "tipoDocumento"],
    [{ documento: "12" }, "documento"],
    [{ nombre: "" }, "nombre"],
    [{ nombre: "Rosa\nInventada" }, "nombre"],
    [{ nombre: "x".repeat(201) }, "nombre"],
    [{ correo: "rosa" }, "correo"],
    [{ telefono: "llame" }, "telefono"],
  ];
  for (const [change, field] of wrong) {
    assertEquals(fieldsOf(readCase({ ...TYPED, ...change }, "named")), [field]);
  }
});
