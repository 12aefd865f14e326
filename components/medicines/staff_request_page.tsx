import { formatInstant } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { formatSize } from "../../domain/file.ts";
import type { Deadline } from "../../domain/medicines/deadline.ts";
import type { RequestForStaff } from "../../domain/medicines/queue.ts";
import { isUnderWay } from "../../domain/medicines/request.ts";
import type { TypedStep } from "../../domain/medicines/step_form.ts";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Fact } from "../parts/fact.tsx";
import { Icon } from "../parts/icon.tsx";
import { DeadlineNote } from "./deadline_note.tsx";
import { MEDICINE_REQUESTS } from "../staff/links.ts";
import { staffRequestHref } from "./links.ts";
import { RequestFacts } from "./request_facts.tsx";
import { RequestStateBadge } from "./state_badge.tsx";
import { StepForm } from "./step_form.tsx";
import { Crumb } from "../parts/crumb.tsx";

type Props = {
  request: RequestForStaff;
  deadline: Deadline;
  typed: TypedStep;
  errors: FieldError[];
  csrfToken: string;
};

/** One request with whose it is and what pharmacies say of it, and what the staff does with it. */
export function StaffRequestPage({ request, deadline, typed, errors, csrfToken }: Props) {
  const { folio, state, reason } = request;
  return (
    <div class="reading">
      <Crumb href={MEDICINE_REQUESTS}>Medicamentos</Crumb>
      <div class="inquiry-title">
        <h1>Solicitud {folio}</h1>
        <RequestStateBadge state={state} />
      </div>
      <ErrorSummary errors={errors} purpose="guardar" />
      {isUnderWay(state) && <DeadlineNote deadline={deadline} />}
      {reason && <p class="written">{reason}</p>}
      <RequestFacts request={request}>
        <Fact name="Afiliado">{nameOf(request)}</Fact>
        <Fact name="Documento">{documentOf(request)}</Fact>
        <Fact name="Pedida el">{formatInstant(request.createdAt)}</Fact>
        {request.pendingHandle && <Fact name="Según la farmacia">{lineOf(request)}</Fact>}
      </RequestFacts>
      <Files request={request} />
      {isUnderWay(state) && (
        <StepForm
          action={staffRequestHref(folio)}
          typed={typed}
          errors={errors}
          csrfToken={csrfToken}
        />
      )}
    </div>
  );
}

function nameOf({ person }: RequestForStaff): string {
  if (!person) return "Ya no está en el registro";
  const { firstName, secondName, firstSurname, secondSurname } = person;
  return [firstName, secondName, firstSurname, secondSurname].filter(Boolean).join(" ");
}

function documentOf({ person }: RequestForStaff): string {
  return person ? `${person.documentType} ${person.documentNumber}` : "–";
}

/** What the last load says of the line: it may have been delivered since it was asked for. */
function lineOf({ line }: RequestForStaff): string {
  if (!line) return "Ya no está en los pendientes";
  if (line.isAnnulled) return "Anulado";
  const { orderedQuantity: ordered, deliveredQuantity: delivered } = line;
  if (delivered >= ordered) return "Ya se entregó toda la cantidad";
  return `Ordenados ${ordered}, entregados ${delivered}, faltan ${ordered - delivered}`;
}

function Files({ request: { folio, files } }: { request: RequestForStaff }) {
  if (files.length === 0) return <></>;
  return (
    <ul class="card link-list request-files">
      {files.map(({ id, name, size }) => (
        <li>
          <a href={`${staffRequestHref(folio)}/formula/${id}`} download>
            {name} ({formatSize(size)}) <Icon name="download" />
          </a>
        </li>
      ))}
    </ul>
  );
}
