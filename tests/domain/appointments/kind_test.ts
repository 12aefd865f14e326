import { assertEquals } from "@std/assert";
import { careKindOf } from "../../../domain/appointments/kind.ts";

Deno.test("a kind of appointment has one spelling, however a file writes it", () => {
  assertEquals(careKindOf("MEDICINA GENERAL"), "Medicina general");
  assertEquals(careKindOf(" odontologia "), "Odontología");
  assertEquals(careKindOf("CARDIOLOGÍA"), "Cardiología");
  assertEquals(careKindOf(""), "");
});
