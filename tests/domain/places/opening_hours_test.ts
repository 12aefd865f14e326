import { assertEquals } from "@std/assert";
import { readOpeningHours } from "../../../domain/places/opening_hours.ts";

const OFFICE = "lun-vie 8:00-12:30 13:30-17:00; sáb 8:00-12:00";

Deno.test("hours are read for each day of the week, in short and in whole words", () => {
  const morning = { opens: 480, closes: 750 };
  const afternoon = { opens: 810, closes: 1020 };
  const day = [morning, afternoon];
  const saturday = [{ opens: 480, closes: 720 }];
  assertEquals(readOpeningHours(OFFICE), [day, day, day, day, day, saturday, []]);
  assertEquals(
    readOpeningHours("Lunes a viernes 8:00–12:30 y 13:30–17:00"),
    [day, day, day, day, day, [], []],
  );
  assertEquals(readOpeningHours("lun, mié y vie 8:00-12:30"), [
    [morning],
    [],
    [morning],
    [],
    [morning],
    [],
    [],
  ]);
  assertEquals(readOpeningHours("lun-dom 0:00-24:00")?.[6], [{ opens: 0, closes: 1440 }]);
  const sundays = readOpeningHours("Domingos y festivos 8:00–12:00; sáb 8:00-12:00");
  assertEquals(sundays, [[], [], [], [], [], saturday, saturday, saturday]);
  assertEquals(readOpeningHours("fest 8:00-12:00"), [[], [], [], [], [], [], [], saturday]);
});

Deno.test("hours that are not understood whole are not read at all", () => {
  const wrong = [
    "",
    "siempre",
    "lun-vie",
    "8:00-12:00",
    "lun-vie 8-12",
    "lun-vie 8:00-12:60",
    "lun-vie 8:00-24:30",
    "lun-vie 12:00-8:00",
    "lun-vie 8:00-8:00",
    "lun-vie 8:00-12:00 11:00-17:00",
    "vie-lun 8:00-12:00",
    "lun-mié-vie 8:00-12:00",
    "lun-vie 8:00-12:00; vie 13:00-14:00",
    "lun, lun 8:00-12:00",
    "lun-vie 8:00-12:00;",
    "lun-vie 8:00-12:00 <b>",
    `lun-vie ${"8:00-12:00 ".repeat(1000)}`,
  ];
  for (const text of wrong) assertEquals(readOpeningHours(text), undefined, text.slice(0, 50));
});
