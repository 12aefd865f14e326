import { Fact } from "../parts/fact.tsx";
import type { TypedDecision } from "../../domain/providers/decision.ts";
import type { StoredRequest } from "../../domain/providers/stored_request.ts";
import { formatDate, formatInstant } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { formatMoney } from "../../domain/money.ts";
import { formatNit } from "../../domain/nit.ts";
import { maskNumber } from "../../domain/providers/provider.ts";
import { Badge } from "../parts/badge.tsx";
import { EmptyState } from "../parts/empty_state.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Icon } from "../parts/icon.tsx";
import { DueBadge } from "../parts/due_badge.tsx";
import { Crumb } from "../parts/crumb.tsx";
import { DecidedNotice, DecisionBadge, DecisionForm } from "../staff/decision.tsx";

type ListProps = { open: StoredRequest[]; decided: StoredRequest[]; today: string };

/** The queue of requests, the first due on top. */
export function RegistrationRequestsPage({ open, decided, today }: ListProps) {
  return (
    <div class="reading">
      <h1>Solicitudes de registro</h1>
      <p class="lead">
        IPS sin correo registrado. Los valores de giro directo son públicos: un pago que coincide es
        un indicio, no una prueba. Llame antes de aprobar.
      </p>
      {open.length === 0
        ? <EmptyState>No hay solicitudes por revisar.</EmptyState>
        : (
          <ul class="card review-list">
            {open.map((request) => <RequestLink request={request} today={today} />)}
          </ul>
        )}
      {decided.length > 0 && (
        <section class="block" aria-labelledby="decididas">
          <h2 id="decididas">Decididas</h2>
          <ul class="card review-list">
            {decided.map((request) => <RequestLink request={request} today={today} />)}
          </ul>
        </section>
      )}
    </div>
  );
}

function RequestLink({ request, today }: { request: StoredRequest; today: string }) {
  const { folio, nit, provider, createdAt, dueOn, state } = request;
  return (
    <li>
      <a href={`/funcionario/solicitudes/${folio}`}>
        {provider?.legalName ?? "NIT que no está en Prestadores"}
      </a>
      <span class="soft small">
        NIT {formatNit(nit)} · {folio} · {formatInstant(createdAt)}
      </span>
      {state === "open"
        ? <DueBadge dueOn={dueOn} today={today} />
        : <DecisionBadge decision={state} />}
      <Icon name="next" />
    </li>
  );
}

type DecisionProps = {
  request: StoredRequest;
  typed: TypedDecision;
  errors: FieldError[];
  csrfToken: string;
};

const EMAIL_HINT =
  "Compruébelo por teléfono con la IPS, en un número que no venga de esta solicitud.";

/** One request: what was typed, what is on file, and the decision. */
export function RegistrationRequestDecisionPage(props: DecisionProps) {
  const { request, typed, errors, csrfToken } = props;
  const { folio, provider, state, decidedAt, note } = request;
  return (
    <div class="reading">
      <Crumb href="/funcionario/solicitudes">Solicitudes de registro</Crumb>
      <h1>{provider?.legalName ?? `NIT ${formatNit(request.nit)}`}</h1>
      <p class="soft">Radicado {folio}, para el {formatDate(request.dueOn)}</p>
      <ErrorSummary errors={errors} purpose="decidir" />
      <Said request={request} />
      {state === "open"
        ? (
          <DecisionForm
            action={`/funcionario/solicitudes/${folio}`}
            approve={provider?.email === null ? "Registrar el correo" : undefined}
            emailHint={EMAIL_HINT}
            {...{ typed, errors, csrfToken }}
          />
        )
        : <DecidedNotice decision={state} decidedAt={decidedAt} note={note} />}
    </div>
  );
}

function Said({ request }: { request: StoredRequest }) {
  const { provider } = request;
  const cedula = provider?.representativeId;
  return (
    <dl class="card facts">
      <Fact name="NIT">{formatNit(request.nit)}</Fact>
      <Fact name="Correo registrado">{provider?.email ? "Sí, ya tiene uno" : "No"}</Fact>
      <Fact name="Teléfono registrado">{provider?.phone ?? "No hay"}</Fact>
      <Fact name="Pago que dice">
        {request.documentNumber} por {formatMoney(request.paidAmount)} {request.isPaymentRight
          ? <Badge kind="ok">Coincide</Badge>
          : <Badge kind="warn">No coincide</Badge>}
      </Fact>
      <Fact name="Cédula que dice">
        {request.representativeId} {cedula
          ? cedula === request.representativeId
            ? <Badge kind="ok">Coincide</Badge>
            : <Badge kind="warn">Registrada: {maskNumber(cedula)}</Badge>
          : <Badge kind="annulled">No hay cédula registrada</Badge>}
      </Fact>
      <Fact name="Contacto">
        {request.contactName}, {request.contactPhone}, {request.contactEmail}
      </Fact>
    </dl>
  );
}
