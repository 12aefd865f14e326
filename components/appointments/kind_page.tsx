import { AFFILIATE_KINDS, nameOf } from "../../domain/affiliates/affiliate.ts";
import { type Draft, siteWords } from "../../domain/appointments/appointment.ts";
import type { FieldError } from "../../domain/errors.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { EmptyState } from "../parts/empty_state.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { ChoiceCards } from "./choice_cards.tsx";
import { StepHead, stepHref } from "./step_head.tsx";

/** Where an appointment begins. */
const BEGINNING = "/afiliados/citas/nueva";

type Props = { draft: Draft; careKinds: string[]; errors: FieldError[]; csrfToken: string };

/** Step 2: what for, and for whom. */
export function KindPage({ draft, careKinds, errors, csrfToken }: Props) {
  return (
    <div class="reading">
      <StepHead
        title="¿Qué cita necesita?"
        step={2}
        back={{ href: BEGINNING, name: "Cambiar de sede" }}
      />
      <ErrorSummary errors={errors} purpose="seguir" />
      <p class="lead">
        Para <strong>{draft.personName}</strong> ({nameOf(AFFILIATE_KINDS, draft.personKind)}), en
        {" "}
        {siteWords(draft)}.
      </p>
      <p>
        ¿Es para otra persona de su grupo?{" "}
        <a href={`/afiliados/familia?volver=${BEGINNING}`}>Escoja para quién</a>
      </p>
      {careKinds.length === 0
        ? <EmptyState>Esta sede ya no tiene horas abiertas. Escoja otra sede.</EmptyState>
        : (
          <form class="stack appointment-form" method="post" action={stepHref(draft.id, "tipo")}>
            <CsrfField token={csrfToken} />
            <ChoiceCards
              name="tipoCita"
              legend="Tipo de cita"
              errors={errors}
              choices={careKinds.map((name) => ({ value: name, name }))}
            />
            <button type="submit" class="button button-large">Continuar</button>
          </form>
        )}
    </div>
  );
}
