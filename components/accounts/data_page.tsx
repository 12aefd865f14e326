import {
  DATA_REQUEST_KINDS,
  DATA_REQUEST_WORDS,
  type DataRequest,
  MAX_DATA_REQUEST_TEXT,
} from "../../domain/users/data_request.ts";
import { formatInstant } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { BackToAccount } from "./back_to_account.tsx";
import { CsrfField } from "../parts/csrf_field.tsx";
import { PromisedDate } from "../parts/due_badge.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { errorOf, FieldMessage } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { TextAreaField } from "../parts/text_area_field.tsx";

type Props = {
  requests: DataRequest[];
  today: string;
  typed: { solicitud: string; texto: string };
  errors: FieldError[];
  csrfToken: string;
};

/** What a person may do with her data by law: download it, and ask about it. */
export function AccountDataPage({ requests, today, typed, errors, csrfToken }: Props) {
  return (
    <div class="reading">
      <BackToAccount />
      <h1>Datos personales</h1>
      <ErrorSummary errors={errors} purpose="enviar la solicitud" />
      <p class="lead">
        Usted puede ver, llevarse, corregir y pedir que borremos sus datos (Ley 1581 de 2012).
      </p>
      <p class="actions">
        <a class="button" href="/cuenta/datos.json">
          <Icon name="download" /> Descargar mis datos
        </a>
      </p>
      {requests.length > 0 && (
        <section class="block" aria-labelledby="solicitudes">
          <h2 id="solicitudes">Sus solicitudes</h2>
          <ul class="card session-list">
            {requests.map((one) => <RequestItem request={one} today={today} />)}
          </ul>
        </section>
      )}
      <section class="block" aria-labelledby="pedir">
        <h2 id="pedir">Pedir algo sobre sus datos</h2>
        <form class="card stack narrow" method="post" action="/cuenta/datos" novalidate>
          <CsrfField token={csrfToken} />
          <fieldset class="field" id="solicitud">
            <legend>Qué quiere pedir</legend>
            <FieldMessage name="solicitud" error={errorOf(errors, "solicitud")} />
            {DATA_REQUEST_KINDS.map((kind) => (
              <div class="choice">
                <input
                  type="radio"
                  id={`solicitud-${kind}`}
                  name="solicitud"
                  value={kind}
                  checked={kind === typed.solicitud}
                />
                <label for={`solicitud-${kind}`}>
                  {DATA_REQUEST_WORDS[kind].name}
                  <span class="hint">{DATA_REQUEST_WORDS[kind].about}</span>
                </label>
              </div>
            ))}
          </fieldset>
          <TextAreaField
            name="texto"
            label="Explíquenos"
            hint="Qué dato es y qué debemos hacer con él."
            max={MAX_DATA_REQUEST_TEXT}
            value={typed.texto}
            errors={errors}
          />
          <button type="submit" class="button">Enviar solicitud</button>
        </form>
      </section>
    </div>
  );
}

function RequestItem({ request, today }: { request: DataRequest; today: string }) {
  const { folio, kind, text, createdAt, dueOn, answeredAt, answer } = request;
  return (
    <li>
      <div>
        <strong>
          {DATA_REQUEST_WORDS[kind].name} · {folio}
        </strong>
        <p class="soft small">
          Recibida el {formatInstant(createdAt)} · {answeredAt === null
            ? (
              <>
                Respuesta: <PromisedDate dueOn={dueOn} today={today} />
              </>
            )
            : `Respondida el ${formatInstant(answeredAt)}`}
        </p>
        <p class="written">{text}</p>
        {answer && <p class="written answer">{answer}</p>}
      </div>
    </li>
  );
}
