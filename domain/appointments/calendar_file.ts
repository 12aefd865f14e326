/**
 * What the file for somebody's own calendar says of an appointment. It names neither the doctor nor
 * the speciality: calendars are synchronised, and shown on locked screens.
 */
export type CalendarEntry = {
  /** Opaque and the same for the life of the appointment. */
  uid: string;
  /** Counts the changes: a calendar takes the version with the highest one. */
  sequence: number;
  isCancelled: boolean;
  /** Instants in milliseconds. */
  startsAt: number;
  endsAt: number;
  changedAt: number;
  siteName: string;
  siteAddress: string;
};

const BOGOTA_OFFSET_MS = -5 * 60 * 60 * 1000;
const ZONE = "America/Bogota";
const MAX_LINE_BYTES = 75;

/** Bogotá has been at UTC−5 since summer time ended, in April 1993. */
const ZONE_LINES = [
  "BEGIN:VTIMEZONE",
  `TZID:${ZONE}`,
  "BEGIN:STANDARD",
  "DTSTART:19930404T000000",
  "TZOFFSETFROM:-0400",
  "TZOFFSETTO:-0500",
  "TZNAME:-05",
  "END:STANDARD",
  "END:VTIMEZONE",
];

/** An iCalendar file (RFC 5545) of one appointment. */
export function calendarFile(entry: CalendarEntry): string {
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Mutual Ser//Zona Ser//ES",
    `METHOD:${entry.isCancelled ? "CANCEL" : "PUBLISH"}`,
    ...ZONE_LINES,
    "BEGIN:VEVENT",
    `UID:${entry.uid}`,
    `SEQUENCE:${entry.sequence}`,
    `STATUS:${entry.isCancelled ? "CANCELLED" : "CONFIRMED"}`,
    `DTSTAMP:${stamp(entry.changedAt)}Z`,
    `DTSTART;TZID=${ZONE}:${stamp(entry.startsAt + BOGOTA_OFFSET_MS)}`,
    `DTEND;TZID=${ZONE}:${stamp(entry.endsAt + BOGOTA_OFFSET_MS)}`,
    "SUMMARY:Cita de Zona Ser",
    `LOCATION:${escaped([entry.siteName, entry.siteAddress].filter(Boolean).join(", "))}`,
    "CLASS:PRIVATE",
    "END:VEVENT",
    "END:VCALENDAR",
  ].map((line) => `${folded(line)}\r\n`).join("");
}

/** `20260403T082000` */
function stamp(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, "");
}

function escaped(text: string): string {
  const line = text.replace(/\r\n?/g, "\n").replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");
  return [...line].filter((sign) => sign >= " " && sign !== "\u007f").join("");
}

/** Breaks a line before its 76th byte, never within a letter; the space that follows is no content. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let [text, bytes] = ["", 0];
  for (const letter of line) {
    const length = encoder.encode(letter).length;
    if (bytes + length > MAX_LINE_BYTES) [text, bytes] = [`${text}\r\n `, 1];
    text += letter;
    bytes += length;
  }
  return text;
}
