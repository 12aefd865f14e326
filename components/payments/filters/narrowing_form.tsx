import type { PropsWithChildren } from "hono/jsx";
import type { FieldError } from "../../../domain/errors.ts";
import type { ColumnKind, SortColumn } from "../../../domain/payments/columns.ts";
import type { TypedFields } from "../../../domain/payments/filter_fields.ts";
import { writeSort } from "../../../domain/payments/sorting.ts";
import {
  MAX_FILTER_TEXT,
  NEWEST_FIRST,
  type PaymentFilter,
} from "../../../domain/payments/voucher_filter.ts";
import type { VoucherPage } from "../../../domain/payments/voucher_page.ts";
import { ChoiceField } from "../../parts/choice_field.tsx";
import { Field } from "../../parts/field.tsx";
import { FilterChips } from "../../parts/filter_chips.tsx";
import { HiddenFields } from "./hidden_fields.tsx";

type Props = PropsWithChildren<{
  action: string;
  fields: TypedFields;
  errors: FieldError[];
  /** Where a typed text is looked for. */
  hint: string;
  orders: Order[];
}>;

/** A text, an order and a form of payment that narrow the list between two dates. */
export function NarrowingForm({ action, fields, errors, hint, orders, children }: Props) {
  return (
    <div class="card narrowing" id="filtros">
      {children}
      <form method="get" action={action} novalidate>
        <HiddenFields fields={fields} except={["texto", "orden"]} />
        <input type="hidden" name="filtros" value="si" />
        <div class="search-fields">
          <Field
            name="texto"
            label="Que contenga"
            hint={hint}
            value={fields.texto ?? ""}
            errors={errors}
            maxlength={MAX_FILTER_TEXT}
          />
          <ChoiceField
            name="orden"
            label="Ordenar por"
            value={fields.orden ?? ""}
            options={orders}
          />
          <button type="submit" class="button button-second">Aplicar</button>
        </div>
      </form>
    </div>
  );
}

type Order = readonly [value: string, words: string];

/** Every order of a list; newest first is the one that it has anyway. */
export function ordersOf(columns: readonly SortColumn<string>[]): Order[] {
  return columns.flatMap((column) =>
    WAYS[column.kind].map(([isDescending, words]) => {
      const isUsual = column.key === NEWEST_FIRST.key && isDescending;
      const value = isUsual ? "" : writeSort({ key: column.key, isDescending }, columns);
      return [value, `${column.header}, ${words}`] as const;
    })
  );
}

const WAYS: Record<ColumnKind, [isDescending: boolean, words: string][]> = {
  text: [[false, "A a Z"], [true, "Z a A"]],
  date: [[true, "reciente primero"], [false, "antigua primero"]],
  money: [[true, "mayor primero"], [false, "menor primero"]],
};

type MethodsProps<Key extends string> = {
  filter: PaymentFilter<Key>;
  methods: VoucherPage["methods"];
  href: (filter: PaymentFilter<Key>) => string;
};

/** The forms of payment of a range, each with how many rows it has. */
export function MethodChips<Key extends string>({ filter, methods, href }: MethodsProps<Key>) {
  const { paymentMethod, ...rest } = filter;
  const count = methods.reduce((sum, method) => sum + method.count, 0);
  const all = { name: "Todas", href: href(rest), count, isChosen: false };
  const chips = methods.map(({ name, count }) => ({
    name,
    href: href({ ...rest, paymentMethod: name }),
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
