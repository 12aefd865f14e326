import { assert, assertEquals } from "@std/assert";
import ICAL from "ical.js";
import { type CalendarEntry, calendarFile } from "../../../domain/appointments/calendar_file.ts";

const ENTRY: CalendarEntry = {
  uid: "7f1c9a1e-1c55-4a3e-a9b1-1de1b3a8c2f0@zonaser",
  sequence: 0,
  isCancelled: false,
  startsAt: Date.parse("2026-04-03T08:20:00-05:00"),
  endsAt: Date.parse("2026-04-03T08:40:00-05:00"),
  changedAt: Date.parse("2026-04-01T15:00:00Z"),
  siteName: "Clínica del Río; sede norte",
  siteAddress:
    "Calle 30 # 12-40, local 3\\4, barrio Los Ángeles de la Peña y Ñuñoa del Caribe\nPiso 2",
};

/** As a calendar program reads it. */
function read(entry: CalendarEntry) {
  const calendar = new ICAL.Component(ICAL.parse(calendarFile(entry)));
  const found = calendar.getFirstSubcomponent("vevent");
  const zone = calendar.getFirstSubcomponent("vtimezone");
  assert(found && zone);
  ICAL.TimezoneService.register(zone);
  return { calendar, event: new ICAL.Event(found), zone };
}

Deno.test("another program reads the hour in Bogotá, the place and what identifies the entry", () => {
  const { calendar, event, zone } = read(ENTRY);
  assertEquals(calendar.getFirstPropertyValue("version"), "2.0");
  assertEquals(zone.getFirstPropertyValue("tzid"), "America/Bogota");
  assertEquals(event.startDate.toJSDate().getTime(), ENTRY.startsAt);
  assertEquals(event.endDate.toJSDate().getTime(), ENTRY.endsAt);
  assertEquals(event.startDate.hour, 8);
  assertEquals(event.uid, ENTRY.uid);
  assertEquals(event.location, `${ENTRY.siteName}, ${ENTRY.siteAddress}`);
});

Deno.test("a change counts up under the same identity, and a cancellation says so", () => {
  const moved = read({ ...ENTRY, sequence: 1, startsAt: ENTRY.startsAt + 600_000 });
  assertEquals([moved.event.uid, moved.event.sequence], [ENTRY.uid, 1]);
  const cancelled = read({ ...ENTRY, sequence: 2, isCancelled: true });
  assertEquals(cancelled.event.component.getFirstPropertyValue("status"), "CANCELLED");
  assertEquals(cancelled.calendar.getFirstPropertyValue("method"), "CANCEL");
});

Deno.test("no line is longer than 75 bytes, and each ends with CR and LF", () => {
  const file = calendarFile({ ...ENTRY, siteName: "ñ".repeat(300) });
  assert(file.endsWith("\r\n"));
  for (const line of file.split("\r\n")) {
    assert(new TextEncoder().encode(line).length <= 75, line);
    assert(!/[\r\n]/.test(line));
  }
  assertEquals(
    read({ ...ENTRY, siteName: "ñ".repeat(300) }).event.location.slice(0, 300),
    "ñ".repeat(300),
  );
});

Deno.test("a name of a site cannot add lines to the file", () => {
  const { event, calendar } = read({
    ...ENTRY,
    siteName: "A\r\nATTENDEE:mailto:x@example.com\r\u0007",
  });
  assertEquals(event.attendees, []);
  assertEquals(calendar.getAllSubcomponents("vevent").length, 1);
});
