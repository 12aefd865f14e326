import { desc, eq, gt, sql } from "drizzle-orm";
import type { CivilDate } from "../../domain/dates.ts";
import {
  FIRST_MAPPING,
  type MappedColumn,
  type ReportMapping,
} from "../../domain/reporting/mapping.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { reportMappings } from "../schema.ts";

/** The newest mapping. */
export async function findMapping(db: Db): Promise<ReportMapping> {
  const [row] = await db.select().from(reportMappings).where(gt(reportMappings.version, 0))
    .orderBy(desc(reportMappings.version)).limit(1);
  return toMapping(row);
}

/** The mapping of a version, which a batch stays with. */
export async function findMappingOf(db: Db, version: number): Promise<ReportMapping> {
  const [row] = await db.select().from(reportMappings).where(eq(reportMappings.version, version));
  return toMapping(row);
}

export type NewMapping = {
  columns: MappedColumn[];
  reportsFrom: CivilDate;
  /** The version that was changed. */
  before: number;
  madeBy: number;
  madeAt: number;
};

/** Stores the next version; answers false where somebody stored one meanwhile. */
export async function saveMapping(
  db: Db,
  { columns, reportsFrom, before, madeBy, madeAt }: NewMapping,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const [saved] = await db.batch([
    db.run(sql`
      INSERT INTO report_mappings (version, columns, reports_from, made_by, made_at)
      SELECT ${before + 1}, ${JSON.stringify(columns)}, ${reportsFrom}, ${madeBy}, ${madeAt}
      WHERE coalesce((SELECT max(version) FROM report_mappings), 0) = ${before}`),
    ...entry.queries,
  ]);
  return saved.rowsAffected === 1;
}

function toMapping(row: typeof reportMappings.$inferSelect | undefined): ReportMapping {
  if (!row) return FIRST_MAPPING;
  const { version, columns, reportsFrom } = row;
  return { version, reportsFrom, columns: JSON.parse(columns) };
}
