import { Fact } from "../parts/fact.tsx";
import { MAX_DECISION_NOTE } from "../../domain/providers/registration_request.ts";
import type { StoredRequest } from "../../domain/providers/stored_request.ts";
import { formatDate, formatInstant } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { formatMoney } from "../../domain/money.ts";
import { formatNit } from "../../domain/nit.ts";
import { maskNumber } from "../../domain/providers/provider.ts";
import { Badge } from "../parts/badge.tsx";
import { Crumb } from "../parts/crumb.tsx";
import { CsrfField } from "../parts/csrf_field.tsx";
import { EmptyState } from "../parts/empty_state.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { TextAreaField } from "../parts/text_area_field.tsx";
import { DueBadge } from "../parts/due_badge.tsx";

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
      {state === "open" ? <DueBadge dueOn={dueOn} today={today} /> : <StateBadge state={state} />}
      <Icon name="next" />
    </li>
  );
}

function StateBadge({ state }: { state: StoredRequest["state"] }) {
  return state === "approved"
    ? <Badge kind="ok">Aprobada</Badge>
    : <Badge kind="annulled">Rechazada</Badge>;
}

type DecisionProps = {
  request: StoredRequest;
  typed: { correo: string; nota: string };
  errors: FieldError[];
  csrfToken: string;
};

/** One request: what was typed, what is on file, and the decision. */
export function RegistrationRequestDecisionPage(props: DecisionProps) {
  const { request, errors } = props;
  return (
    <div class="reading">
      <Crumb href="/funcionario/solicitudes">Solicitudes de registro</Crumb>
      <h1>{request.provider?.legalName ?? `NIT ${formatNit(request.nit)}`}</h1>
      <p class="soft">Radicado {request.folio}, para el {formatDate(request.dueOn)}</p>
      <ErrorSummary errors={errors} purpose="decidir" />
      <Said request={request} />
      {request.state === "open" ? <DecisionForm {...props} /> : (
        <Notice kind="ok">
          <p>
            <StateBadge state={request.state} />{" "}
            {request.decidedAt !== null && `el ${formatInstant(request.decidedAt)}`}. {request.note}
          </p>
        </Notice>
      )}
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

function DecisionForm({ request, typed, errors, csrfToken }: DecisionProps) {
  const canApprove = request.provider !== null && request.provider.email === null;
  return (
    <form
      class="card stack narrow"
      method="post"
      action={`/funcionario/solicitudes/${request.folio}`}
      novalidate
    >
      <CsrfField token={csrfToken} />
      {canApprove && (
        <Field
          name="correo"
          label="Correo que se registra"
          hint="Compruébelo por teléfono con la IPS, en un número que no venga de esta solicitud."
          value={typed.correo}
          errors={errors}
          inputmode="email"
          maxlength={254}
        />
      )}
      <TextAreaField
        name="nota"
        label="Cómo lo comprobó"
        hint="Con quién habló, a qué número y cuándo. Queda en el registro."
        max={MAX_DECISION_NOTE}
        value={typed.nota}
        errors={errors}
        rows={3}
      />
      <div class="actions">
        {canApprove && (
          <button type="submit" name="accion" value="aprobar" class="button">
            Registrar el correo
          </button>
        )}
        <button type="submit" name="accion" value="rechazar" class="button button-bad">
          Rechazar
        </button>
      </div>
    </form>
  );
}
