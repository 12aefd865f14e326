import type { FieldError } from "../../domain/errors.ts";
import type { Confirmed, OddCount } from "../../domain/loads/odd_payment.ts";
import type { RefusalReason } from "../../domain/loads/outcome.ts";
import { bringsPayments, isOfRecords, type LoadReport } from "../../domain/loads/report.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { Field } from "../parts/field.tsx";
import { loadHref } from "./links.ts";
import { OddConfirmations } from "./odd_confirmations.tsx";

/** What was typed to publish; `confirmed` by the kinds of odd payments. */
export type TypedPublication = { total: string; sinAvisos: boolean; confirmed: Confirmed };

type PublishProps = {
  id: string;
  /** Why this person may not publish it, if so. */
  refused: RefusalReason | undefined;
  isSilent: boolean;
  odd: OddCount[];
  /** What the load brings decides what is asked. */
  report: LoadReport;
  typed: TypedPublication;
  errors: FieldError[];
  csrfToken: string;
  unboosted: Record<string, string>;
};

/** Publishing a waiting load, with its control total where it brings payments, or withdrawing it. */
export function PublishForm(props: PublishProps) {
  const { id, refused, csrfToken, unboosted } = props;
  return (
    <section class="card inset publish" aria-labelledby="publicar">
      <h2 id="publicar" class="like-h3">Publicar</h2>
      {refused ? <p>{refusedWords(refused)}</p> : <ConfirmForm {...props} />}
      <form method="post" action={loadHref(id)} {...unboosted}>
        <CsrfField token={csrfToken} />
        <button type="submit" name="accion" value="retirar" class="button button-bad">
          Retirar la carga
        </button>
      </form>
    </section>
  );
}

function refusedWords(reason: RefusalReason): string {
  return reason === "noLoader"
    ? "No se sabe quién la cargó, así que nadie puede publicarla: retírela y cargue de nuevo."
    : "Usted la cargó: debe publicarla otra persona.";
}

function ConfirmForm(props: PublishProps) {
  const { id, report, odd, typed, errors, csrfToken, unboosted } = props;
  return (
    <form class="stack" method="post" action={loadHref(id)} novalidate {...unboosted}>
      <CsrfField token={csrfToken} />
      {bringsPayments(report) && (
        <Field
          name="total"
          label="Total de control"
          hint="La suma de Valor Pago que usted tiene por aparte, por ejemplo 1.234.567,50."
          value={typed.total}
          errors={errors}
          inputmode="decimal"
          maxlength={40}
        />
      )}
      <OddConfirmations found={odd} confirmed={typed.confirmed} errors={errors} />
      {!isOfRecords(report) && <NoticesChoice {...props} />}
      <button type="submit" name="accion" value="publicar" class="button">Publicar</button>
    </form>
  );
}

function NoticesChoice({ isSilent, typed }: Pick<PublishProps, "isSilent" | "typed">) {
  if (isSilent) return <p class="soft">Quien cargó pidió no enviar avisos.</p>;
  return (
    <div class="choice">
      <input
        type="checkbox"
        id="sinAvisos"
        name="sinAvisos"
        value="si"
        checked={typed.sinAvisos}
      />
      <label for="sinAvisos">Sin avisos a los prestadores</label>
    </div>
  );
}
