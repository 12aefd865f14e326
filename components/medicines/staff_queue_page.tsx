import { formatDate, formatInstant } from "../../domain/dates.ts";
import type { Deadline } from "../../domain/medicines/deadline.ts";
import type { QueuedRequest, QueueFilter } from "../../domain/medicines/queue.ts";
import { isUnderWay } from "../../domain/medicines/request.ts";
import { Badge } from "../parts/badge.tsx";
import { countedSome } from "../../domain/paging.ts";
import { EmptyState } from "../parts/empty_state.tsx";
import { TableFoot } from "../parts/table_foot.tsx";
import { staffQueueHref, staffRequestHref } from "./links.ts";
import { RequestStateBadge } from "./state_badge.tsx";

export type ShownRequest = QueuedRequest & { deadline: Deadline };

type Props = {
  filter: QueueFilter;
  requests: ShownRequest[];
  count: number;
  page: number;
};

const FILTERS = [["underWay", "Por entregar"], ["over", "Terminadas"]] as const;

/** What affiliates ask for, overdue on top; it names nobody, and no medicine. */
export function StaffMedicinesPage(props: Props) {
  const { filter, count } = props;
  return (
    <>
      <h1>Medicamentos</h1>
      <nav class="chips" aria-label="Estado de las solicitudes">
        {FILTERS.map(([key, name]) => (
          <a
            class="chip"
            href={staffQueueHref(key)}
            aria-current={key === filter ? "true" : undefined}
          >
            {name}
          </a>
        ))}
      </nav>
      {count === 0 ? <EmptyState>No hay solicitudes así.</EmptyState> : <Queue {...props} />}
    </>
  );
}

function Queue({ filter, requests, count, page }: Props) {
  return (
    <section class="block" aria-labelledby="cola">
      <h2 id="cola">{countedSome(count, "solicitud", "solicitudes")}</h2>
      <div class="table-box">
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col">Radicado</th>
              <th scope="col">Qué pidió</th>
              <th scope="col">Entrega</th>
              <th scope="col">Pedida el</th>
              <th scope="col">Plazo</th>
              <th scope="col">Estado</th>
            </tr>
          </thead>
          <tbody>{requests.map((one) => <Row request={one} />)}</tbody>
        </table>
        <TableFoot
          shown={requests.length}
          total={count}
          isBounded
          noun={["solicitud", "solicitudes"]}
          id="solicitudes"
          label="Páginas de solicitudes"
          page={page}
          href={(number) => staffQueueHref(filter, number)}
        />
      </div>
    </section>
  );
}

function Row({ request }: { request: ShownRequest }) {
  const { folio, pendingHandle, way, point, createdAt, state, scheduledOn } = request;
  return (
    <tr>
      <td data-label="Radicado">
        <a href={staffRequestHref(folio)}>{folio}</a>
      </td>
      <td data-label="Qué pidió">
        {pendingHandle ? "Un pendiente de farmacia" : "Con fórmula adjunta"}
      </td>
      <td data-label="Entrega">{way === "home" ? "A domicilio" : point?.name ?? "En un punto"}</td>
      <td data-label="Pedida el">{formatInstant(createdAt)}</td>
      <td data-label="Plazo">{isUnderWay(state) ? <Due request={request} /> : "–"}</td>
      <td data-label="Estado">
        <span class="badges">
          <RequestStateBadge state={state} />
          {state === "scheduled" && scheduledOn && formatDate(scheduledOn)}
        </span>
      </td>
    </tr>
  );
}

const KINDS = { inTime: "annulled", near: "warn", overdue: "bad" } as const;

function Due({ request: { deadline: { state, words } } }: { request: ShownRequest }) {
  if (state === "inTime") return <>{capital(words)}</>;
  return <Badge kind={KINDS[state]}>{capital(words)}</Badge>;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
