import type { Db } from "../../../db/client.ts";
import { findKnown } from "../../../db/loads/known.ts";
import { openLineKeeping } from "../../../db/loads/lines/keeping.ts";
import { judgeSheet } from "../../../domain/loads/load.ts";
import { noFiles, type Sheet } from "../../../domain/loads/files.ts";
import { type LoadPlan, planLoad } from "../../../domain/loads/plan.ts";
import type { LoadReport } from "../../../domain/loads/report.ts";

/** What a load of these files would do now, as `loadFiles` finds it before it stores anything. */
export async function planFiles(db: Db, sheets: Sheet[]): Promise<LoadPlan> {
  const files = noFiles({ keeping: openLineKeeping() });
  for (const sheet of sheets) await judgeSheet(files, sheet);
  return planLoad(files, await findKnown(db, files), () => Promise.resolve());
}

/** The report that publishing a plan would keep. */
export function reportOf(plan: LoadPlan, id: string): LoadReport {
  const { providers, vouchers, settlements, paidAmount, errors, warnings } = plan;
  const counts = { providers, vouchers, settlements, paidAmount };
  return { id, number: null, status: "published", ...counts, errors, warnings };
}
