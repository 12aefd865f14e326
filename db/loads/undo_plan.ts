import {
  judgeUndoer,
  type LoadRefusal,
  type NamedVoucher,
  touchedLater,
} from "../../domain/loads/outcome.ts";
import type { LoadReport } from "../../domain/loads/report.ts";
import { reportUndo, type UndoEffect, undoProvider } from "../../domain/loads/undo.ts";
import type { Db } from "../client.ts";
import type { StoredLoad } from "./history.ts";
import { askRecordUndo, judgeRecordUndo } from "./records.ts";
import { DETAILS, IS_USED, type KeptChange } from "./providers.ts";

const MAX_NAMED = 20;

export type Undo = {
  base: string;
  report: LoadReport;
  effect: UndoEffect;
  changes: KeptChange[];
};

/**
 * What an undo of a published load in the name of somebody changes; or that it must be somebody else,
 * or the vouchers that a later load touched.
 */
export async function planUndo(
  db: Db,
  load: StoredLoad,
  userId: number,
): Promise<Undo | LoadRefusal> {
  const { direction, moved, touched, changed, written, recorded } = await look(db, load.id);
  const base = String(direction?.base ?? load.id);
  const loader = direction?.loader == null ? null : Number(direction.loader);
  const refused = judgeUndoer(userId, { undone: load, loader });
  if (refused) return refused;
  const [first] = touched;
  if (first) return touchedLater(touched.slice(0, MAX_NAMED).map(toNamed), Number(first.total));
  const records = judgeRecordUndo(recorded);
  if ("reason" in records) return records;
  const since = Map.groupBy(written, ({ nit }) => String(nit));
  const undos = changed.map((row) => {
    const keys = (since.get(String(row.nit)) ?? []).map(({ key }) => String(key));
    const { change, now, previous } = readChange(row, keys);
    return { ...undoProvider(change, now), previous };
  });
  const changes = undos.flatMap(({ restorations, previous }) =>
    restorations.map((one) => ({ ...one, previous, isNew: previous === null }))
  );
  const listed = changes.filter(({ wanted, isNew }) => wanted === null || isNew);
  const effect = {
    ...readEffect(moved ?? {}),
    isReversal: Number(direction?.is_reversal) === 0,
    restoredProviders: changes.length - listed.length,
    listedProviders: listed.length,
    ...records.effect,
  };
  const report = reportUndo(load.report, { id: crypto.randomUUID(), number: null }, {
    vouchers: effect.fresh.count + effect.corrected.count,
    providers: changes.length,
    warnings: [...undos.flatMap(({ warnings }) => warnings), ...records.warnings],
  });
  return { base, report, effect, changes };
}

async function look(db: Db, id: string) {
  const [direction, moved, touched, changed, written, ...recorded] = await db.$client.batch([
    { sql: DIRECTION, args: { id } },
    { sql: EFFECT, args: { id } },
    { sql: `${TOUCHED} LIMIT ${MAX_NAMED}`, args: { id } },
    { sql: CHANGED, args: { id } },
    { sql: WRITTEN_SINCE, args: { id } },
    ...askRecordUndo(id),
  ], "read");
  return {
    direction: direction?.rows[0],
    moved: moved?.rows[0],
    touched: touched?.rows ?? [],
    changed: changed?.rows ?? [],
    written: written?.rows ?? [],
    recorded: recorded.map(({ rows }) => rows),
  };
}

function readEffect(row: Record<string, unknown>) {
  const sum = (name: string) => Number(row[name] ?? 0);
  return {
    fresh: { count: sum("fresh"), paidAmount: sum("fresh_paid") },
    corrected: {
      count: sum("corrected"),
      paidAmount: sum("corrected_paid"),
      before: sum("before_paid"),
    },
    paidProviders: sum("providers"),
  };
}

function toNamed(row: Record<string, unknown>): NamedVoucher {
  return { nit: String(row.nit), documentNumber: String(row.document_number) };
}

function readChange(row: Record<string, unknown>, writtenSince: string[]) {
  const read = (value: unknown) => value === null ? null : JSON.parse(String(value));
  const isListed = Number(row.is_listed) === 1;
  const details = read(row.details);
  return {
    change: { nit: String(row.nit), wanted: read(row.wanted), previous: read(row.previous) },
    now: details && {
      details,
      isListed,
      isUsed: Number(row.is_used) === 1,
      writtenSince,
    },
    previous: isListed ? String(row.details) : null,
  };
}

const DIRECTION = `
  SELECT base.id AS base, base.created_by AS loader, l.is_reversal
  FROM loads AS l JOIN loads AS base ON base.id = coalesce(l.switches_load_id, l.id)
  WHERE l.id = :id`;

/** Whether a revision `v` is no longer as the load `l` left it. */
export const MOVED = `CASE
  WHEN l.is_reversal = 0 THEN v.is_current = 0
  WHEN v.replaces_id IS NULL THEN EXISTS (SELECT 1 FROM voucher_revisions AS now
    WHERE now.provider_id = v.provider_id AND now.document_number = v.document_number
      AND now.is_current = 1)
  ELSE (SELECT is_current FROM voucher_revisions WHERE id = v.replaces_id) = 0 END`;
export const OF_LOAD = `FROM loads AS l CROSS JOIN voucher_revisions AS v
  ON v.load_id = coalesce(l.switches_load_id, l.id)`;
/** Provider by provider, in the order of `voucher_revisions_by_load`: nothing is sorted. */
const EFFECT = `
  SELECT count(*) AS providers, sum(fresh) AS fresh, sum(fresh_paid) AS fresh_paid,
    sum(corrected) AS corrected, sum(corrected_paid) AS corrected_paid, sum(before_paid) AS before_paid
  FROM (SELECT v.provider_id, sum(v.replaces_id IS NULL) AS fresh,
      sum(v.replaces_id IS NOT NULL) AS corrected,
      sum(iif(v.replaces_id IS NULL AND v.state = 'standing', v.paid_amount, 0)) AS fresh_paid,
      sum(iif(v.replaces_id IS NOT NULL AND v.state = 'standing', v.paid_amount, 0)) AS corrected_paid,
      sum(iif(old.state = 'standing', old.paid_amount, 0)) AS before_paid
    FROM voucher_revisions AS v LEFT JOIN voucher_revisions AS old ON old.id = v.replaces_id
    WHERE v.load_id = (SELECT coalesce(switches_load_id, id) FROM loads WHERE id = :id)
    GROUP BY v.provider_id)`;
const TOUCHED = `
  SELECT p.nit, v.document_number, count(*) OVER () AS total
  ${OF_LOAD} CROSS JOIN providers AS p ON p.id = v.provider_id WHERE l.id = :id AND ${MOVED}`;

/** What later loads that are published, and were not undone, wrote of the same providers. */
const WRITTEN_SINCE = `
  SELECT other.nit, written.key
  FROM loads AS mine CROSS JOIN loads AS later ON later.status = 'published'
    AND later.undoes_load_id IS NULL
    AND (later.published_at, later.rowid) > (mine.published_at, mine.rowid)
  CROSS JOIN load_provider_changes AS other ON other.load_id = later.id
  CROSS JOIN load_provider_changes AS c ON c.load_id = mine.id AND c.nit = other.nit
  CROSS JOIN json_each(other.wanted) AS written
  WHERE mine.id = :id`;

const CHANGED = `
  SELECT c.nit, c.wanted, c.previous, p.is_listed, CASE WHEN p.id IS NOT NULL THEN ${DETAILS} END AS details,
    ${IS_USED.replaceAll(":base", "coalesce(mine.switches_load_id, mine.id)")} AS is_used
  FROM load_provider_changes AS c JOIN loads AS mine ON mine.id = c.load_id
  LEFT JOIN providers AS p ON p.nit = c.nit WHERE c.load_id = :id`;
