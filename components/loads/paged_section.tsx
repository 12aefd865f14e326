import type { Child } from "hono/jsx";
import { type Paged } from "../../domain/paging.ts";
import { TableFoot } from "../parts/table_foot.tsx";
import { type LoadList, loadListHref, type LoadPlaces } from "./links.ts";

type Column = { header: string; isMoney?: boolean };
type Cell = { content: Child; class?: string };

/** The load whose page a list is on, and the pages of its other lists. */
export type ListPlace = { id: string; places: LoadPlaces };

type Props<Item> = {
  list: LoadList;
  title: string;
  about?: string;
  place: ListPlace;
  paged: Paged<Item>;
  noun: [singular: string, plural: string];
  columns: Column[];
  row: (item: Item) => (Cell | string)[];
  /** The sums of the whole list, under its head. */
  totals?: (Cell | string)[];
  actions?: Child;
};

/** A list of a load's page, 21 rows at a time; left out where it is empty. */
export function PagedSection<Item>(props: Props<Item>) {
  const { list, title, about, place, paged, noun, columns, row, totals, actions } = props;
  const { items, total, page } = paged;
  if (total === 0) return <></>;
  const cells = (row: (Cell | string)[]) =>
    row.map((cell, index) => <ListCell column={columns[index]} cell={cell} />);
  return (
    <section class="block" id={list} aria-labelledby={`${list}-titulo`}>
      <div class="block-head">
        <h2 id={`${list}-titulo`}>{title}</h2>
        {about && <p class="soft">{about}</p>}
        {actions && <div class="block-actions">{actions}</div>}
      </div>
      <div class="table-box">
        <table class="plain-table">
          <thead>
            <tr>
              {columns.map(({ header, isMoney }) => (
                <th scope="col" class={isMoney ? "money" : undefined}>{header}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {totals && <tr class="list-totals">{cells(totals)}</tr>}
            {items.map((item) => <tr>{cells(row(item))}</tr>)}
          </tbody>
        </table>
        <TableFoot
          shown={items.length}
          total={total}
          noun={noun}
          id={list}
          label={`Páginas de ${title}`}
          page={page}
          href={(one) => loadListHref(place.id, place.places, list, one)}
        />
      </div>
    </section>
  );
}

function ListCell({ column, cell }: { column: Column | undefined; cell: Cell | string }) {
  const { content, class: own = undefined } = typeof cell === "string" ? { content: cell } : cell;
  const names = [column?.isMoney && "money", own].filter(Boolean).join(" ");
  return <td class={names || undefined} data-label={column?.header}>{content}</td>;
}
