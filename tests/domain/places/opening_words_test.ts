import { assertEquals } from "@std/assert";
import { type OpeningHours, readOpeningHours } from "../../../domain/places/opening_hours.ts";
import { describeHours, describeOpening, showHours } from "../../../domain/places/opening_words.ts";

const OFFICE = "lun-vie 8:00-12:30 13:30-17:00; sáb 8:00-12:00";
const SUNDAYS = "lun-dom 6:00-22:00";

Deno.test("a place says until when it is open, or when it opens, and is closed on holidays", () => {
  const cases: [string, string][] = [
    ["2026-11-27T08:00", "Abierto ahora, hasta las 12:30"],
    ["2026-11-27T07:59", "Cerrado ahora, abre hoy a las 8:00"],
    ["2026-11-27T12:30", "Cerrado ahora, abre hoy a las 13:30"],
    ["2026-11-27T17:00", "Cerrado ahora, abre mañana a las 8:00"],
    ["2026-11-28T12:00", "Cerrado ahora, abre el lunes a las 8:00"],
    ["2026-07-12T10:00", "Cerrado ahora, abre el martes a las 8:00"],
    ["2026-07-13T10:00", "Cerrado ahora, abre mañana a las 8:00"],
    ["2026-04-01T18:00", "Cerrado ahora, abre el sábado a las 8:00"],
    ["2026-12-31T18:00", "Cerrado ahora, abre el sábado a las 8:00"],
  ];
  for (const [local, expected] of cases) assertEquals(openingAt(OFFICE, local), expected, local);
});

Deno.test("a place of one day a week is found behind a holiday, with its date; an empty week never", () => {
  const some = "lun 13:00-14:00; mar 1:00-2:00";
  assertEquals(openingAt(some, "2026-07-13T18:00"), "Cerrado ahora, abre mañana a la 1:00");
  assertEquals(
    openingAt("lun 13:00-14:00", "2026-07-06T18:00"),
    "Cerrado ahora, abre el lunes 27 a las 13:00",
  );
  const { words, detail } = describeOpening([], Date.parse("2026-07-06T18:00-05:00"));
  assertEquals([words, detail], ["Cerrado ahora", ""]);
});

Deno.test("what closes at midnight says so, and what never closes too", () => {
  assertEquals(
    openingAt("vie 13:00-24:00", "2026-11-27T23:59"),
    "Abierto ahora, hasta la medianoche",
  );
  assertEquals(openingAt("lun-dom 0:00-24:00", "2026-11-27T00:00"), "Abierto ahora, todo el día");
  assertEquals(openingAt("vie 0:00-1:00", "2026-11-27T00:30"), "Abierto ahora, hasta la 1:00");
});

Deno.test("on a holiday its own hours count; without them a place of Sundays is not sure", () => {
  const named = `${SUNDAYS}; festivos 9:00-11:00`;
  assertEquals(openingAt(named, "2026-07-13T10:00"), "Abierto ahora, hasta las 11:00");
  assertEquals(openingAt(named, "2026-07-13T12:00"), "Cerrado ahora, abre mañana a las 6:00");
  assertEquals(openingAt(SUNDAYS, "2026-07-13T10:00"), "Hoy es festivo, llame antes de ir");
  assertEquals(openingAt(SUNDAYS, "2026-07-12T10:00"), "Abierto ahora, hasta las 22:00");
});

Deno.test("hours are said a line for the days that have the same", () => {
  const cases: [string, string[]][] = [
    [OFFICE, ["Lunes a viernes de 8:00 a 12:30 y de 13:30 a 17:00", "Sábado de 8:00 a 12:00"]],
    [SUNDAYS, ["Todos los días de 6:00 a 22:00"]],
    ["lun-dom 0:00-24:00", ["Todos los días las 24 horas"]],
    ["lun-fest 7:00-9:00", ["Todos los días, también festivos, de 7:00 a 9:00"]],
    ["lun, mié y vie 8:00-9:00", ["Lunes, miércoles y viernes de 8:00 a 9:00"]],
    ["sáb y dom 8:00-9:00; lun 7:00-8:00", [
      "Lunes de 7:00 a 8:00",
      "Sábado y domingo de 8:00 a 9:00",
    ]],
    ["lun-jue 8:00-9:00; dom y fest 8:00-9:00", [
      "Lunes a jueves, domingo y festivos de 8:00 a 9:00",
    ]],
  ];
  for (const [text, expected] of cases) assertEquals(describeHours(hoursOf(text)), expected, text);
});

Deno.test("hours that cannot be read are shown as they are written, and none are none", () => {
  assertEquals(showHours("Pregunte en la línea", 0), {
    opening: undefined,
    lines: ["Pregunte en la línea"],
  });
  assertEquals(showHours(null, 0), { opening: undefined, lines: [] });
});

function openingAt(text: string, local: string): string {
  const { words, detail } = describeOpening(hoursOf(text), Date.parse(`${local}-05:00`));
  return `${words}, ${detail}`;
}

function hoursOf(text: string): OpeningHours {
  const hours = readOpeningHours(text);
  if (!hours) throw new Error(text);
  return hours;
}
