import { counted, formatCount } from "../../domain/thousands.ts";
import type { JudgedTable } from "../../domain/loads/files.ts";
import { KIND_NAMES } from "../../domain/loads/kind.ts";
import type { StoredLoad } from "../../domain/loads/record.ts";
import { findingsIn } from "../../domain/loads/review.ts";
import { Badge } from "../parts/badge.tsx";
import { Icon } from "../parts/icon.tsx";

/** The files of a load: each table with its kind, its rows and whether something is to correct. */
export function LoadFiles({ load }: { load: StoredLoad }) {
  const tables = load.verdict?.tables ?? [];
  const read = new Set(tables.map(({ file }) => file));
  const others = load.files.filter((file) => !read.has(file));
  return (
    <ul class="card file-list">
      {tables.map((table) => <TableItem table={table} load={load} />)}
      {others.map((file) => (
        <li>
          <Icon name="file" />
          <strong>{file}</strong>
          {load.status === "judging" && <span class="soft">por leer</span>}
        </li>
      ))}
    </ul>
  );
}

function TableItem({ table, load }: { table: JudgedTable; load: StoredLoad }) {
  const bad = findingsIn(load.report.errors, table);
  return (
    <li>
      <Icon name="file" />
      <strong>{[table.file, table.sheet].filter(Boolean).join(", ")}</strong>
      <span>{KIND_NAMES[table.kind]}</span>
      <span class="file-rows">{counted(table.rows, "fila", "filas")}</span>
      {bad > 0
        ? (
          <Badge kind="bad">
            {bad === 1 ? "1 celda" : `${formatCount(bad)} celdas`}
          </Badge>
        )
        : load.status !== "judging" && <Badge kind="ok">Bien</Badge>}
    </li>
  );
}
