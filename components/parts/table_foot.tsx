import { formatSome, PAGE_SIZE, pageCount } from "../../domain/paging.ts";
import { formatCount } from "../../domain/thousands.ts";
import { DASH } from "../signs.ts";
import { Pagination } from "./pagination.tsx";

type Props = {
  /** The start of the links' ids, by which the focus stays on a link when the page changes. */
  id: string;
  label: string;
  page: number;
  /** How many rows stand on the page, and how many the list has. */
  shown: number;
  total: number;
  /** Whether the list was counted as far as `MAX_COUNTED` alone. */
  isBounded?: boolean;
  noun: [singular: string, plural: string];
  href: (page: number) => string;
};

/** `1–21 de 37 comprobantes` at the left, the pages at the right. */
export function TableFoot({ id, label, page, shown, total, noun, href, isBounded }: Props) {
  const first = (page - 1) * PAGE_SIZE + 1;
  const last = first + shown - 1;
  const of = `${isBounded ? formatSome(total) : formatCount(total)} ${noun[total === 1 ? 0 : 1]}`;
  return (
    <div class="table-foot">
      <p role="status">
        {first !== last && <>{formatCount(first)}{DASH}</>}
        {formatCount(last)} de {of}
      </p>
      <Pagination id={id} label={label} page={page} pages={pageCount(total)} href={href} />
    </div>
  );
}
