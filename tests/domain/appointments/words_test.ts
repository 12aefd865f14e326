import { assertEquals } from "@std/assert";
import { instantWords, timeWords } from "../../../domain/appointments/words.ts";

const at = (time: string, day = "2026-04-02") => Date.parse(`${day}T${time}:00-05:00`);

Deno.test("an hour is said as people say it", () => {
  assertEquals(
    ["00:05", "08:20", "11:59", "12:00", "12:01", "14:05", "23:40"].map((time) =>
      timeWords(at(time))
    ),
    [
      "12:05 a. m.",
      "8:20 a. m.",
      "11:59 a. m.",
      "12:00 m.",
      "12:01 p. m.",
      "2:05 p. m.",
      "11:40 p. m.",
    ],
  );
});

Deno.test("a day has its name, and its year where it is another one", () => {
  assertEquals(instantWords(at("08:20"), "2026-03-30"), "jueves 2 de abril, 8:20 a. m.");
  assertEquals(
    instantWords(at("23:59", "2027-01-04"), "2026-12-30"),
    "lunes 4 de enero de 2027, 11:59 p. m.",
  );
});
