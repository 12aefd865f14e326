import { sql } from "drizzle-orm";
import {
  agendaDay,
  type AgendaDetails,
  findOverlaps,
  slotKey,
  slotKeys,
} from "../../domain/appointments/agenda.ts";
import {
  type Clash,
  describeClash,
  describeWithdrawn,
  overlapsWith,
  unknownSite,
} from "../../domain/appointments/clash.ts";
import type { RecordChange } from "../../domain/loaded_record.ts";
import { findingAt } from "../../domain/loads/cell.ts";
import type { JudgedFiles } from "../../domain/loads/files.ts";
import { addError, addWarning, type Findings } from "../../domain/loads/findings.ts";
import { wholeFinding } from "../../domain/loads/report.ts";
import type { Db } from "../client.ts";
import { agendas } from "../schema.ts";
import { toLoadedAgenda } from "./loaded.ts";

/**
 * Judges the agendas of a load beside each other and against what is stored; `changes` is what they
 * change each by itself. Answers the changes that take away what their days no longer bring, and
 * notes them as warnings, as it does with booked appointments that lose their slot.
 */
export async function judgeAgendas(
  db: Db,
  files: JudgedFiles,
  { changes, findings }: { changes: RecordChange[]; findings: Findings },
): Promise<RecordChange[]> {
  if (files.agendas.size === 0) return [];
  judgeOverlaps(files, findings);
  const { stored, sites } = await findBeside(db, files);
  judgeSites(files, sites, findings);
  const withdrawn = stored.filter(({ code }) => !files.agendas.has(code));
  for (const { details } of withdrawn) {
    addWarning(findings, wholeFinding(describeWithdrawn(details)));
  }
  const removals = withdrawn.map(({ code, details }) => (
    { kind: "agendas" as const, code, wanted: null, previous: details }
  ));
  for (const warning of await findClashes(db, [...changes, ...removals])) {
    addWarning(findings, warning);
  }
  return removals;
}

function judgeOverlaps(files: JudgedFiles, findings: Findings): void {
  const placed = [...files.agendas.values()]
    .map((one) => ({ ...one, details: one.record.details }));
  for (const [later, { row }] of findOverlaps(placed)) {
    const place = findingAt(later.table, later.row, "startTime");
    addError(findings, {
      ...place,
      value: later.details.startTime,
      message: overlapsWith(row.number),
    });
  }
}

function judgeSites(files: JudgedFiles, stored: Set<string>, findings: Findings): void {
  const brought = new Set(
    [...files.places.values()].map(({ record }) => record).flatMap(
      ({ kind, code }) => kind === "sites" ? [code] : [],
    ),
  );
  for (const { record: { details: { siteCode } }, table, row } of files.agendas.values()) {
    if (stored.has(siteCode) || brought.has(siteCode)) continue;
    const place = findingAt(table, row, "siteCode");
    addError(findings, { ...place, value: siteCode, message: unknownSite(siteCode) });
  }
}

/** What is stored of the same days, and which of the sites are on file: one round trip. */
async function findBeside(db: Db, files: JudgedFiles) {
  const records = [...files.agendas.values()].map(({ record }) => record.details);
  const days = [...new Map(records.map((details) => [agendaDay(details), details])).values()];
  const [stored, sites] = await db.batch([
    db.select().from(agendas).where(sql`(site_code, professional, date) IN
      (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(${
      JSON.stringify(days.map(({ siteCode, professional, date }) => [siteCode, professional, date]))
    }))`),
    db.all<{ code: string }>(sql`SELECT code FROM loaded_places WHERE kind = 'sites' AND code IN
      (SELECT value FROM json_each(${JSON.stringify(days.map(({ siteCode }) => siteCode))}))`),
  ]);
  return {
    stored: stored.map(toLoadedAgenda),
    sites: new Set(sites.map(({ code }) => code)),
  };
}

async function findClashes(db: Db, changes: RecordChange[]) {
  const codes = changes.flatMap(({ kind, code }) => kind === "agendas" ? [code] : []);
  if (codes.length === 0) return [];
  const { rows } = await db.$client.execute({
    sql: bookedOf("SELECT value FROM json_each(:codes)"),
    args: { codes: JSON.stringify(codes) },
  });
  return clashesOf(rows, changes.map(({ wanted }) => wanted));
}

/** The questions about the booked appointments that taking back the load `id` leaves without slot. */
export function askUndoneAgendas(id: string) {
  return [
    {
      sql: bookedOf(
        "SELECT code FROM load_record_changes WHERE load_id = :id AND kind = 'agendas'",
      ),
      args: { id },
    },
    {
      sql: `SELECT previous FROM load_record_changes
        WHERE load_id = :id AND kind = 'agendas' AND previous IS NOT NULL`,
      args: { id },
    },
  ];
}

type Rows = Record<string, unknown>[];

/** The warnings about them. */
export function warnOfUndoneAgendas([booked = [], restored = []]: Rows[]) {
  return clashesOf(booked, restored.map(({ previous }) => JSON.parse(String(previous))));
}

/** The warnings about booked slots that none of the agendas has. */
function clashesOf(booked: Rows, agendasAfter: (object | null)[]) {
  const after = new Set(agendasAfter.filter(isAgenda).flatMap(slotKeys));
  return booked.map(readBooked)
    .filter(({ slot, startsAt }) => !after.has(slotKey(slot, startsAt)))
    .toSorted((one, other) => one.startsAt - other.startsAt || (one.code < other.code ? -1 : 1))
    .map((clash) => wholeFinding(describeClash(clash)));
}

function isAgenda(details: object | null): details is AgendaDetails {
  return details !== null && "starts" in details;
}

function readBooked(row: Record<string, unknown>): Clash & { slot: Parameters<typeof slotKey>[0] } {
  return {
    code: String(row.code),
    siteCode: String(row.site_code),
    startsAt: Number(row.starts_at),
    slot: {
      siteCode: String(row.site_code),
      careKind: String(row.care_kind),
      professional: String(row.professional),
      slotMinutes: Number(row.minutes),
    },
  };
}

/** Booked appointments of open slots of the agendas whose codes a query answers. */
function bookedOf(codes: string): string {
  return `WITH changed (code) AS (${codes})
    SELECT a.code, s.site_code, s.care_kind, s.professional, s.starts_at,
      (s.ends_at - s.starts_at) / 60000 AS minutes
    FROM changed CROSS JOIN slots AS s ON s.agenda_code = changed.code
    CROSS JOIN appointments AS a ON a.slot_id = s.id AND a.state = 'booked'
    WHERE s.is_open = 1`;
}
