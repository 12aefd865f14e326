import type { Column } from "../../../domain/payments/columns.ts";
import { nextSort, type Sort } from "../../../domain/payments/sorting.ts";

type Props<Key extends string> = {
  column: Column<Key>;
  /** The order that the list has. */
  sort: Sort<Key>;
  /** The list in another order. */
  href: (sort: Sort<Key>) => string;
};

/** The head of a column, which orders the list by it. */
export function SortHead<Key extends string>({ column, sort, href }: Props<Key>) {
  const isCurrent = sort.key === column.key;
  return (
    <th
      scope="col"
      class={column.kind}
      aria-sort={isCurrent ? (sort.isDescending ? "descending" : "ascending") : undefined}
    >
      <a class="sort" href={href(nextSort(column, sort))}>{column.header}</a>
    </th>
  );
}
