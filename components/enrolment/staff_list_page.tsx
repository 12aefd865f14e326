import { formatInstant } from "../../domain/dates.ts";
import { REASONS } from "../../domain/enrolment/case_questions.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import type { ListedEnrolment } from "../../domain/enrolment/listed.ts";
import { STATE_WORDS } from "../../domain/enrolment/state.ts";
import { Badge } from "../parts/badge.tsx";
import { CsrfField } from "../parts/csrf_field.tsx";
import { DueBadge } from "../parts/due_badge.tsx";
import { EmptyState } from "../parts/empty_state.tsx";
import { TableFoot } from "../parts/table_foot.tsx";
import { ENROLMENTS } from "../staff/links.ts";

/** The states that the staff lists, by their names in the address. */
export const LISTED_STATES = {
  "por-decidir": "sent",
  devueltas: "returned",
  aprobadas: "approved",
  rechazadas: "rejected",
} as const satisfies Record<string, EnrolmentState>;
const NAMES = {
  "por-decidir": "Por decidir",
  devueltas: "Devueltas",
  aprobadas: "Aprobadas",
  rechazadas: "No proceden",
} as const satisfies Record<keyof typeof LISTED_STATES, string>;

type Props = {
  state: keyof typeof LISTED_STATES;
  enrolments: ListedEnrolment[];
  count: number;
  page: number;
  today: string;
  exports: { waiting: number; files: { at: number; count: number }[] };
  csrfToken: string | undefined;
};

/** Requests to become an affiliate: the staff's queue, overdue ones on top, and the EPS's file. */
export function StaffEnrolmentsPage(props: Props) {
  const { state, enrolments, count, page, today, exports, csrfToken } = props;
  return (
    <>
      <h1>Afiliaciones</h1>
      <nav class="chips" aria-label="Estado">
        {Object.entries(NAMES).map(([key, name]) => (
          <a
            class="chip"
            href={`${ENROLMENTS}?estado=${key}`}
            aria-current={key === state ? "true" : undefined}
          >
            {name}
          </a>
        ))}
      </nav>
      {state === "aprobadas" && <Exports exports={exports} csrfToken={csrfToken} />}
      {count === 0
        ? <EmptyState>No hay solicitudes en este estado.</EmptyState>
        : (
          <div class="table-box block">
            <table class="plain-table inquiry-table">
              <thead>
                <tr>
                  <th scope="col">Radicado</th>
                  <th scope="col">Quién</th>
                  <th scope="col">Caso</th>
                  <th scope="col">Beneficiarios</th>
                  <th scope="col">Estado</th>
                </tr>
              </thead>
              <tbody>{enrolments.map((one) => <Row about={one} today={today} />)}</tbody>
            </table>
            <TableFoot
              shown={enrolments.length}
              total={count}
              noun={["solicitud", "solicitudes"]}
              id="solicitudes"
              label="Páginas de solicitudes"
              page={page}
              href={(one) => `${ENROLMENTS}?estado=${state}&pagina=${one}`}
            />
          </div>
        )}
    </>
  );
}

function Row({ about, today }: { about: ListedEnrolment; today: string }) {
  const { folio, state, dueOn, firstName, firstSurname, reason, people } = about;
  const { title, badge } = STATE_WORDS[state];
  return (
    <tr>
      <td data-label="Radicado">
        <a class="inquiry-link" href={`${ENROLMENTS}/${folio}`}>{folio}</a>
      </td>
      <td data-label="Quién">{firstName} {firstSurname}</td>
      <td data-label="Caso">{REASONS.find(([code]) => code === reason)?.[1] ?? "–"}</td>
      <td data-label="Beneficiarios">{people}</td>
      <td data-label="Estado">
        {state === "sent" && dueOn
          ? <DueBadge dueOn={dueOn} today={today} />
          : <Badge kind={badge}>{title}</Badge>}
      </td>
    </tr>
  );
}

/** Approved requests leave in a file of Afiliados, once; each file can be downloaded again. */
function Exports({ exports, csrfToken }: Pick<Props, "exports" | "csrfToken">) {
  const { waiting, files } = exports;
  return (
    <section class="card prose block" aria-labelledby="archivos">
      <h2 id="archivos">Archivo para el sistema de la EPS</h2>
      <p>
        {waiting === 0
          ? "Todas las aprobadas ya salieron en un archivo."
          : `${waiting} ${
            waiting === 1 ? "aprobada espera" : "aprobadas esperan"
          } el próximo archivo.`}
      </p>
      {waiting > 0 && (
        <form method="post" action={`${ENROLMENTS}/archivo`}>
          {csrfToken && <CsrfField token={csrfToken} />}
          <button type="submit" class="button">Hacer el archivo</button>
        </form>
      )}
      {files.length > 0 && (
        <ul class="link-list">
          {files.map(({ at, count }) => (
            <li>
              <a href={`${ENROLMENTS}/archivo/${at}`}>
                {formatInstant(at)}: {count} {count === 1 ? "solicitud" : "solicitudes"} (CSV)
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
