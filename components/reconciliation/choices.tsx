import type { Child } from "hono/jsx";
import { describeTolerance, TOLERANCES } from "../../domain/reconciliation/groups.ts";
import {
  columnName,
  type ListColumns,
  MAX_PREFIX,
  type PastedList,
} from "../../domain/reconciliation/pasted.ts";
import { ChoiceField } from "../parts/choice_field.tsx";
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

/** `children` stands beside the choices, `further` under them. */
type FormProps = Choices & { children: Child; further?: Child };

/** The form that passes the list on: which columns it has, and which difference is ignored. */
export function ChoicesForm(
  { list, text, columns, tolerance, prefix, csrfToken, children, further }: FormProps,
) {
  const names = Array.from(
    { length: list.width },
    (_, index) => [String(index), columnName(list, index)] as const,
  );
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
        <ChoiceField
          name="columna"
          label="Número de factura"
          value={String(columns.number)}
          options={names}
        />
        <Field name="prefijo" label="Prefijo, si falta" value={prefix} maxlength={MAX_PREFIX} />
        <ChoiceField
          name="valor"
          label="Valor"
          value={String(columns.amount ?? "")}
          options={[["", "Sin valor"], ...names]}
        />
        <ChoiceField
          name="tolerancia"
          label="Tolerancia"
          hint="Diferencia que no cuenta. Súbala si su sistema redondea."
          value={String(tolerance)}
          options={TOLERANCES.map((cents) => [String(cents), describeTolerance(cents)] as const)}
        />
        {children}
      </div>
      {further}
    </form>
  );
}
