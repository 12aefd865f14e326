import { assertEquals } from "@std/assert";
import { readContact } from "../../../domain/appointments/contact.ts";

const TYPED = {
  telefono: " 300  123 4567 ",
  direccion: "Calle 1  # 2",
  correo: "Ana@Correo.Example",
};

Deno.test("a contact is read without superfluous spaces, the address in its stored spelling", () => {
  assertEquals(readContact(TYPED), {
    contact: { phone: "300 123 4567", address: "Calle 1 # 2", email: "ana@correo.example" },
  });
});

Deno.test("each field that cannot be used has its error", () => {
  const fields = (changes: Partial<typeof TYPED>) => {
    const reading = readContact({ ...TYPED, ...changes });
    return "errors" in reading ? reading.errors.map(({ field }) => field) : [];
  };
  assertEquals(fields({ telefono: "12345" }), ["telefono"]);
  assertEquals(fields({ telefono: "llámeme al 3001234567" }), ["telefono"]);
  assertEquals(fields({ telefono: "3".repeat(16) }), ["telefono"]);
  assertEquals(fields({ direccion: " x " }), ["direccion"]);
  assertEquals(fields({ correo: "ana@correo" }), ["correo"]);
  assertEquals(fields({ telefono: "", direccion: "", correo: "a@b.example,c@d.example" }), [
    "telefono",
    "direccion",
    "correo",
  ]);
});
