import type { Child } from "hono/jsx";
import { formatMoney } from "../../domain/money.ts";
import { TOLERANCES } from "../../domain/reconciliation/groups.ts";
import {
  columnName,
  type ListColumns,
  MAX_PREFIX,
  type PastedList,
} from "../../domain/reconciliation/pasted.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { Field } from "../parts/field.tsx";

export type Choices = {
  list: PastedList;
  /** The list as it goes to the next step, because nothing of it is stored. */
  text: string;
  columns: ListColumns;
  tolerance: number;
  /** What goes before numbers that are digits alone. */
  prefix: string;
  csrfToken: string;
};

/** The form that passes the list on: which columns it has, and which difference is ignored. */
export function ChoicesForm(
  { list, text, columns, tolerance, prefix, csrfToken, children }: Choices & { children: Child },
) {
  const names = Array.from({ length: list.width }, (_, index) => columnName(list, index));
  return (
    <form
      class="card search-form cruce-choices"
      method="post"
      action="/cruce"
      enctype="multipart/form-data"
    >
      <CsrfField token={csrfToken} />
      <input type="hidden" name="paso" value="cruce" />
      <textarea name="lista" hidden>{`\n${text}`}</textarea>
      <div class="search-fields">
        <Select name="columna" label="Número de factura" chosen={String(columns.number)}>
          {names.map((name, index) => [String(index), name])}
        </Select>
        <Field name="prefijo" label="Prefijo, si falta" value={prefix} maxlength={MAX_PREFIX} />
        <Select name="valor" label="Valor" chosen={String(columns.amount ?? "")}>
          {[["", "Sin valor"], ...names.map((name, index) => [String(index), name])]}
        </Select>
        <Select name="tolerancia" label="Tolerancia" chosen={String(tolerance)}>
          {TOLERANCES.map((cents) => [String(cents), formatMoney(cents).replace(/,00$/, "")])}
        </Select>
        {children}
      </div>
    </form>
  );
}

type SelectProps = { name: string; label: string; chosen: string; children: string[][] };

function Select({ name, label, chosen, children }: SelectProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        {children.map(([value, text]) => (
          <option value={value} selected={value === chosen}>{text}</option>
        ))}
      </select>
    </div>
  );
}
