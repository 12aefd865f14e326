import { type CivilDate, formatDate, formatInstant } from "../../domain/dates.ts";
import { formatMoney } from "../../domain/money.ts";
import { formatNit } from "../../domain/nit.ts";
import { pageCount } from "../../domain/paging.ts";
import {
  MAX_PAYMENTS_A_BATCH,
  REPORT_KIND_WORDS,
  REPORT_SOURCE,
  type ReportBatch,
  reportDueOn,
  type WaitingReport,
} from "../../domain/reporting/queue.ts";
import { formatCount } from "../../domain/thousands.ts";
import { Badge } from "../parts/badge.tsx";
import { CsrfField } from "../parts/csrf_field.tsx";
import { DueBadge } from "../parts/due_badge.tsx";
import { EmptyState } from "../parts/empty_state.tsx";
import { Notice } from "../parts/notice.tsx";
import { Pagination } from "../parts/pagination.tsx";
import { REPORTS } from "../staff/links.ts";

type Props = {
  queue: { items: WaitingReport[]; total: number; late: number };
  batches: ReportBatch[];
  reportsFrom: CivilDate;
  mappingVersion: number;
  page: number;
  today: CivilDate;
  /** Names the batch that the form makes. */
  handle: string;
  notice: string | undefined;
  csrfToken: string;
};

/** What waits to be reported to the SIIFA, what is overdue first, and what was reported. */
export function ReportQueuePage(props: Props) {
  const { queue, batches, reportsFrom, mappingVersion, page, today, notice } = props;
  const { items, total, late } = queue;
  return (
    <div>
      <h1>Por reportar al SIIFA</h1>
      <p class="lead">
        Cada pago se reporta el mismo día, y a más tardar en cinco días hábiles ({REPORT_SOURCE}).
        Aquí están los pagos hechos desde el{" "}
        {formatDate(reportsFrom)}, y lo que se corrigió o anuló después de reportarse.
      </p>
      {notice && (
        <Notice kind="ok">
          <p>{notice}</p>
        </Notice>
      )}
      <LayoutNotice version={mappingVersion} />
      <section class="block" aria-labelledby="cola">
        <div class="block-head">
          <h2 id="cola">Por reportar</h2>
          <p>
            {formatCount(total)} {total === 1 ? "pago" : "pagos"}{" "}
            {late > 0 && (
              <Badge kind="bad">{late === 1 ? "1 vencido" : `${formatCount(late)} vencidos`}</Badge>
            )}
          </p>
        </div>
        {total === 0
          ? <EmptyState>Todo está reportado.</EmptyState>
          : items.length === 0
          ? <EmptyState>Esta página ya no tiene pagos: vuelva a la primera.</EmptyState>
          : <QueueTable items={items} today={today} />}
        <Pagination
          id="cola"
          label="Páginas de lo que espera"
          page={page}
          pages={pageCount(total)}
          href={(number) => number === 1 ? REPORTS : `${REPORTS}?pagina=${number}`}
        />
        {total > 0 && <ReportForm {...props} />}
      </section>
      {batches.length > 0 && <Batches batches={batches} />}
    </div>
  );
}

function LayoutNotice({ version }: { version: number }) {
  return (
    <Notice kind="warn">
      <p>
        El formato oficial del archivo no se pudo consultar. Las columnas son las que la EPS escoge
        {version === 0 ? ", y todavía son las de muestra. " : `, en su versión ${version}. `}
        <a href={`${REPORTS}/columnas`}>Columnas del archivo</a>
      </p>
    </Notice>
  );
}

function QueueTable({ items, today }: { items: WaitingReport[]; today: CivilDate }) {
  return (
    <div class="table-box">
      <table class="plain-table">
        <thead>
          <tr>
            <th scope="col">Plazo</th>
            <th scope="col">Novedad</th>
            <th scope="col">N° Documento</th>
            <th scope="col">Prestador</th>
            <th scope="col">Fecha de Pago</th>
            <th scope="col" class="money">Valor Pago</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr>
              <td data-label="Plazo">
                <DueBadge dueOn={reportDueOn(item.happenedOn)} today={today} />
              </td>
              <td data-label="Novedad">{REPORT_KIND_WORDS[item.kind]}</td>
              <td data-label="N° Documento">
                <span class="mono">{item.documentNumber}</span>
              </td>
              <td data-label="Prestador">
                {item.legalName} <span class="soft small">NIT {formatNit(item.nit)}</span>
              </td>
              <td data-label="Fecha de Pago">{formatDate(item.paidOn)}</td>
              <td class="money" data-label="Valor Pago">{formatMoney(item.paidAmount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ReportForm({ queue, handle, csrfToken }: Props) {
  const count = Math.min(queue.total, MAX_PAYMENTS_A_BATCH);
  return (
    <form class="actions" method="post" action={REPORTS}>
      <CsrfField token={csrfToken} />
      <input type="hidden" name="lote" value={handle} />
      <button type="submit" class="button">
        Hacer el lote de {formatCount(count)} {count === 1 ? "pago" : "pagos"}
      </button>
      <p class="soft small">
        Quedan como reportados, con un número de lote, y el archivo se descarga en la página
        siguiente.{queue.total > count && " El lote lleva los más antiguos."}
      </p>
    </form>
  );
}

function Batches({ batches }: { batches: ReportBatch[] }) {
  return (
    <section class="block" aria-labelledby="lotes">
      <h2 id="lotes">Lotes</h2>
      <ul class="card session-list">
        {batches.map(({ number, payments, madeAt, madeByName, undoneAt }) => (
          <li>
            <div>
              <a href={`${REPORTS}/lotes/${number}`}>Lote {number}</a>{" "}
              {undoneAt !== null && <Badge kind="annulled">Deshecho</Badge>}
              <p class="soft small">
                {formatCount(payments)} {payments === 1 ? "pago" : "pagos"}, por {madeByName} el
                {" "}
                {formatInstant(madeAt)}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
