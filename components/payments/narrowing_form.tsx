import type { FieldError } from "../../domain/errors.ts";
import { VOUCHER_COLUMNS } from "../../domain/payments/columns.ts";
import type { TypedFields } from "../../domain/payments/filter_fields.ts";
import { writeSort } from "../../domain/payments/sorting.ts";
import {
  MAX_FILTER_TEXT,
  NEWEST_FIRST,
  type VoucherFilter,
} from "../../domain/payments/voucher_filter.ts";
import { ChoiceField } from "../parts/choice_field.tsx";
import { Field } from "../parts/field.tsx";
import { FilterChips } from "../parts/filter_chips.tsx";
import { HiddenFields } from "./hidden_fields.tsx";
import { listHref } from "./links.ts";
import type { VoucherList } from "./shown.ts";

type Props = {
  action: string;
  fields: TypedFields;
  errors: FieldError[];
  list: VoucherList | undefined;
};

/** A text, an order and a form of payment that narrow the list between two dates. */
export function NarrowingForm({ action, fields, errors, list }: Props) {
  return (
    <div class="card narrowing" id="filtros">
      {list && <MethodChips filter={list.filter} methods={list.methods} />}
      <form method="get" action={action} novalidate>
        <HiddenFields fields={fields} except={["texto", "orden"]} />
        <input type="hidden" name="filtros" value="si" />
        <div class="search-fields">
          <Field
            name="texto"
            label="Que contenga"
            hint="N° Documento, banco, cuenta o forma de pago."
            value={fields.texto ?? ""}
            errors={errors}
            maxlength={MAX_FILTER_TEXT}
          />
          <ChoiceField
            name="orden"
            label="Ordenar por"
            value={fields.orden ?? ""}
            options={ORDERS}
          />
          <button type="submit" class="button button-second">Aplicar</button>
        </div>
      </form>
    </div>
  );
}

/** Every order of the list; newest first is the one that it has anyway. */
const ORDERS = VOUCHER_COLUMNS.flatMap((column) => {
  const ways = column.kind === "text"
    ? [[false, "A a Z"], [true, "Z a A"]] as const
    : column.kind === "date"
    ? [[true, "reciente primero"], [false, "antigua primero"]] as const
    : [[true, "mayor primero"], [false, "menor primero"]] as const;
  return ways.map(([isDescending, words]) => {
    const isUsual = column.key === NEWEST_FIRST.key && isDescending;
    const sort = { key: column.key, isDescending };
    const value = isUsual ? "" : writeSort(sort, VOUCHER_COLUMNS);
    return [value, `${column.header}, ${words}`] as const;
  });
});

type MethodsProps = { filter: VoucherFilter; methods: VoucherList["methods"] };

function MethodChips({ filter, methods }: MethodsProps) {
  const { paymentMethod, ...rest } = filter;
  const count = methods.reduce((sum, method) => sum + method.count, 0);
  const all = { name: "Todas", href: listHref(rest, 1, true), count, isChosen: false };
  const chips = methods.map(({ name, count }) => ({
    name,
    href: listHref({ ...rest, paymentMethod: name }, 1, true),
    count,
    isChosen: name === paymentMethod,
  }));
  if (chips.length === 0) return <></>;
  return (
    <>
      <p class="label">Forma de Pago</p>
      <FilterChips
        label="Filtrar por forma de pago"
        chips={paymentMethod === undefined ? chips : [all, ...chips]}
      />
    </>
  );
}
