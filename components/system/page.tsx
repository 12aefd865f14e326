import { formatInstant, formatSecond } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { formatDuration } from "../../domain/system/duration.ts";
import type { QuestionTime } from "../../domain/system/question_time.ts";
import type { SystemState, Waiting } from "../../domain/system/state.ts";
import { requestCode, type Trouble } from "../../domain/system/trouble.ts";
import { formatCount } from "../../domain/thousands.ts";
import { Badge } from "../parts/badge.tsx";
import { EmptyState } from "../parts/empty_state.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { MAILS, SYSTEM } from "../staff/links.ts";
import { QuestionTimes } from "./question_times.tsx";

type Props = {
  /** What was typed, and the number that it is. */
  typed: string;
  code: string | undefined;
  errors: FieldError[];
  state: SystemState;
  troubles: Trouble[];
  questionTimes: QuestionTime[];
};

/** What the portal does now, and what failed or took long. */
export function SystemPage({ typed, code, errors, state, troubles, questionTimes }: Props) {
  return (
    <div>
      <h1>Sistema</h1>
      <ErrorSummary errors={errors} purpose="buscar el número" />
      <section class="block" aria-labelledby="ahora">
        <h2 id="ahora">Lo que hace el portal ahora</h2>
        <Figures state={state} />
      </section>
      <section class="block" aria-labelledby="fallas">
        <h2 id="fallas">Lo que falló o tardó</h2>
        <form class="card search-form" method="get" action={SYSTEM} novalidate role="search">
          <div class="search-fields">
            <Field
              name="numero"
              label="Número de la página de error"
              hint="Los 8 signos que alguien leyó, por ejemplo 1a2b3c4d"
              value={typed}
              errors={errors}
              maxlength={60}
            />
            <button type="submit" class="button">
              <Icon name="search" /> Buscar
            </button>
          </div>
        </form>
        <div class="block">
          <Found code={code} troubles={troubles} />
        </div>
      </section>
      <section class="block" aria-labelledby="preguntas">
        <h2 id="preguntas">Cuánto tardan las preguntas a la base de datos</h2>
        <QuestionTimes times={questionTimes} />
      </section>
    </div>
  );
}

function Figures({ state }: { state: SystemState }) {
  return (
    <div class="figures">
      <Figure title="Cargas que se revisan" of={state.judgedLoads} none="Ninguna" />
      <Figure title="Cargas por publicar" of={state.waitingLoads} none="Ninguna" />
      <Figure title="Correos por salir" of={state.waitingMails} none="Todos salieron" />
      <Figure
        title="Correos sin entregar"
        of={state.failedMails}
        none="Ninguno"
        href={MAILS}
        isBad
      />
      <Figure
        title="Mensajes a programas por salir"
        of={state.waitingMessages}
        none="Todos salieron"
      />
      <Figure
        title="Mensajes a programas sin entregar"
        of={state.failedMessages}
        none="Ninguno en 30 días"
        isBad
      />
    </div>
  );
}

type FigureProps = { title: string; of: Waiting; none: string; href?: string; isBad?: boolean };

function Figure({ title, of: { count, since }, none, href, isBad = false }: FigureProps) {
  return (
    <div class="card figure">
      <p class="soft">{href === undefined ? title : <a href={href}>{title}</a>}</p>
      <p class="figure-amount">{formatCount(count)}</p>
      <p class="figure-note">
        {since === null
          ? none
          : isBad
          ? <Badge kind="warn">Desde el {formatInstant(since)}</Badge>
          : `Desde el ${formatInstant(since)}`}
      </p>
    </div>
  );
}

function Found({ code, troubles }: { code: string | undefined; troubles: Trouble[] }) {
  if (troubles.length > 0) {
    return (
      <>
        <p class="soft">
          {code === undefined ? "Lo más reciente, de 30 días. " : (
            <>
              Con el número {code}. <a href={SYSTEM}>Ver lo más reciente</a>.{" "}
            </>
          )}
          Aquí no está de quién era cada una: quién hizo qué está en Auditoría.
        </p>
        <div class="table-box list-box">
          <Table troubles={troubles} />
        </div>
      </>
    );
  }
  return (
    <EmptyState>
      {code === undefined
        ? "Nada ha fallado ni tardado más de un segundo en 30 días."
        : "Nada con ese número en 30 días. Revise que esté bien leído, o búsquelo en los registros del servidor, que lo tienen todo."}
    </EmptyState>
  );
}

function Table({ troubles }: { troubles: Trouble[] }) {
  return (
    <table class="plain-table">
      <thead>
        <tr>
          <th scope="col">Fecha</th>
          <th scope="col">Número</th>
          <th scope="col">Qué pasó</th>
          <th scope="col">Página</th>
          <th scope="col">Tardó</th>
        </tr>
      </thead>
      <tbody>
        {troubles.map((one) => (
          <tr>
            <td class="nowrap" data-label="Fecha">{formatSecond(one.at)}</td>
            <td data-label="Número">
              <span class="mono">{requestCode(one.requestId)}</span>
            </td>
            <td data-label="Qué pasó">
              <span>
                {one.kind === "error"
                  ? <Badge kind="warn">Falló</Badge>
                  : "Tardó más de un segundo"}
                {one.problem && <span class="event-detail">{one.problem}</span>}
              </span>
            </td>
            <td data-label="Página">{one.route}</td>
            <td class="nowrap" data-label="Tardó">{formatDuration(one.durationMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
