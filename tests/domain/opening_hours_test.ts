import { assertEquals } from "@std/assert";
import {
  describeOpening,
  type OpeningHours,
  readOpeningHours,
} from "../../domain/opening_hours.ts";

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

Deno.test("a place says until when it is open, or when it opens, and is closed on holidays", () => {
  const cases: [string, string][] = [
    ["2026-11-27T08:00", "Abierto ahora, hasta las 12:30"],
    ["2026-11-27T07:59", "Cerrado ahora. Abre hoy a las 8:00"],
    ["2026-11-27T12:30", "Cerrado ahora. Abre hoy a las 13:30"],
    ["2026-11-27T17:00", "Cerrado ahora. Abre mañana a las 8:00"],
    ["2026-11-28T12:00", "Cerrado ahora. Abre el lunes a las 8:00"],
    ["2026-07-12T10:00", "Cerrado ahora. Abre el martes a las 8:00"],
    ["2026-07-13T10:00", "Cerrado ahora. Abre mañana a las 8:00"],
    ["2026-04-01T18:00", "Cerrado ahora. Abre el sábado a las 8:00"],
    ["2026-12-31T18:00", "Cerrado ahora. Abre el sábado a las 8:00"],
  ];
  const hours = hoursOf(OFFICE);
  for (const [local, expected] of cases) {
    assertEquals(describeOpening(hours, Date.parse(`${local}-05:00`)), expected, local);
  }
});

Deno.test("a place of one day a week is found behind a holiday, with its date; an empty week never", () => {
  const hours = hoursOf("lun 13:00-14:00; mar 1:00-2:00");
  const evening = (day: string) => Date.parse(`${day}T18:00-05:00`);
  assertEquals(
    describeOpening(hours, evening("2026-07-13")),
    "Cerrado ahora. Abre mañana a la 1:00",
  );
  const mondays = hoursOf("lun 13:00-14:00");
  assertEquals(
    describeOpening(mondays, evening("2026-07-06")),
    "Cerrado ahora. Abre el lunes 27 a las 13:00",
  );
  assertEquals(describeOpening([], evening("2026-07-06")), "Cerrado ahora");
});

function hoursOf(text: string): OpeningHours {
  const hours = readOpeningHours(text);
  if (!hours) throw new Error(text);
  return hours;
}
