import { type CivilDate, startOfDayMs } from "../dates.ts";

/** When one professional sees people at one site: what a line of the file of Agendas says. */
export type AgendaHours = {
  date: CivilDate;
  /** `HH:mm` in Bogotá; the end itself is no longer of the agenda. */
  startTime: string;
  endTime: string;
  slotMinutes: number;
  /** At most so many slots begin in each hour, counted from the start; null where nothing limits them. */
  slotsAnHour: number | null;
};

export type AgendaDetails = AgendaHours & {
  siteCode: string;
  /** What one comes for, as people call it: `Medicina general`. */
  careKind: string;
  professional: string;
  /** The instants (ms) at which its slots begin, as JSON: what a load compares and stores. */
  starts: string;
};

/** An agenda as a file brings it; the code names site, day, hour and professional. */
export type LoadedAgenda = { code: string; details: AgendaDetails };

export const AGENDA_KEYS = [
  "siteCode",
  "careKind",
  "professional",
  "date",
  "startTime",
  "endTime",
  "slotMinutes",
  "slotsAnHour",
  "starts",
] as const satisfies readonly (keyof AgendaDetails)[];

/** The columns of a file of Agendas, in its order. */
export const AGENDA_COLUMNS = [
  text("siteCode", "Código Sede"),
  text("careKind", "Tipo de Cita"),
  text("professional", "Profesional"),
  { ...text("date", "Fecha"), kind: "date" as const },
  text("startTime", "Hora Inicio"),
  text("endTime", "Hora Fin"),
  text("slotMinutes", "Duración"),
  { ...text("slotsAnHour", "Cupos por Hora"), required: false },
];

const MS_A_MINUTE = 60_000;
const MINUTES_AN_HOUR = 60;

/** The instants (ms) at which the slots of an agenda begin; a slot that would end late is none. */
export function slotStarts(
  { date, startTime, endTime, slotMinutes, slotsAnHour }: AgendaHours,
): number[] {
  const length = minuteOf(endTime) - minuteOf(startTime);
  if (!(slotMinutes > 0) || !(length > 0)) return [];
  const beginning = startOfDayMs(date) + minuteOf(startTime) * MS_A_MINUTE;
  const starts: number[] = [];
  const ofHour = new Map<number, number>();
  for (let minute = 0; minute + slotMinutes <= length; minute += slotMinutes) {
    const hour = Math.floor(minute / MINUTES_AN_HOUR);
    const taken = ofHour.get(hour) ?? 0;
    if (slotsAnHour !== null && taken >= slotsAnHour) continue;
    ofHour.set(hour, taken + 1);
    starts.push(beginning + minute * MS_A_MINUTE);
  }
  return starts;
}

type SlotName = Pick<AgendaDetails, "siteCode" | "careKind" | "professional" | "slotMinutes">;

/** One text for a slot: two that differ in anything are two slots. */
export function slotKey(slot: SlotName, startsAt: number): string {
  return [slot.siteCode, slot.careKind, slot.professional, slot.slotMinutes, startsAt].join("\n");
}

/** The keys of the slots of an agenda. */
export function slotKeys(agenda: AgendaDetails): string[] {
  const starts: number[] = JSON.parse(agenda.starts);
  return starts.map((startsAt) => slotKey(agenda, startsAt));
}

/** The day of a professional at a site, which a load brings whole. */
export function agendaDay({ siteCode, professional, date }: AgendaDetails): string {
  return [siteCode, professional, date].join("\n");
}

/** For each agenda that begins before an earlier one of the same day ends, that earlier one. */
export function findOverlaps<Agenda extends { details: AgendaDetails }>(
  agendas: Iterable<Agenda>,
): [later: Agenda, earlier: Agenda][] {
  const overlaps: [Agenda, Agenda][] = [];
  for (const day of Map.groupBy(agendas, ({ details }) => agendaDay(details)).values()) {
    let last: Agenda | undefined;
    for (const agenda of day.toSorted(compareStarts)) {
      if (last && agenda.details.startTime < last.details.endTime) overlaps.push([agenda, last]);
      if (!last || agenda.details.endTime > last.details.endTime) last = agenda;
    }
  }
  return overlaps;
}

function compareStarts(one: { details: AgendaDetails }, other: { details: AgendaDetails }): number {
  return one.details.startTime < other.details.startTime ? -1 : 1;
}

/** `08:20` → 500. */
function minuteOf(time: string): number {
  const [hours, minutes] = time.split(":").map(Number);
  return (hours ?? NaN) * MINUTES_AN_HOUR + (minutes ?? NaN);
}

function text(key: string, header: string) {
  return { key, header, kind: "text" as const, required: true };
}
