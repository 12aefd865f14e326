import type { JudgedFiles, Sheet } from "./files.ts";
import { collector } from "./collector.ts";
import { judgeUnseen, noneUnseen, noteUnseen } from "./unseen.ts";
import { judgeAmbiguous } from "./cell_amount.ts";
import { judgeStrayCells, openTable } from "./table.ts";
import { isLeftOut, judgeTotalsRow } from "./left_out.ts";
import { beginGroup } from "./lines/paid.ts";
import type { Pause } from "../pause.ts";

/**
 * Reads one table into `files`, judging every cell by itself. `onRows` gets the number of rows
 * read so far; `pause` is awaited in the middle of long work, so that others may run.
 */
export async function judgeSheet(
  files: JudgedFiles,
  sheet: Sheet,
  onRows: (count: number) => void = () => {},
  pause: Pause = () => Promise.resolve(),
): Promise<void> {
  const known = await openTable(files, sheet);
  if (!known) return;
  const { table, kind } = known;
  const collect = collector(files, kind, table);
  const [rowsBefore, errorsBefore] = [files.rowCount, files.errorCount];
  const unseen = noneUnseen();
  for await (const rows of known.rows) {
    for (const row of rows) {
      if (isLeftOut(known, row)) continue;
      if (known.total) beginGroup(collect.paid);
      known.total = undefined;
      judgeStrayCells(known, row);
      const taken = collect.add(row);
      if (taken) await taken;
      noteUnseen(unseen, known, row, collect.paid.latest);
      if (++files.rowCount % 1000 === 0) onRows(files.rowCount);
    }
  }
  judgeAmbiguous(table);
  if (known.total && files.errorCount === errorsBefore) judgeTotalsRow(known, collect.paid);
  judgeUnseen(known, unseen);
  await collect.fold(pause);
  files.tables.push({
    file: table.file,
    sheet: table.sheet,
    kind,
    rows: files.rowCount - rowsBefore,
  });
  onRows(files.rowCount);
}
