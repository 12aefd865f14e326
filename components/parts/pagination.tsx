import { Icon } from "./icon.tsx";
import { ELLIPSIS } from "../signs.ts";

type Props = {
  /** The start of the links' ids, by which the focus stays on a link when the page changes. */
  id: string;
  label: string;
  page: number;
  pages: number;
  href: (page: number) => string;
};

/** First, previous, numbers, next, last; an arrow without a page to go to is left out. */
export function Pagination({ id, label, page, pages, href }: Props) {
  if (pages <= 1) return <></>;
  return (
    <nav class="pagination" aria-label={label}>
      {page > 2 && (
        <a href={href(1)} aria-label="Primera">
          <Icon name="first" />
        </a>
      )}
      {page > 1 && (
        <a href={href(page - 1)} rel="prev" id={`${id}-anterior`} aria-label="Anterior">
          <Icon name="back" />
        </a>
      )}
      {pageNumbers(page, pages).map((number) =>
        number === undefined ? <span class="pagination-gap">{ELLIPSIS}</span> : (
          <a
            id={`${id}-${number}`}
            href={href(number)}
            aria-current={number === page ? "page" : undefined}
          >
            {number}
          </a>
        )
      )}
      {page < pages && (
        <a href={href(page + 1)} rel="next" id={`${id}-siguiente`} aria-label="Siguiente">
          <Icon name="next" />
        </a>
      )}
      {page < pages - 1 && (
        <a href={href(pages)} aria-label="Última">
          <Icon name="last" />
        </a>
      )}
    </nav>
  );
}

/** The first, the last, and three around the page; undefined stands for a gap. */
function pageNumbers(page: number, pages: number): (number | undefined)[] {
  const near = [1, page - 1, page, page + 1, pages];
  if (page <= 3) near.push(2, 3);
  if (page >= pages - 2) near.push(pages - 2, pages - 1);
  const shown = [...new Set(near)].filter((one) => one >= 1 && one <= pages).sort((a, b) => a - b);
  return shown.flatMap((one, index) => {
    const before = shown[index - 1] ?? one - 1;
    return one - before > 1 ? [undefined, one] : [one];
  });
}
