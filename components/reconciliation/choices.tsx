import type { Child } from "hono/jsx";
import { describeTolerance, TOLERANCES } from "../../domain/reconciliation/groups.ts";
import {
  columnName,
  type ListColumns,
  MAX_PREFIX,
  type PastedList,
} from "../../domain/reconciliation/pasted.ts";
import { ChoiceField } from "../parts/choice_field.tsx";
import { Field } from "../parts/field.tsx";

export type Choices = {
  /** Where the list is kept. */
  address: string;
  createdAt: number;
  list: PastedList;
  columns: ListColumns;
  tolerance: number;
  /** What goes before numbers that are digits alone. */
  prefix: string;
};

/** What was chosen, as the addresses of the result say it. */
export function choicesQuery({ columns, tolerance, prefix }: Choices): string {
  return String(
    new URLSearchParams({
      columna: String(columns.number),
      prefijo: prefix,
      valor: String(columns.amount ?? ""),
      tolerancia: String(tolerance),
    }),
  );
}

/** The result's heading, which takes the focus. */
export const RESULT_ID = "resultado";

/** Which columns the list has, and which difference is ignored; `children` is the button. */
export function ChoicesForm(
  { address, list, columns, tolerance, prefix, children }: Choices & { children: Child },
) {
  const names = Array.from(
    { length: list.width },
    (_, index) => [String(index), columnName(list, index)] as const,
  );
  return (
    <form class="search-fields" method="get" action={`${address}#${RESULT_ID}`}>
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
    </form>
  );
}
