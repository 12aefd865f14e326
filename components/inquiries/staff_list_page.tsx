import { dateInBogota, formatDate } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { INQUIRY_KIND_WORDS, INQUIRY_KINDS } from "../../domain/inquiries/inquiry.ts";
import { isPending } from "../../domain/thread.ts";
import type { InquiryOfProvider } from "../../domain/inquiries/thread.ts";
import { formatNit } from "../../domain/nit.ts";
import { countedSome } from "../../domain/paging.ts";
import { EmptyState } from "../parts/empty_state.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Icon } from "../parts/icon.tsx";
import { queueQuery, ThreadSearch, type TypedQueue } from "../threads/search.tsx";
import { ThreadStateBadge } from "../threads/thread.tsx";
import { inquiryHref } from "../payments/links.ts";
import { TableFoot } from "../parts/table_foot.tsx";
import { DueBadge } from "../parts/due_badge.tsx";

type Props = {
  typed: TypedQueue;
  errors: FieldError[];
  today: string;
  found?: { inquiries: InquiryOfProvider[]; count: number; page: number };
};

/** What providers report: the staff's queue, overdue ones on top. */
export function StaffInquiriesPage({ typed, errors, today, found }: Props) {
  return (
    <>
      <h1>Consultas</h1>
      <ErrorSummary errors={errors} purpose="ver las consultas" />
      <ThreadSearch
        action="/funcionario/consultas"
        typed={typed}
        kinds={INQUIRY_KINDS.map((kind) => INQUIRY_KIND_WORDS[kind])}
        label="NIT o radicado"
        errors={errors}
      />
      {found && found.count === 0 && (
        <EmptyState>
          No hay consultas así. <a href="/funcionario/consultas?estado=todas">Vea todas</a>.
        </EmptyState>
      )}
      {found && found.count > 0 && <Queue typed={typed} found={found} today={today} />}
    </>
  );
}

type QueueProps = { typed: TypedQueue; found: NonNullable<Props["found"]>; today: string };

function Queue({ typed, found, today }: QueueProps) {
  const { inquiries, count, page } = found;
  return (
    <section class="block" aria-labelledby="cola">
      <div class="block-head">
        <h2 id="cola">{countedSome(count, "consulta", "consultas")}</h2>
        <p class="block-actions">
          <a
            class="button button-second"
            href={`/funcionario/consultas/lista.csv?${queueQuery(typed)}`}
            download
          >
            <Icon name="download" /> Descargar consultas
          </a>
        </p>
      </div>
      <div class="table-box">
        <table class="plain-table inquiry-table">
          <thead>
            <tr>
              <th scope="col">Radicado</th>
              <th scope="col">Prestador</th>
              <th scope="col">Qué reportó</th>
              <th scope="col">Comprobante</th>
              <th scope="col">Abierta el</th>
              <th scope="col">Estado</th>
            </tr>
          </thead>
          <tbody>{inquiries.map((one) => <Row inquiry={one} today={today} />)}</tbody>
        </table>
        <TableFoot
          shown={inquiries.length}
          total={count}
          isBounded
          noun={["consulta", "consultas"]}
          id="consultas"
          label="Páginas de consultas"
          page={page}
          href={(one) => `/funcionario/consultas?${queueQuery(typed)}&pagina=${one}`}
        />
      </div>
    </section>
  );
}

function Row({ inquiry, today }: { inquiry: InquiryOfProvider; today: string }) {
  const { folio, provider, kind, documentNumber, invoiceNumber, createdAt, state } = inquiry;
  return (
    <tr>
      <td data-label="Radicado">
        <a class="inquiry-link" href={inquiryHref(folio, "staff")}>{folio}</a>
      </td>
      <td data-label="Prestador">
        <span>
          {provider.legalName}
          <span class="soft under">NIT {formatNit(provider.nit)}</span>
        </span>
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
        <span class="badges">
          <ThreadStateBadge state={state} />
          {isPending(state) && <DueBadge dueOn={inquiry.dueOn} today={today} />}
        </span>
      </td>
    </tr>
  );
}
