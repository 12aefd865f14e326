import {
  CASE_KIND_WORDS,
  CASE_KINDS,
  CASE_RISK_WORDS,
  describeDueAt,
  type ListedCase,
} from "../../domain/attention/case.ts";
import { formatInstant } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { isPending } from "../../domain/thread.ts";
import { Badge } from "../parts/badge.tsx";
import { countedSome } from "../../domain/paging.ts";
import { EmptyState } from "../parts/empty_state.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { TableFoot } from "../parts/table_foot.tsx";
import { queueQuery, ThreadSearch, type TypedQueue } from "../threads/search.tsx";
import { ThreadStateBadge } from "../threads/thread.tsx";
import { caseHref } from "./case_parts.tsx";

/** What is due within a day stands out. */
const DAY_MS = 24 * 60 * 60 * 1000;

type Props = {
  typed: TypedQueue;
  errors: FieldError[];
  nowMs: number;
  found?: { cases: ListedCase[]; count: number; page: number };
};

/** What affiliates and others ask and complain of: the staff's queue, overdue ones on top. */
export function StaffCasesPage({ typed, errors, nowMs, found }: Props) {
  return (
    <>
      <h1>PQRS</h1>
      <ErrorSummary errors={errors} purpose="ver las solicitudes" />
      <ThreadSearch
        action="/funcionario/atencion"
        typed={typed}
        kinds={CASE_KINDS.map((kind) => CASE_KIND_WORDS[kind])}
        label="Radicado"
        errors={errors}
      />
      {found && found.count === 0 && (
        <EmptyState>
          No hay solicitudes así. <a href="/funcionario/atencion?estado=todas">Vea todas</a>.
        </EmptyState>
      )}
      {found && found.count > 0 && <Queue typed={typed} found={found} nowMs={nowMs} />}
    </>
  );
}

type QueueProps = Pick<Props, "typed" | "nowMs"> & { found: NonNullable<Props["found"]> };

function Queue({ typed, found, nowMs }: QueueProps) {
  const { cases, count, page } = found;
  return (
    <section class="block" aria-labelledby="cola">
      <h2 id="cola">{countedSome(count, "solicitud", "solicitudes")}</h2>
      <div class="table-box">
        <table class="plain-table inquiry-table">
          <thead>
            <tr>
              <th scope="col">Radicado</th>
              <th scope="col">Tipo</th>
              <th scope="col">Riesgo</th>
              <th scope="col">Recibida el</th>
              <th scope="col">Estado</th>
            </tr>
          </thead>
          <tbody>{cases.map((one) => <Row about={one} nowMs={nowMs} />)}</tbody>
        </table>
        <TableFoot
          shown={cases.length}
          total={count}
          isBounded
          noun={["solicitud", "solicitudes"]}
          id="solicitudes"
          label="Páginas de solicitudes"
          page={page}
          href={(one) => `/funcionario/atencion?${queueQuery(typed)}&pagina=${one}`}
        />
      </div>
    </section>
  );
}

function Row({ about, nowMs }: { about: ListedCase; nowMs: number }) {
  const { folio, kind, risk, createdAt, state, dueAt } = about;
  const due = describeDueAt(about);
  return (
    <tr>
      <td data-label="Radicado">
        <a class="inquiry-link" href={caseHref(folio, "staff")}>{folio}</a>
      </td>
      <td data-label="Tipo">{CASE_KIND_WORDS[kind].name}</td>
      <td data-label="Riesgo">{risk === "none" ? "–" : CASE_RISK_WORDS[risk].short}</td>
      <td data-label="Recibida el">{formatInstant(createdAt)}</td>
      <td data-label="Estado">
        <span class="badges case-due">
          <ThreadStateBadge state={state} />
          {isPending(state) && (dueAt < nowMs
            ? <Badge kind="bad">Venció el {due}</Badge>
            : <Badge kind={dueAt - nowMs < DAY_MS ? "warn" : "annulled"}>Para el {due}</Badge>)}
        </span>
      </td>
    </tr>
  );
}
