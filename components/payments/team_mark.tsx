import { formatInstant } from "../../domain/dates.ts";
import { isOutdated, type VoucherMark } from "../../domain/payments/mark.ts";
import { Badge } from "../parts/badge.tsx";
import { unboosted } from "../parts/boost.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { Icon } from "../parts/icon.tsx";
import { markHref } from "./links.ts";
import type { Detail, VoucherList } from "./shown.ts";

type Props = { detail: Detail; list: Pick<VoucherList, "filter" | "page">; nonce: string };

/** What the team noted on a voucher, and the form that marks it; nothing for the staff. */
export function TeamMark({ detail, list, nonce }: Props) {
  const { voucher, mark, correctedAt, marking } = detail;
  if (!mark && !marking) return <></>;
  const href = markHref(list.filter, voucher.documentNumber, list.page);
  return (
    <div class="team-mark">
      {mark && <MarkText mark={mark} correctedAt={correctedAt} />}
      {marking && (
        <div class="team-mark-actions">
          <form method="post" action={href} {...unboosted(nonce)}>
            <CsrfField token={marking.csrfToken} />
            <input type="hidden" name="visto" value={String(mark?.markedAt ?? 0)} />
            <button
              type="submit"
              class="button button-quiet"
              name="accion"
              value={mark?.isWorked ? "quitar" : "marcar"}
            >
              <Icon name="check" /> {mark?.isWorked ? "Quitar la marca" : "Marcar como trabajado"}
            </button>
          </form>
          <a class="button button-quiet" href={href} {...unboosted(nonce)}>
            {mark?.note ? "Cambiar la nota" : "Escribir una nota"}
          </a>
          <p class="hint">Solo lo ve su equipo.</p>
        </div>
      )}
    </div>
  );
}

function MarkText({ mark, correctedAt }: { mark: VoucherMark; correctedAt: number[] }) {
  const { isWorked, note, markedBy, markedAt } = mark;
  if (!isWorked && note === "") return <></>;
  return (
    <div class="team-mark-text">
      <p>
        {isWorked ? <Badge kind="ok">Trabajado</Badge> : <strong>Nota de su equipo</strong>}{" "}
        <span class="soft small">{markedBy} · {formatInstant(markedAt)}</span>
      </p>
      {isOutdated(mark, correctedAt) && (
        <p>
          <Badge kind="warn">El comprobante se corrigió después</Badge>
        </p>
      )}
      {note && <p class="written">{note}</p>}
    </div>
  );
}
