import { type ContactRequest, isOwn, mayApprove } from "../../domain/affiliates/contact_request.ts";
import { documentCode } from "../../domain/affiliates/document.ts";
import { formatInstant } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { maskNumber } from "../../domain/providers/provider.ts";
import { MAX_DECISION_NOTE } from "../../domain/providers/registration_request.ts";
import { Badge } from "../parts/badge.tsx";
import { CsrfField } from "../parts/csrf_field.tsx";
import { DueBadge } from "../parts/due_badge.tsx";
import { EmptyState } from "../parts/empty_state.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { Notice } from "../parts/notice.tsx";
import { TableFoot } from "../parts/table_foot.tsx";
import { TextAreaField } from "../parts/text_area_field.tsx";
import { Fact } from "../parts/fact.tsx";
import { Crumb } from "../parts/crumb.tsx";
import { CONTACTS } from "../staff/links.ts";

type ListProps = {
  open: ContactRequest[];
  /** How many are open, on all pages. */
  count: number;
  page: number;
  decided: ContactRequest[];
  today: string;
};

/** Contact data that affiliates want on file, the first due on top. */
export function ContactQueuePage({ open, count, page, decided, today }: ListProps) {
  return (
    <div class="reading">
      <h1>Datos de contacto</h1>
      <p class="lead">
        Cambios que piden los afiliados, y registros de quien no tiene correo. Compruebe con la
        persona antes de aprobar.
      </p>
      {open.length === 0 ? <EmptyState>No hay solicitudes por revisar.</EmptyState> : (
        <>
          <List requests={open} today={today} />
          <TableFoot
            shown={open.length}
            total={count}
            noun={["solicitud", "solicitudes"]}
            id="por-decidir"
            label="Páginas de solicitudes"
            page={page}
            href={(one) => `${CONTACTS}?pagina=${one}`}
          />
        </>
      )}
      {page === 1 && decided.length > 0 && (
        <section class="block" aria-labelledby="decididas">
          <h2 id="decididas">Decididas</h2>
          <List requests={decided} today={today} />
        </section>
      )}
    </div>
  );
}

function List({ requests, today }: { requests: ContactRequest[]; today: string }) {
  return (
    <ul class="card review-list">
      {requests.map((request) => (
        <li>
          <a href={`${CONTACTS}/${request.folio}`}>{request.folio}</a>
          <span class="soft small">
            {request.documentType} {maskNumber(request.documentNumber)} · {sourceOf(request)} ·{" "}
            {formatInstant(request.createdAt)}
          </span>
          {request.state === "open"
            ? <DueBadge dueOn={request.dueOn} today={today} />
            : <StateBadge state={request.state} />}
          <Icon name="next" />
        </li>
      ))}
    </ul>
  );
}

function sourceOf(request: ContactRequest): string {
  if (!request.asker) return "sin cuenta";
  return isOwn(request) ? "desde su cuenta" : "lo pide otra persona";
}

function askerWords(request: ContactRequest): string {
  if (!request.asker) return "Sin cuenta: compruebe que es la persona";
  return isOwn(request)
    ? "Desde su cuenta"
    : `Lo pide ${request.asker.name}, que actúa por esta persona`;
}

function StateBadge({ state }: Pick<ContactRequest, "state">) {
  return state === "approved"
    ? <Badge kind="ok">Aprobada</Badge>
    : <Badge kind="annulled">Rechazada</Badge>;
}

type DecisionProps = {
  request: ContactRequest;
  typed: { correo: string; nota: string };
  errors: FieldError[];
  csrfToken: string;
};

/** One request: what is on file, what is asked for, and the decision. */
export function ContactDecisionPage(props: DecisionProps) {
  const { request, errors } = props;
  const { onFile, state, decidedAt, note } = request;
  return (
    <div class="reading">
      <Crumb href={CONTACTS}>Datos de contacto</Crumb>
      <h1>{onFile?.name ?? "Nadie con esos datos"}</h1>
      <p class="soft">Radicado {request.folio}</p>
      <ErrorSummary errors={errors} purpose="decidir" />
      <dl class="card facts">
        <Fact name="Documento">{documentCode(request)}</Fact>
        <Fact name="Quién lo pide">
          {askerWords(request)}
        </Fact>
        <Change name="Correo" before={onFile?.email} after={request.email} />
        <Change name="Teléfono" before={onFile?.phone} after={request.phone} />
        <Change name="Dirección" before={onFile?.address} after={request.address} />
      </dl>
      {state === "open" ? <DecisionForm {...props} /> : (
        <Notice kind="ok">
          <p>
            <StateBadge state={state} /> {decidedAt !== null && `el ${formatInstant(decidedAt)}`}.
            {" "}
            {note}
          </p>
        </Notice>
      )}
    </div>
  );
}

type ChangeProps = { name: string; before: string | null | undefined; after: string | null };

function Change({ name, before, after }: ChangeProps) {
  return (
    <Fact name={name}>
      {before ?? "No lo tenemos"}
      {after !== null && (
        <>
          {" "}
          → <strong>{after}</strong>
        </>
      )}
    </Fact>
  );
}

function DecisionForm({ request, typed, errors, csrfToken }: DecisionProps) {
  const { email, folio } = request;
  const canApprove = mayApprove(request);
  return (
    <form class="card stack narrow" method="post" action={`${CONTACTS}/${folio}`} novalidate>
      <CsrfField token={csrfToken} />
      {canApprove && email !== null && (
        <Field
          name="correo"
          label="Correo que se registra"
          hint="Compruébelo por teléfono, en un número que no venga de esta solicitud."
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
          <button type="submit" name="accion" value="aprobar" class="button">Registrar</button>
        )}
        <button type="submit" name="accion" value="rechazar" class="button button-bad">
          Rechazar
        </button>
      </div>
    </form>
  );
}
