import { assertEquals } from "@std/assert";
import { type AgendaHours, slotStarts } from "../../../domain/appointments/agenda.ts";
import { formatInstant } from "../../../domain/dates.ts";

const MORNING: AgendaHours = {
  date: "2026-04-06",
  startTime: "08:00",
  endTime: "10:00",
  slotMinutes: 20,
  slotsAnHour: null,
};

function times(hours: Partial<AgendaHours>): string {
  return slotStarts({ ...MORNING, ...hours }).map((ms) => formatInstant(ms).slice(11)).join(" ");
}

Deno.test("slots follow one another from the start of an agenda to its end", () => {
  assertEquals(times({}), "08:00 08:20 08:40 09:00 09:20 09:40");
});

Deno.test("a slot that would end after the agenda is none", () => {
  assertEquals(times({ endTime: "09:10" }), "08:00 08:20 08:40");
  assertEquals(times({ endTime: "08:19" }), "");
});

Deno.test("no more slots begin in an hour than the agenda says", () => {
  assertEquals(times({ slotsAnHour: 2 }), "08:00 08:20 09:00 09:20");
  assertEquals(times({ slotsAnHour: 9 }), times({}));
});

Deno.test("hours that cannot be give no slots, and no endless loop", () => {
  assertEquals(times({ endTime: "07:00" }), "");
  assertEquals(times({ slotMinutes: 0 }), "");
  assertEquals(times({ slotMinutes: -20 }), "");
  assertEquals(times({ slotMinutes: NaN }), "");
  assertEquals(times({ startTime: "cuando sea" }), "");
});
