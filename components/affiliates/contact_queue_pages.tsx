import { type ContactRequest, isOwn, mayApprove } from "../../domain/affiliates/contact_request.ts";
import { documentCode } from "../../domain/affiliates/document.ts";
import { formatInstant } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { maskNumber } from "../../domain/providers/provider.ts";
import type { TypedDecision } from "../../domain/providers/decision.ts";
import { DueBadge } from "../parts/due_badge.tsx";
import { EmptyState } from "../parts/empty_state.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Icon } from "../parts/icon.tsx";
import { TableFoot } from "../parts/table_foot.tsx";
import { Fact } from "../parts/fact.tsx";
import { DecidedNotice, DecisionBadge, DecisionForm } from "../staff/decision.tsx";
import { CONTACTS } from "../staff/links.ts";
import { Crumb } from "../parts/crumb.tsx";

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
            : <DecisionBadge decision={request.state} />}
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

type DecisionProps = {
  request: ContactRequest;
  typed: TypedDecision;
  errors: FieldError[];
  csrfToken: string;
};

const EMAIL_HINT = "Compruébelo por teléfono, en un número que no venga de esta solicitud.";

/** One request: what is on file, what is asked for, and the decision. */
export function ContactDecisionPage({ request, typed, errors, csrfToken }: DecisionProps) {
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
      {state === "open"
        ? (
          <DecisionForm
            action={`${CONTACTS}/${request.folio}`}
            approve={mayApprove(request) ? "Registrar" : undefined}
            emailHint={request.email === null ? undefined : EMAIL_HINT}
            {...{ typed, errors, csrfToken }}
          />
        )
        : <DecidedNotice decision={state} decidedAt={decidedAt} note={note} />}
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
