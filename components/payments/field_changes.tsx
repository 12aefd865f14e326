import { formatCount } from "../../domain/thousands.ts";
import { ALL_SETTLEMENT_COLUMNS, VOUCHER_COLUMNS } from "../../domain/payments/columns.ts";
import { formatDate } from "../../domain/dates.ts";
import type {
  FieldChange,
  LineChange,
  RevisionDifference,
} from "../../domain/payments/difference.ts";
import {
  STANDING_COLUMNS,
  STATE_NAMES,
  VOUCHER_STATES,
} from "../../domain/payments/voucher_state.ts";
import { formatMoney } from "../../domain/money.ts";

const FIELD_COLUMNS = [...VOUCHER_COLUMNS, ...STANDING_COLUMNS];
const KINDS: Record<LineChange["kind"], string> = {
  added: "Se agregó",
  removed: "Se quitó",
  changed: "Cambió",
};

/** What a correction changed of a voucher: its own values, then its invoices, old → new. */
export function RevisionChanges({ difference }: { difference: RevisionDifference }) {
  const { fields, lines, lineCounts } = difference;
  const count = lineCounts ? lineCounts.added + lineCounts.removed + lineCounts.changed : 0;
  return (
    <ul class="changes">
      {fields.map((change) => (
        <li>
          <ChangedField kind="changed" change={change} columns={FIELD_COLUMNS} />
        </li>
      ))}
      {lines.map((line) => <Line line={line} />)}
      {count > lines.length && (
        <li class="soft">Y {formatCount(count - lines.length)} facturas más.</li>
      )}
      {lineCounts === undefined && (
        <li>Cambiaron sus facturas: son demasiadas para compararlas una por una.</li>
      )}
      {fields.length + count === 0 && lineCounts && <li>Cambió el orden de las facturas.</li>}
    </ul>
  );
}

function Line({ line }: { line: LineChange }) {
  const { kind, documentType, invoiceNumber, fields } = line;
  return (
    <li>
      {KINDS[kind]} {documentType} <strong>{invoiceNumber}</strong>
      {fields.length > 0 && ": "}
      {fields.map((change, index) => (
        <>
          {index > 0 && "; "}
          <ChangedField kind={kind} change={change} columns={ALL_SETTLEMENT_COLUMNS} />
        </>
      ))}
    </li>
  );
}

type ChangeProps = {
  kind: LineChange["kind"];
  change: FieldChange;
  columns: { key: string; header: string; kind: string }[];
};

/** A column's name with its value before and now. */
export function ChangedField({ kind, change: { field, before, after }, columns }: ChangeProps) {
  const column = columns.find(({ key }) => key === field);
  const shown = (value: FieldChange["before"]) => valueText(value, column?.kind);
  return (
    <>
      {column?.header}
      {kind !== "added" && (
        <>
          <span class="visually-hidden">, antes:</span>
          <del>{shown(before)}</del>
        </>
      )}
      {kind === "changed" && <span aria-hidden="true">→</span>}
      {kind !== "removed" && (
        <>
          <span class="visually-hidden">, ahora:</span>
          <ins>{shown(after)}</ins>
        </>
      )}
    </>
  );
}

function valueText(value: FieldChange["before"], kind: string | undefined): string {
  if (value === null || value === "") return "–";
  if (kind === "state") {
    return STATE_NAMES[VOUCHER_STATES.find((one) => one === value) ?? "standing"];
  }
  if (kind === "money") return formatMoney(Number(value));
  return kind === "date" ? formatDate(String(value)) : String(value);
}
