import type { Site } from "../../domain/appointments/appointment.ts";
import type { Eps } from "../../domain/eps.ts";
import type { FieldError } from "../../domain/errors.ts";
import { PhoneLink } from "../affiliates/phone_link.tsx";
import { CsrfField } from "../parts/csrf_field.tsx";
import { EmptyState } from "../parts/empty_state.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { ChoiceCards } from "./choice_cards.tsx";
import { StepHead } from "./step_head.tsx";

type Props = {
  /** The nearest first. */
  sites: Site[];
  isAll: boolean;
  errors: FieldError[];
  eps: Eps;
  csrfToken: string;
};

/** So many sites are looked over at once. */
const MAX_SHOWN = 8;

/** Step 1: where. */
export function SitePage({ sites, isAll, errors, eps, csrfToken }: Props) {
  const shown = isAll ? sites : sites.slice(0, MAX_SHOWN);
  return (
    <div class="reading">
      <StepHead
        title="¿En qué sede quiere la cita?"
        step={1}
        back={{ href: "/afiliados/citas", name: "Citas" }}
      />
      <ErrorSummary errors={errors} purpose="seguir" />
      {sites.length === 0
        ? (
          <EmptyState>
            Ninguna sede tiene horas abiertas por ahora. Llame a la línea, a cualquier hora:{" "}
            <PhoneLink phone={eps.phone} />
          </EmptyState>
        )
        : (
          <>
            <p class="lead">
              Primero van las de su municipio; después las más cercanas a ellas, las de su
              departamento y las demás.
            </p>
            <form class="stack appointment-form" method="post" action="/afiliados/citas/nueva">
              <CsrfField token={csrfToken} />
              <ChoiceCards
                name="sede"
                legend="Sede"
                errors={errors}
                choices={shown.map(({ code, name, address, municipality }) => ({
                  value: code,
                  name,
                  more: <span>{[address, municipality].filter(Boolean).join(", ")}</span>,
                }))}
              />
              <button type="submit" class="button button-large">Continuar</button>
            </form>
            {shown.length < sites.length && (
              <p>
                <a href="/afiliados/citas/nueva?sedes=todas">Ver las {sites.length} sedes</a>
              </p>
            )}
          </>
        )}
    </div>
  );
}
