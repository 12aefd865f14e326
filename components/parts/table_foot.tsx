import { formatCount } from "../../domain/thousands.ts";
import type { PropsWithChildren } from "hono/jsx";
import { DASH } from "../signs.ts";

type Props = PropsWithChildren<{
  first: number;
  shown: number;
  total: number;
  noun: [singular: string, plural: string];
}>;

/** `1–21 de 37 comprobantes` at the left, the pages at the right. */
export function TableFoot({ first, shown, total, noun, children }: Props) {
  const last = first + shown - 1;
  const of = `${formatCount(total)} ${noun[total === 1 ? 0 : 1]}`;
  return (
    <div class="table-foot">
      <p role="status">
        {first !== last && <>{formatCount(first)}{DASH}</>}
        {formatCount(last)} de {of}
      </p>
      {children}
    </div>
  );
}
