import { assertEquals } from "@std/assert";
import { careKindOf, promisedDay } from "../../../domain/appointments/kind.ts";

Deno.test("a kind of appointment has one spelling, however a file writes it", () => {
  assertEquals(careKindOf("MEDICINA GENERAL"), "Medicina general");
  assertEquals(careKindOf(" odontologia "), "Odontología");
  assertEquals(careKindOf("CARDIOLOGÍA"), "Cardiología");
  assertEquals(careKindOf(""), "");
});

Deno.test("general medicine and dentistry are promised within three business days", () => {
  assertEquals(promisedDay("Medicina general", "2026-04-06"), "2026-04-09");
  assertEquals(
    promisedDay("Odontología", "2026-04-01"),
    "2026-04-08",
    "neither weekends nor holidays",
  );
  assertEquals(promisedDay("Cardiología", "2026-04-06"), undefined);
});
