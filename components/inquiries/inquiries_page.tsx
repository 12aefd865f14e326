import { formatCount } from "../../domain/thousands.ts";
import { dateInBogota, formatDate } from "../../domain/dates.ts";
import { INQUIRY_KIND_WORDS } from "../../domain/inquiries/inquiry.ts";
import {
  isPending,
  THREAD_STATE_WORDS,
  THREAD_STATES,
  type ThreadCounts,
  type ThreadState,
} from "../../domain/thread.ts";
import type { Inquiry } from "../../domain/inquiries/thread.ts";
import { EmptyState } from "../parts/empty_state.tsx";
import { Icon } from "../parts/icon.tsx";
import { PromisedDate } from "../parts/due_badge.tsx";
import { ThreadStateBadge } from "../threads/thread.tsx";
import { inquiryHref } from "../payments/links.ts";
import { TableFoot } from "../parts/table_foot.tsx";

type Props = {
  inquiries: Inquiry[];
  counts: ThreadCounts;
  state: ThreadState | undefined;
  page: number;
  total: number;
  canDownload: boolean;
  today: string;
};

/** Consultas: what the provider reported, those without an answer first. */
export function InquiriesPage(props: Props) {
  const { inquiries, state, canDownload } = props;
  return (
    <>
      <div class="block-head">
        <h1>Consultas</h1>
        {inquiries.length > 0 && canDownload && (
          <p class="block-actions">
            <a class="button button-second" href={csvHref(state)} download>
              <Icon name="download" /> Descargar consultas
            </a>
          </p>
        )}
      </div>
      <StateChips counts={props.counts} current={state} />
      {inquiries.length === 0
        ? (
          <EmptyState>
            {state
              ? `No hay consultas en estado ${THREAD_STATE_WORDS[state].name}. `
              : "Su IPS no ha reportado nada. "}
            Para reportar algo, abra un comprobante en <a href="/pagos">Consulta de Pagos</a>{" "}
            y escoja Reportar.
          </EmptyState>
        )
        : <InquiriesTable {...props} />}
    </>
  );
}

function StateChips({ counts, current }: Pick<Props, "counts"> & { current: Props["state"] }) {
  const all = THREAD_STATES.reduce((sum, state) => sum + counts[state], 0);
  if (all === 0) return <></>;
  return (
    <nav class="chips inquiry-chips" aria-label="Estado de las consultas">
      <a class="chip" href="/consultas" aria-current={current ? undefined : "true"}>
        Todas · {formatCount(all)}
      </a>
      {THREAD_STATES.map((state) => (
        <a
          class="chip"
          href={pageHref(state, 1)}
          aria-current={state === current ? "true" : undefined}
        >
          {THREAD_STATE_WORDS[state].plural} · {formatCount(counts[state])}
        </a>
      ))}
    </nav>
  );
}

function InquiriesTable({ inquiries, state, page, total, today }: Props) {
  return (
    <div class="table-box">
      <table class="plain-table inquiry-table">
        <thead>
          <tr>
            <th scope="col">Radicado</th>
            <th scope="col">Qué reportó</th>
            <th scope="col">Comprobante</th>
            <th scope="col">Abierta el</th>
            <th scope="col">Estado</th>
            <th scope="col">Respuesta</th>
          </tr>
        </thead>
        <tbody>{inquiries.map((inquiry) => <Row inquiry={inquiry} today={today} />)}</tbody>
      </table>
      <TableFoot
        shown={inquiries.length}
        total={total}
        noun={["consulta", "consultas"]}
        id="consultas"
        label="Páginas de consultas"
        page={page}
        href={(number) => pageHref(state, number)}
      />
    </div>
  );
}

function Row({ inquiry, today }: { inquiry: Inquiry; today: string }) {
  const { folio, kind, documentNumber, invoiceNumber, createdAt, state, dueOn } = inquiry;
  return (
    <tr>
      <td data-label="Radicado">
        <a class="inquiry-link" href={inquiryHref(folio)}>{folio}</a>
      </td>
      <td data-label="Qué reportó">{INQUIRY_KIND_WORDS[kind].name}</td>
      <td data-label="Comprobante">
        <span>
          {documentNumber}
          {invoiceNumber && <span class="soft under">{invoiceNumber}</span>}
        </span>
      </td>
      <td data-label="Abierta el">{formatDate(dateInBogota(createdAt))}</td>
      <td data-label="Estado">
        <ThreadStateBadge state={state} />
      </td>
      <td data-label="Respuesta">
        {isPending(state) ? <PromisedDate dueOn={dueOn} today={today} /> : "–"}
      </td>
    </tr>
  );
}

function pageHref(state: ThreadState | undefined, page: number): string {
  const query = [
    state && `estado=${THREAD_STATE_WORDS[state].key}`,
    page > 1 && `pagina=${page}`,
  ].filter(Boolean).join("&");
  return query === "" ? "/consultas" : `/consultas?${query}`;
}

function csvHref(state: ThreadState | undefined): string {
  return `/consultas/lista.csv${state ? `?estado=${THREAD_STATE_WORDS[state].key}` : ""}`;
}
