import type { AskedByPerson } from "../../domain/users/data_request.ts";
import {
  DATA_REQUEST_WORDS,
  MAX_CORRECTED_NAME,
  MAX_DATA_REQUEST_ANSWER,
} from "../../domain/users/data_request.ts";
import { formatInstant } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { CsrfField } from "../parts/csrf_field.tsx";
import { EmptyState } from "../parts/empty_state.tsx";
import { Field } from "../parts/field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { TextAreaField } from "../parts/text_area_field.tsx";
import { DueBadge } from "../parts/due_badge.tsx";

type Props = {
  open: AskedByPerson[];
  answered: AskedByPerson[];
  today: string;
  typed: { radicado: string; respuesta: string; nombre: string } | undefined;
  errors: FieldError[];
  csrfToken: string;
};

/** What people ask about their own data; the first due on top. */
export function DataRequestsPage({ open, answered, today, typed, errors, csrfToken }: Props) {
  return (
    <div class="reading">
      <h1>Datos personales</h1>
      <ErrorSummary errors={errors} purpose="responder" />
      <p class="lead">
        Consultas en 10 días hábiles, correcciones y supresiones en 15 (Ley 1581 de 2012).
      </p>
      {open.length === 0
        ? <EmptyState>No hay solicitudes por responder.</EmptyState>
        : open.map((request) => (
          <article class="card request">
            <Head request={request} />
            <p>
              <DueBadge dueOn={request.dueOn} today={today} />
            </p>
            <p class="written">{request.text}</p>
            <form class="stack" method="post" action="/funcionario/datos" novalidate>
              <CsrfField token={csrfToken} />
              <input type="hidden" name="radicado" value={request.folio} />
              {request.kind === "correccion" && (
                <NameField request={request} typed={typed} errors={errors} />
              )}
              <AnswerField request={request} typed={typed} errors={errors} />
              <button type="submit" class="button">Responder</button>
            </form>
          </article>
        ))}
      {answered.length > 0 && (
        <section class="block" aria-labelledby="respondidas">
          <h2 id="respondidas">Respondidas</h2>
          {answered.map((request) => (
            <article class="card request">
              <Head request={request} />
              <p class="written">{request.text}</p>
              <p class="written answer">{request.answer}</p>
            </article>
          ))}
        </section>
      )}
    </div>
  );
}

function Head({ request }: { request: AskedByPerson }) {
  const { folio, kind, personName, createdAt } = request;
  return (
    <>
      <h2 class="like-h3">{DATA_REQUEST_WORDS[kind].name} · {folio}</h2>
      <p class="soft small">
        {personName || "Representante legal"} · recibida el {formatInstant(createdAt)}
      </p>
    </>
  );
}

type AnswerProps = {
  request: AskedByPerson;
  typed: Props["typed"];
  errors: FieldError[];
};

/** Each answer's field has an id of its own; all of them are sent as `respuesta`. */
function AnswerField({ request: { folio }, typed, errors }: AnswerProps) {
  return (
    <TextAreaField
      id={`respuesta-${folio}`}
      name="respuesta"
      label="Respuesta"
      max={MAX_DATA_REQUEST_ANSWER}
      value={typed?.radicado === folio ? typed.respuesta : ""}
      errors={errors}
      rows={3}
    />
  );
}

/** A correction of the name is done here; what opens an account is corrected where it is checked. */
function NameField({ request: { folio, personName }, typed, errors }: AnswerProps) {
  return (
    <Field
      id={`nombre-${folio}`}
      name="nombre"
      label="Nombre corregido"
      hint={`Hoy dice: ${personName || "nada"}. Vacío si no se corrige el nombre. El correo y la ` +
        "cédula se corrigen en Prestadores."}
      value={typed?.radicado === folio ? typed.nombre : ""}
      errors={errors}
      maxlength={MAX_CORRECTED_NAME}
    />
  );
}
