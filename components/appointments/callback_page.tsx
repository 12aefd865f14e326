import type { Draft } from "../../domain/appointments/appointment.ts";
import type { Callback } from "../../domain/appointments/callback.ts";
import { dayWords } from "../../domain/appointments/words.ts";
import type { CivilDate } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { PromisedDate } from "../parts/due_badge.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Fact } from "../parts/fact.tsx";
import { Field } from "../parts/field.tsx";
import { stepHref } from "./step_head.tsx";
import { Crumb } from "../parts/crumb.tsx";

type Props = {
  draft: Draft & { careKind: string };
  phone: string;
  promisedOn: CivilDate;
  today: CivilDate;
  errors: FieldError[];
  csrfToken: string;
};

/** Asks on which telephone to call. */
export function AskCallbackPage({ draft, phone, promisedOn, today, errors, csrfToken }: Props) {
  return (
    <div class="reading">
      <Crumb href={stepHref(draft.id, "hora")}>Volver a las horas</Crumb>
      <h1>¿A qué teléfono lo llamamos?</h1>
      <ErrorSummary errors={errors} purpose="pedir la llamada" />
      <p class="lead">
        Le buscamos una cita de <strong>{draft.careKind}</strong> para {draft.personName}{" "}
        y lo llamamos a más tardar el {dayWords(promisedOn, today)}.
      </p>
      <form
        class="stack appointment-form"
        method="post"
        action={stepHref(draft.id, "llamada")}
        novalidate
      >
        <CsrfField token={csrfToken} />
        <Field
          name="telefono"
          label="Teléfono"
          value={phone}
          errors={errors}
          inputmode="tel"
          autocomplete="tel"
          maxlength={40}
        />
        <button type="submit" class="button button-large">Pedir que me llamen</button>
      </form>
    </div>
  );
}

/** A request to be called, with its radicado and its promise. */
export function CallbackPage({ callback, today }: { callback: Callback; today: CivilDate }) {
  const { folio, careKind, phone, promisedOn, outcome } = callback;
  return (
    <div class="reading">
      <Crumb href="/afiliados/citas">Citas</Crumb>
      <h1>{outcome === null ? "Lo llamaremos" : "Ya lo llamamos"}</h1>
      <dl class="card facts">
        <Fact name="Radicado">{folio}</Fact>
        <Fact name="Cita">{careKind}</Fact>
        <Fact name="Teléfono">{phone}</Fact>
        {outcome === null
          ? (
            <div>
              <dt>Cuándo</dt>
              <dd>
                <PromisedDate dueOn={promisedOn} today={today} />
              </dd>
            </div>
          )
          : <Fact name="Qué se acordó">{outcome}</Fact>}
      </dl>
    </div>
  );
}
