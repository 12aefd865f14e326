import { formatDate, formatInstant } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { formatMoney } from "../../domain/money.ts";
import { MAX_MARK_NOTE, type VoucherMark } from "../../domain/payments/mark.ts";
import type { StoredVoucher } from "../../domain/payments/voucher.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { TextAreaField } from "../parts/text_area_field.tsx";
import { Crumb } from "../parts/crumb.tsx";

type Props = {
  voucher: StoredVoucher;
  /** What is stored now. */
  mark: VoucherMark | undefined;
  typed: { isWorked: boolean; note: string };
  errors: FieldError[];
  /** The detail of the voucher. */
  back: string;
  /** Where the form is sent. */
  action: string;
  csrfToken: string;
};

/** What one's team notes on a voucher: whether it is done with it, and a few words. */
export function MarkPage({ voucher, mark, typed, errors, back, action, csrfToken }: Props) {
  const { documentNumber, paidOn, paidAmount } = voucher;
  return (
    <div class="reading">
      <Crumb href={back}>Comprobante {documentNumber}</Crumb>
      <h1>Nota de su equipo</h1>
      <p class="lead soft">
        Comprobante {documentNumber} del {formatDate(paidOn)}, por{" "}
        {formatMoney(paidAmount)}. Solo la ve su equipo; la EPS, no.
      </p>
      <ErrorSummary errors={errors} purpose="guardar la nota" />
      <form class="card stack inquiry-form" method="post" action={action} novalidate>
        <CsrfField token={csrfToken} />
        <input type="hidden" name="visto" value={String(mark?.markedAt ?? 0)} />
        <div class="choice">
          <input
            type="checkbox"
            id="trabajado"
            name="trabajado"
            value="si"
            checked={typed.isWorked}
          />
          <label for="trabajado">Trabajado: ya no hay que revisarlo</label>
        </div>
        <TextAreaField
          name="nota"
          label="Nota"
          hint="Sin datos de pacientes."
          max={MAX_MARK_NOTE}
          value={typed.note}
          errors={errors}
        />
        {mark && (
          <p class="soft small">
            {mark.markedBy} · {formatInstant(mark.markedAt)}
          </p>
        )}
        <button type="submit" name="accion" value="guardar" class="button">Guardar</button>
      </form>
    </div>
  );
}
